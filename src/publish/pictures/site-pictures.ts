import type { Locale } from '../../domain/locale.ts'
import { toneOf } from '../../help/incident/incident-tone.ts'
import type { Clock } from '../../lib/clock.ts'
import { plainText } from '../../lib/words/local-text.ts'
import { verdictView } from '../pages/home/verdict-view.ts'
import { createContexts, type PageContext, type PageDeps } from '../pages/page-context.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import { findCjkFont } from './cjk-font.ts'
import { drawPicture, type Picture } from './draw-picture.ts'
import { createPictures } from './pictures.ts'

/** Pictures for where our addresses are shared; `busy` where too many are being made already. */
export interface SitePictures {
  home(locale: Locale): Promise<Buffer | 'busy'>
  /** Undefined for an unknown id and for a draft alike. */
  incident(locale: Locale, id: string): Promise<Buffer | 'busy' | undefined>
}

export function createSitePictures(
  deps: PageDeps,
  { newest, clock }: { readonly newest: () => Promise<Snapshot>; readonly clock: Clock },
): SitePictures {
  const contextOf = createContexts(deps)
  const font = findCjkFont()
  const pictures = createPictures(font)
  const contextNow = async (locale: Locale) => contextOf(await newest(), locale, clock())
  const draw = async (picture: Picture) =>
    (await pictures.png(drawPicture(deps.templates, picture, font))) ?? 'busy'
  return {
    home: async (locale) => draw(homePicture(await contextNow(locale))),
    async incident(locale, id) {
      const incident = await deps.readIncident(id)
      if (incident === undefined) return undefined
      const context = await contextNow(locale)
      const { words } = context
      const phase = words.say(`state:phase.${incident.phase}`)
      const time = words.dateClock(incident.startedAt, context.now).text
      return draw({
        ...frameOf(context),
        state: toneOf(incident),
        title: plainText(words, incident.title),
        detail: `${phase} · ${words.say('share:picture.since', { time })}`,
      })
    },
  }
}

function homePicture(context: PageContext): Picture {
  const { state, sentence, lead } = verdictView(context)
  return { ...frameOf(context), state, title: sentence, detail: lead }
}

/** By the minute: within one, whoever asks gets the same picture. */
function frameOf({ words, deps, locale, now, snapshot }: PageContext) {
  const time = words.dateClock(snapshot.dataAt ?? snapshot.builtAt, now).text
  return {
    locale,
    site: plainText(words, deps.wallet.page.name),
    at: words.say('share:picture.asOf', { time, zone: words.zoneName }),
  }
}
