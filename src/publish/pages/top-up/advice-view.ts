import { hitsOnlyBanks } from '../../../domain/hits-only-banks.ts'
import type { State } from '../../../domain/state.ts'
import { advise, type Advice, type Answer, type Recommended } from '../../../help/top-up/advice.ts'
import { SOON_MS, type JudgedWay, type Standing } from '../../../help/top-up/ways.ts'
import type { TopUpQuestion } from '../../../help/top-up/read-question.ts'
import { componentHref, fullName } from '../components/component-name.ts'
import { dataAge } from '../data-age.ts'
import type { PageContext } from '../page-context.ts'
import { impairedOf } from '../components/impaired.ts'
import { stateView } from '../components/state-view.ts'
import { chargedView } from './charged-view.ts'
import { splitLines, stopInWords, unsureOf } from './limit-words.ts'
import { answerHref } from './top-up-form.ts'

/** Further ones help nobody choose. */
const MOST_OTHERS = 5
/** Of what was asked about, beside the best. */
const MOST_ASKED = 8

const TONES: Readonly<Record<Answer, State>> = {
  ready: 'operational',
  split: 'degraded',
  soon: 'degraded',
  unsteady: 'degraded',
  unknown: 'unknown',
  limited: 'major_outage',
  maintenance: 'maintenance',
  refused: 'major_outage',
  down: 'major_outage',
  not_offered: 'unknown',
  no_such_way: 'unknown',
}

/** The gravest say enough: who is beyond a year's limit is beyond a day's too. */
const MOST_STOPS = 2

/** The answer to one question, in words. */
export function adviceView(context: PageContext, ways: readonly JudgedWay[], question: TopUpQuestion) {
  const advice = advise(ways, question)
  const [best] = advice.asked
  return {
    tone: TONES[advice.answer],
    headline: headlineOf(context, advice, question),
    more: moreOf(context, best, advice),
    facts: best === undefined || best.standing === 'not_offered' ? [] : factsOf(context, best),
    stops:
      best === undefined
        ? []
        : best.stops.slice(0, MOST_STOPS).map((stop) => stopInWords(context, stop, question)),
    split: best?.split && advice.answer === 'split' ? splitLines(context, best.split) : [],
    unsure: unsureOf(context, best, question),
    asked:
      advice.asked.length < 2 ? [] : advice.asked.slice(0, MOST_ASKED).map((one) => askedRow(context, one)),
    others: advice.others.slice(0, MOST_OTHERS).map((one) => otherRow(context, one, question)),
    // Nothing of what this page speaks of works: money is paid in other ways than topping up.
    nothing: advice.others.length > 0 || advice.answer === 'ready' ? null : nothingView(context, advice),
    charged: chargedView(context, best, question),
    age: dataAge(context),
  }
}

function nothingView({ words }: PageContext, { answer }: Advice) {
  // What is down takes a smaller amount no better.
  const limited = answer === 'limited' || answer === 'split'
  return [limited ? 'less' : 'wait', 'cash', 'card'].map((name) => words.say(`topup:nothing.${name}`))
}

function headlineOf(context: PageContext, { answer, asked }: Advice, question: TopUpQuestion): string {
  const { words } = context
  const [best] = asked
  if (best === undefined) return words.say('topup:answer.no_such_way')
  const name = nameOf(context, best)
  const amount = question.amount === undefined ? '' : words.money(question.amount)
  const checked = amount !== '' && (best.way.terms ?? best.way.quote) !== undefined
  const key = answer === 'ready' && checked ? 'readyFor' : answer
  return words.say(`topup:answer.${key}`, { name, amount, time: windowTime(context, best) })
}

function moreOf(context: PageContext, best: JudgedWay | undefined, { answer, others }: Advice): string {
  const { words } = context
  if (answer === 'not_offered') {
    const { reason } = best?.way.terms ?? {}
    return reason?.[words.locale] ?? words.say('topup:more.not_offered')
  }
  if (answer !== 'down' || best === undefined) return words.say(`topup:more.${answer}`)
  const whose = words.say(isTheBanks(context, best) ? 'topup:whose.banks' : 'topup:whose.ours')
  // Nobody is sent to other ways where none is left.
  return words.say(`topup:more.${others.length === 0 ? 'nothingElse' : 'down'}`, { whose })
}

/** As everywhere: a few of a channel's banks are the banks, and most of them together are us. */
function isTheBanks({ place, deps }: PageContext, { way }: JudgedWay): boolean {
  const channel = place(way.channelId)?.component
  const around = channel === undefined ? [] : [channel, ...channel.parts]
  return hitsOnlyBanks(impairedOf(around), deps.wallet)
}

function factsOf(context: PageContext, { way, fee, window, standing }: JudgedWay) {
  const { words, now } = context
  const { terms, usualMs, sinceAt } = way
  const fact = (name: string, value: string | undefined) =>
    value === undefined ? [] : [{ label: words.say(`topup:fact.${name}`), value }]
  const usable: readonly Standing[] = ['works', 'soon', 'unsteady', 'unknown']
  const moves = usable.includes(standing)
  // How fast and how cheaply money would come through what is down comforts nobody.
  const speed = moves && standing !== 'unknown' ? { usualMs, arrives: terms?.arrivesWithin } : {}
  return [
    ...fact(
      'since',
      standing === 'works' || sinceAt === undefined ? undefined : words.moment(sinceAt, now).text,
    ),
    ...fact(
      'fee',
      fee === undefined || !moves ? undefined : fee === 0 ? words.say('topup:fee.free') : words.money(fee),
    ),
    ...fact(
      'usual',
      speed.usualMs === undefined
        ? undefined
        : words.say('topup:fact.usualOf', { time: words.latency(speed.usualMs) }),
    ),
    ...fact(
      'arrival',
      speed.arrives === undefined
        ? undefined
        : words.say('topup:terms.arrival', { time: words.duration(speed.arrives) }),
    ),
    ...fact(
      'window',
      window !== undefined
        ? words.range(window, now)
        : moves
          ? words.say('topup:fact.noWindow', { time: words.duration(SOON_MS) })
          : undefined,
    ),
  ]
}

function askedRow(context: PageContext, judged: JudgedWay) {
  const { words } = context
  const { way, standing, stops } = judged
  return {
    name: nameOf(context, judged),
    href: hrefOf(context, judged),
    state: stateView(words, way.state),
    note: stops.length > 0 ? words.say('topup:asked.limited') : words.say(`topup:asked.${standing}`),
  }
}

function otherRow(context: PageContext, { judged, ...stands }: Recommended, question: TopUpQuestion) {
  const { words } = context
  const { fee, way } = judged
  const time = way.usualMs === undefined ? way.terms?.arrivesWithin : undefined
  const reasons = [
    ...(question.amount !== undefined && way.terms !== undefined
      ? [words.say('topup:reason.takes', { amount: words.money(question.amount) })]
      : []),
    ...(fee === undefined
      ? []
      : [
          fee === 0
            ? words.say('topup:reason.free')
            : words.say('topup:reason.fee', { fee: words.money(fee) }),
        ]),
    ...(way.usualMs === undefined
      ? []
      : [words.say('topup:reason.usual', { time: words.latency(way.usualMs) })]),
    ...(time === undefined ? [] : [words.say('topup:reason.promised', { time: words.duration(time) })]),
    ...(stands.cheapest && fee !== 0 ? [words.say('topup:reason.cheapest')] : []),
    ...(stands.fastest ? [words.say('topup:reason.fastest')] : []),
  ]
  return {
    name: nameOf(context, judged),
    href: answerHref(
      context,
      { channel: way.channelId, bank: way.bank === undefined ? '' : way.componentId },
      question,
    ),
    reasons:
      reasons.length === 0
        ? null
        : words.say('topup:reason.sentence', { reasons: reasons.join(words.say('page:list.comma')) }),
    otherBank: stands.otherBank,
    moreBanks: stands.moreBanks === 0 ? null : words.say('topup:others.more', { n: stands.moreBanks }),
  }
}

function windowTime({ words, now }: PageContext, { window }: JudgedWay): string {
  return window === undefined ? '' : words.moment(window.fromAt, now).text
}

/** Of what is not offered, the name that is configured for it. */
function nameOf(context: PageContext, { way }: JudgedWay): string {
  const { words, deps } = context
  const place = context.place(way.componentId)
  if (place !== undefined) return fullName(context, place)
  const { name } = deps.wallet.topUp.notOffered.find(({ id }) => id === way.componentId) ?? {}
  return name?.[words.locale] ?? ''
}

function hrefOf(context: PageContext, { way }: JudgedWay): string | null {
  return context.place(way.componentId) === undefined ? null : componentHref(context, way.componentId)
}
