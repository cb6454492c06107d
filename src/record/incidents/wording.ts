import type { Answers } from '../../domain/incident.ts'
import { LOCALES, type Locale, type LocalText } from '../../domain/locale.ts'
import type { Texts } from '../../lib/text.ts'
import type { Facts } from './facts.ts'
import { createMoments } from './moments.ts'
import { createNaming } from './naming.ts'
import type { WalletMap } from '../wallet-map.ts'

/** What an automatic update tells. */
export type Occasion =
  | {
      readonly kind: 'opened' | 'reported' | 'worse' | 'back_again' | 'still'
      readonly nextAt: number | undefined
    }
  | { readonly kind: 'monitoring'; readonly backAt: number; readonly untilAt: number }
  | { readonly kind: 'watching_still' }
  | { readonly kind: 'reconciling' | 'reconciling_still'; readonly backAt: number }
  /** `unseenMs` is how much of it nobody saw. */
  | { readonly kind: 'resolved'; readonly backAt: number; readonly unseenMs: number }

/**
 * The words of automatic incidents, in every language, from templates/locales/<locale>/incident.json. They say what a
 * machine can know: that it is ours, not to pay twice, that money is being checked (never that it is safe), what
 * works instead, and when the next word comes.
 */
export interface Wording {
  title(facts: Facts): LocalText
  answers(facts: Facts, more: { readonly stage: Stage; readonly nextUpdateAt: number | undefined }): Answers
  body(occasion: Occasion, facts: Facts, now: number): LocalText
  /** Of a draft that readers' reports have brought about: nothing is said of what no probe has seen. */
  reported(facts: Facts): { readonly title: LocalText; readonly answers: Answers }
}

/** How far an incident is for a reader: it does not work, it works and is watched, it works and money is matched, it is over. */
export type Stage = 'trouble' | 'back' | 'matching' | 'over'

/** What stands between two sentences. */
const BETWEEN: Readonly<Record<Locale, string>> = { 'zh-CN': '', en: ' ' }

export function createWording(texts: Texts, map: WalletMap, zone: string): Wording {
  const naming = createNaming(texts, map)
  const moments = createMoments(texts, zone)
  const say = (key: string, more: (locale: Locale) => Readonly<Record<string, unknown>> = () => ({})) =>
    inAll((locale) => texts.say(locale, `incident:${key}`, more(locale)))
  const listEach = (ids: readonly string[]) => ids.map((id) => naming.listAll([id]))
  const scoped = (facts: Facts) => (locale: Locale) => ({ scope: naming.scopeOf(locale, facts.called) })

  return {
    title: (facts) => say(`title.${facts.worst}`, scoped(facts)),
    answers(facts, { stage, nextUpdateAt }) {
      const { working, money, cannotPay } = facts
      const instead = stage === 'trouble' ? facts.instead : []
      const doNow = [
        ...(money ? [say('do.bill')] : []),
        ...(stage === 'trouble' && cannotPay ? [say('do.cash')] : []),
        ...(stage === 'trouble' ? [say('do.keep')] : []),
      ]
      return {
        scope: say(`scope.${stage === 'trouble' ? facts.worst : stage}`, scoped(facts)),
        ...(stage === 'trouble' && working.length > 0 && { notAffected: listEach(working) }),
        ...(instead.length > 0 && { stillWorks: listEach(instead) }),
        ...(doNow.length > 0 && { doNow }),
        dont: [...(money ? [say('dont.repeat')] : []), say('dont.scam')],
        ...(money && {
          money: {
            balanceSafe: 'checking',
            pendingRule: say('answer.pending'),
            duplicates: say('answer.duplicates'),
            actionNeeded: 'none',
          },
        }),
        ...(stage === 'trouble' && { eta: { kind: 'none' } }),
        ...(nextUpdateAt !== undefined && { nextUpdateAt }),
      }
    },
    reported(facts) {
      const scope = say('scope.reported', scoped(facts))
      const dont = [...(facts.money ? [say('dont.repeat')] : []), say('dont.scam')]
      const money = {
        balanceSafe: 'checking',
        pendingRule: say('answer.pending'),
        duplicates: say('answer.duplicates'),
        actionNeeded: 'check',
      } as const
      const aboutMoney = facts.money && { doNow: [say('do.bill')], money }
      return { title: say('title.reported', scoped(facts)), answers: { scope, dont, ...aboutMoney } }
    },
    body: (occasion, facts, now) =>
      inAll((locale) =>
        sentences(occasion, facts)
          .map((key) => texts.say(locale, `incident:${key}`, parameters(locale, occasion, { facts, now })))
          .join(BETWEEN[locale]),
      ),
  }

  function parameters(locale: Locale, occasion: Occasion, { facts, now }: { facts: Facts; now: number }) {
    const moment = (at: number) => moments.moment(locale, at, now)
    const back = 'backAt' in occasion ? occasion.backAt : now
    return {
      scope: naming.scopeOf(locale, facts.called),
      names: naming.listOf(locale, facts.instead),
      upstream: facts.upstream === undefined ? '' : naming.nameOf(locale, facts.upstream),
      since: moment(facts.startedAt),
      now: moment(now),
      back: moment(back),
      length: moments.length(locale, back - facts.startedAt),
      unseen: 'unseenMs' in occasion ? moments.length(locale, occasion.unseenMs) : '',
      until: 'untilAt' in occasion ? moment(occasion.untilAt) : '',
      at: 'nextAt' in occasion && occasion.nextAt !== undefined ? moment(occasion.nextAt) : '',
    }
  }
}

function inAll(write: (locale: Locale) => string): LocalText {
  return Object.fromEntries(LOCALES.map((locale) => [locale, write(locale)]))
}

/** Less than this of a trouble unseen is not worth a word, ms. */
const LEAST_UNSEEN_MS = 60_000

/** Which sentences an update is made of, in order. */
function sentences(
  occasion: Occasion,
  { worst, upstream, onlyBanks, money, instead }: Facts,
): readonly string[] {
  const { kind } = occasion
  // Where a person leads, the machine makes no promises in their name.
  const next = 'nextAt' in occasion && occasion.nextAt !== undefined ? ['next'] : []
  const together = upstream === undefined ? [] : ['shared']
  const whose = onlyBanks ? 'banks' : 'ours'
  const aboutMoney = money ? ['money'] : []
  const elsewhere = instead.length > 0 ? ['instead'] : []
  switch (kind) {
    case 'opened':
      return [`opened.${worst}`, whose, ...together, ...aboutMoney, ...elsewhere, ...next]
    case 'reported':
      // Whoever publishes it leads it from here on, and makes their own promises.
      return ['reported', ...(money ? ['reported_money'] : [])]
    case 'worse':
      return [`worse.${worst}`, ...together, ...aboutMoney, ...elsewhere, ...next]
    case 'back_again':
      return ['back_again', whose, ...aboutMoney, ...elsewhere, ...next]
    case 'still':
      return ['still', ...aboutMoney, ...elsewhere, ...next]
    case 'monitoring':
      return ['monitoring', ...(money ? ['monitoring_money'] : [])]
    case 'watching_still':
    case 'reconciling':
    case 'reconciling_still':
      return [kind]
    case 'resolved':
      return ['resolved', occasion.unseenMs < LEAST_UNSEEN_MS ? 'lasted' : 'lasted_unseen', 'sorry']
    default:
      return kind satisfies never
  }
}
