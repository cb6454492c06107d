import { randomBytes } from 'node:crypto'

import type { Wallet } from '../../domain/wallet.ts'
import { createTokens } from '../../lib/tokens.ts'
import { giveFeedback } from '../../record/feedback/give-feedback.ts'
import { rate } from '../../record/feedback/own-ticket.ts'
import { closeTicket, replyTo } from '../../record/feedback/work-on-ticket.ts'
import type { Db } from '../../store/open.ts'
import { incidentIdOf } from './plan.ts'
import type { PastFile } from './schema.ts'
import { instantOf } from './when.ts'

/** Nothing in the demonstration's tickets has to be hidden. */
const mark = () => '…'

/** Tickets of the past, by the verbs that real ones go through. Nobody holds their links: these are made with a key that is thrown away. */
export async function writeTickets(
  { db, wallet }: { readonly db: Db; readonly wallet: Wallet },
  tickets: NonNullable<PastFile['tickets']>,
  now: number,
): Promise<void> {
  if (wallet.feedback === undefined) return
  const desk = { db, wallet, tokens: createTokens(randomBytes(32).toString('hex')) }
  for (const { category, component = '', episode, when, words, answer, satisfaction, closed } of tickets) {
    const at = instantOf(when, now, wallet.page.zone)
    const input = {
      locale: 'zh-CN',
      category,
      componentId: component,
      incidentId: episode === undefined ? '' : incidentIdOf(episode),
      message: words,
      contact: '',
    } as const
    const { ticket, token } = await giveFeedback(desk, { input, mark }, at)
    const { ref } = ticket
    if (answer === undefined) continue
    const answeredAt = Math.min(at + answer.after, now)
    await replyTo(desk, { ref, reply: { 'zh-CN': answer.body, en: answer.body }, again: false }, answeredAt)
    if (satisfaction !== undefined) await rate(desk, { ref, token }, satisfaction)
    if (closed === true) await closeTicket(desk, ref, answeredAt)
  }
}
