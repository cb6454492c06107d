import { hitsOnlyBanks } from '../../../domain/hits-only-banks.ts'
import type { PublicIncident, Snapshot } from '../../snapshot/snapshot.ts'
import { impairedOf } from '../components/impaired.ts'
import { shortCalled } from '../components/component-name.ts'
import type { PageContext } from '../page-context.ts'
import { isShown } from '../components/shown.ts'

/** Names beyond these are counted: a sentence is to be read at a glance. */
export const MOST_NAMES = 3

/** "Everything else can be used" is said only while at most this share of what readers see is not working. */
const MOST_IMPAIRED = 1 / 3

/** What stands under the sentence: whose fault it is, whether the rest works, and money that is still being matched. */
export function leadOf(context: PageContext): string {
  const { words, snapshot, deps } = context
  const { level } = snapshot.verdict
  const banks = level === 'some_trouble' && hitsOnlyBanks(impairedNow(snapshot), deps.wallet)
  const base = banks ? 'some_banks' : level
  const partial = level === 'some_trouble' || level === 'maintenance'
  const sentences = [
    words.say(`page:verdict.lead.${base}`),
    ...(partial && mostWorks(context) ? [words.say('page:verdict.lead.others')] : []),
    ...afterwards(context),
  ]
  return sentences.join(words.locale === 'en' ? ' ' : '')
}

function impairedNow({ groups }: Snapshot) {
  return impairedOf(groups.flatMap(({ components }) => components.flatMap((one) => [one, ...one.parts])))
}

function mostWorks(context: PageContext): boolean {
  const { snapshot } = context
  const named = snapshot.verdict.componentIds.flatMap((id) => context.place(id)?.component ?? [])
  const hits = named.map(({ id, state }) => ({ componentId: id, worst: state }))
  if (shortCalled(context, hits).length > MOST_NAMES) return false
  const shown = snapshot.groups.flatMap(({ components }) => components.filter(isShown))
  const out = shown.filter(({ state }) => state !== 'operational')
  return out.length <= shown.length * MOST_IMPAIRED
}

/** A page that is green again over an incident that is not closed has to say what still goes on. */
function afterwards(context: PageContext): string[] {
  const { words, snapshot, now } = context
  const [first, ...more] = snapshot.incidents.filter(
    ({ phase, money }) => phase === 'reconciling' || (phase === 'monitoring' && money),
  )
  if (first !== undefined) {
    const span = more.length === 0 ? spanOf(first) : undefined
    if (span === undefined) return [words.say('page:verdict.lead.matchingSome')]
    return [words.say('page:verdict.lead.matching', { time: words.range(span, now) })]
  }
  const watched = snapshot.incidents.some(({ phase }) => phase === 'monitoring')
  return watched && snapshot.verdict.level === 'all_clear' ? [words.say('page:verdict.lead.watching')] : []
}

/** From the first trouble until the service was back; undefined while nobody knows when that was. */
function spanOf({ startedAt, monitoringAt }: PublicIncident) {
  return monitoringAt === undefined ? undefined : { fromAt: startedAt, toAt: monitoringAt }
}
