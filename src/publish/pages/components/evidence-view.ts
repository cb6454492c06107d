import type { Outcome } from '../../../domain/outcome.ts'
import type { ComponentFigures, RecentLook } from '../../readers/read-component.ts'
import type { PageContext } from '../page-context.ts'

/** What we saw lately, in figures; null where nobody has looked. */
export interface EvidenceView {
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly looks: readonly { readonly time: string; readonly outcome: string; readonly took: string }[]
}

/** Outcomes that speak of health; refusals of our test account and mistakes of ours do not count against anybody. */
const TELLING: ReadonlySet<Outcome> = new Set(['ok', 'slow', 'pending', 'tech_fail'])
const SHOWN_LOOKS = 12

export function evidenceView({ words }: PageContext, { recent }: ComponentFigures): EvidenceView | null {
  const [newest] = recent
  if (newest === undefined) return null
  const telling = recent.filter(({ outcome }) => TELLING.has(outcome))
  const good = telling.filter(({ outcome }) => outcome === 'ok' || outcome === 'slow')
  // How long a refusal took says nothing about how long an answer takes.
  const fact = (name: string, value: string | undefined) =>
    value === undefined ? [] : [{ label: words.say(`page:evidence.${name}`), value }]
  return {
    facts: [
      ...fact('last', words.clockSeconds(newest.at)),
      ...fact(
        'success',
        telling.length === 0
          ? undefined
          : words.say('page:evidence.successOf', {
              good: good.length,
              total: telling.length,
              rate: words.percent(good.length / telling.length),
            }),
      ),
      ...fact(
        'latency',
        middle(
          words,
          good.map(({ latencyMs }) => latencyMs),
        ),
      ),
      ...fact(
        'credit',
        middle(
          words,
          recent.map(({ creditMs }) => creditMs),
        ),
      ),
    ],
    looks: recent.slice(0, SHOWN_LOOKS).map((look) => ({
      time: words.clockSeconds(look.at),
      outcome: words.say(`state:outcome.${look.outcome}`),
      took: tookOf(words, look),
    })),
  }
}

function tookOf(words: PageContext['words'], { latencyMs }: RecentLook): string {
  return latencyMs === undefined ? '' : words.latency(latencyMs)
}

/** The median in words; undefined where nothing was measured. */
function middle(words: PageContext['words'], given: readonly (number | undefined)[]): string | undefined {
  const sorted = given.filter((ms) => ms !== undefined).toSorted((a, b) => a - b)
  const ms = sorted[Math.floor(sorted.length / 2)]
  return ms === undefined ? undefined : words.latency(ms)
}
