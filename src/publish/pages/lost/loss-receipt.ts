import type { LossNotice } from '../../../domain/loss-notice.ts'
import { writeSecretLink } from '../../../lib/secret-link.ts'
import { hotlines, liveContactView } from '../hotline/contact-view.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'

export interface LossReceipt {
  readonly token: string
  readonly notice: LossNotice
}

/**
 * What a person was told and may show later: which notice, when to the second and in which zone, what it says and its digest;
 * that it froze nothing; and what operators have done since.
 */
export function lossReceiptContent(context: PageContext, { token, notice }: LossReceipt): PageContent {
  const { words, prefix } = context
  const path = `/help/lost/notice/${writeSecretLink({ ref: notice.ref, token })}`
  return {
    title: words.say('lost:receipt.title', { ref: notice.ref }),
    description: words.say('lost:receipt.title', { ref: notice.ref }),
    path,
    template: 'pages/loss-receipt',
    lean: true,
    hidden: true,
    sheets: ['assets/lost.css'],
    view: {
      hotlines: hotlines(context).map((contact) => liveContactView(context, contact)),
      state: words.say(`lost:state.${notice.state}`),
      facts: factsOf(context, notice),
      steps: stepsOf(context, notice),
      link: `${context.deps.wallet.page.publicUrl}${prefix}${path}`,
      forget: `${prefix}${path}/delete`,
    },
  }
}

function factsOf(context: PageContext, notice: LossNotice) {
  const { words } = context
  const fact = (name: string, value: string | undefined) =>
    value === undefined ? [] : [{ label: words.say(`lost:fact.${name}`), value }]
  const { lost, noticedAt, accountHint, contact, words: said } = notice
  return [
    ...fact('ref', notice.ref),
    ...fact('receivedAt', exactly(context, notice.receivedAt)),
    ...fact('lost', words.list(lost.map((thing) => words.say(`lost:thing.${thing}`))) || undefined),
    ...fact('noticedAt', noticedAt === undefined ? undefined : words.dateClock(noticedAt, context.now).text),
    ...fact('hint', accountHint),
    ...fact('contact', contact),
    ...fact('words', said),
    ...fact('digest', notice.digest),
  ]
}

/** Newest first; what it was received by is a step as well. */
function stepsOf(context: PageContext, { steps, receivedAt }: LossNotice) {
  const received = { at: receivedAt, state: 'received', words: undefined } as const
  return [received, ...steps]
    .map(({ at, state, words: said }) => ({
      at: { iso: new Date(at).toISOString(), text: exactly(context, at) },
      state: context.words.say(`lost:state.${state}`),
      words: said ?? null,
    }))
    .toReversed()
}

/** `2026-03-14 21:30:05（北京时间，UTC+08:00）`: nobody can take it for another moment, in whichever zone they read it. */
function exactly({ words, deps }: PageContext, at: number): string {
  const { zoneName } = words
  const offset = offsetOf(deps.wallet.page.zone, at)
  // Some names of zones are an offset themselves.
  const place = zoneName.includes('UTC') ? offset : `${zoneName}${words.say('page:list.comma')}${offset}`
  return words.say('lost:exactly', { day: words.dayKey(at), clock: words.clockSeconds(at), place })
}

function offsetOf(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    at,
  )
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT'
  return name === 'GMT' ? 'UTC+00:00' : name.replace('GMT', 'UTC')
}
