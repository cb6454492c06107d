import { LOCALES } from '../../domain/locale.ts'
import { DETAILS, type QuietHours, type Subscriber, type Topic } from '../../domain/subscriber.ts'
import type { Db } from '../../store/open.ts'
import type { SubscriberDesk } from './subscriber-desk.ts'
import type { FieldProblem } from './subscription-refused.ts'
import { readTopics } from './read-topics.ts'
import { isTroubled } from './trouble.ts'

/** What somebody wishes for, as a form sends it. */
export interface WishesInput {
  readonly locale: string
  /** `everything`, `maintenance`, `announcements`, `group:ID`, `component:ID`, `incident:ID`. */
  readonly topics: readonly string[]
  readonly detail: string
  readonly once: boolean
  /** `HH:MM` each, in the page's zone. */
  readonly quiet?: { readonly from: string; readonly to: string }
}

/** The same, read. */
export type Wishes = Pick<Subscriber, 'locale' | 'topics' | 'detail' | 'once' | 'quiet'>

/** Reads wishes; whatever is wrong joins the problems. `held` are topics that were accepted before and may stay. */
export async function readWishes(
  db: Db,
  { wallet }: Pick<SubscriberDesk, 'wallet'>,
  { input, held = [] }: { readonly input: WishesInput; readonly held?: readonly Topic[] },
): Promise<{ readonly wishes: Wishes; readonly problems: FieldProblem[] }> {
  const problems: FieldProblem[] = []
  const locale = LOCALES.find((known) => known === input.locale)
  if (locale === undefined) problems.push({ field: 'locale', problem: 'locale' })
  const detail = DETAILS.find((known) => known === input.detail)
  if (detail === undefined) problems.push({ field: 'detail', problem: 'detail' })
  const quiet = readQuiet(input.quiet, problems)
  const topics = await readTopics(db, wallet, { texts: input.topics, held, problems })
  if (input.once && problems.length === 0) {
    const troubled = await isTroubled(db, topics, wallet.components)
    // Maintenance and announcements never come back; nor does what works.
    if (!troubled) problems.push({ field: 'once', problem: 'once_works_now' })
  }
  return {
    problems,
    wishes: {
      locale: locale ?? 'zh-CN',
      detail: detail ?? 'every_update',
      topics,
      once: input.once,
      ...(quiet && { quiet }),
    },
  }
}

function readQuiet(input: WishesInput['quiet'], problems: FieldProblem[]): QuietHours | undefined {
  if (input === undefined) return undefined
  const from = minutesOf(input.from)
  const to = minutesOf(input.to)
  // From a time to the same time could be all day or never: neither is what anybody meant.
  if (from !== undefined && to !== undefined && from !== to) return { from, to }
  problems.push({ field: 'quiet', problem: from === undefined || to === undefined ? 'time' : 'quiet_same' })
  return undefined
}

/** Minutes after midnight of `HH:MM`; seconds, which some browsers send along, are let go. */
function minutesOf(text: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)(?::\d\d(?:\.\d+)?)?$/.exec(text.trim()) ?? []
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes)
}
