import type { Test } from 'tap'

import type { Feedback } from '../../../src/domain/feedback.ts'
import { createTokens } from '../../../src/lib/tokens.ts'
import { readMailAddress } from '../../../src/notify/transports/email/mail-address.ts'
import type { FeedbackDesk } from '../../../src/record/feedback/feedback-desk.ts'
import { giveFeedback } from '../../../src/record/feedback/give-feedback.ts'
import { both, DAY, NOON, smallWallet } from '../../publish/small-wallet.ts'
import { openTestStore } from '../../support/store.ts'

export const SMALL_FEEDBACK: Feedback = {
  categories: [
    { id: 'refund', kind: 'transaction', name: both('Refund'), replyWithin: 3 },
    { id: 'idea', kind: 'service', name: both('=Idea'), replyWithin: 7 },
  ],
  keepMs: 30 * DAY,
  closeAfterMs: 10 * DAY,
  recheckAfterDays: 180,
  regions: [],
  ladder: [],
  handles: [],
  transactions: [{ year: 2026, count: 50_000 }],
}

/** A desk over a store of its own, and how somebody gives feedback there. */
export async function deskOf(t: Test) {
  const { db } = await openTestStore(t)
  const desk: FeedbackDesk = {
    db,
    wallet: { ...smallWallet, feedback: SMALL_FEEDBACK },
    tokens: createTokens('a key for tests that nobody else has'),
  }
  const give = async (category: 'refund' | 'idea' = 'refund', now = NOON) => {
    const input = {
      locale: 'en',
      category,
      componentId: '',
      incidentId: '',
      message: 'Words',
      contact: '',
    } as const
    const { ticket, token } = await giveFeedback(desk, { input, mark: (kind) => `[${kind}]` }, now)
    return { ref: ticket.ref, key: { ref: ticket.ref, token }, ticket }
  }
  return { db, desk, give }
}

/** The same where letters are sent, and somebody who leaves a contact. */
export async function mailingDeskOf(t: Test) {
  const { db, desk: plain } = await deskOf(t)
  const desk: FeedbackDesk = {
    ...plain,
    readMail(typed) {
      const read = readMailAddress(typed)
      return read.ok ? read.address : undefined
    },
  }
  const give = async (contact: string, incidentId = '') => {
    const input = {
      locale: 'en',
      category: 'refund',
      componentId: '',
      incidentId,
      message: 'Words',
      contact,
    } as const
    const { ticket, token } = await giveFeedback(desk, { input, mark: (kind) => `[${kind}]` }, NOON)
    return { ref: ticket.ref, key: { ref: ticket.ref, token }, ticket }
  }
  return { db, desk, give }
}
