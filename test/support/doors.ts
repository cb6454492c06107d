import type { Test } from 'tap'

import { confirmToken, manageToken } from '../../src/lib/letter-links.ts'
import { createTokens } from '../../src/lib/tokens.ts'
import { readMailAddress } from '../../src/notify/transports/email/mail-address.ts'
import { askToSubscribe, type AskInput } from '../../src/record/subscribers/ask-to-subscribe.ts'
import type { Addresses, SubscriberDesk } from '../../src/record/subscribers/subscriber-desk.ts'
import { SubscriptionRefused } from '../../src/record/subscribers/subscription-refused.ts'
import type { Db } from '../../src/store/open.ts'
import type { StoredSubscriber } from '../../src/store/subscriber-row.ts'
import { subscribersAfter } from '../../src/store/subscribers.ts'
import { NOON, smallWallet } from '../publish/small-wallet.ts'
import { openTestStore } from './store.ts'

/** Mail as it is read in earnest; the others take whatever they are given. */
const TEST_ADDRESSES: Addresses = {
  offered: ['email', 'web_push', 'sms', 'webhook', 'dingtalk'],
  read(kind, { address = '', ...rest }) {
    if (kind === 'email') {
      const read = readMailAddress(address)
      return read.ok ? { ...read, settings: {} } : { ...read, field: 'address' }
    }
    if (address === '') return { ok: false, field: 'address', problem: 'url_not_a_url' }
    return { ok: true, address, settings: rest }
  },
  mask: ({ address }) => `…${address.slice(-4)}`,
}

export const MAIL: AskInput = {
  transport: 'email',
  given: { address: 'lin@example.com' },
  locale: 'zh-CN',
  topics: ['everything'],
  detail: 'every_update',
  once: false,
  consentText: '1 zh-CN',
}

/** A letter that waits or has left, about a subscription itself. */
interface OwnLetter {
  readonly num: number
  readonly to: string
  readonly moment: string
  readonly status: string
}

export interface Doors {
  readonly db: Db
  readonly desk: SubscriberDesk
  now(): number
  wait(ms: number): void
  ask(more?: Partial<AskInput>): ReturnType<typeof askToSubscribe>
  subscribers(): Promise<StoredSubscriber[]>
  /** The only one there is. */
  one(): Promise<StoredSubscriber>
  letters(): Promise<OwnLetter[]>
  /** Lets every waiting letter leave. */
  send(): Promise<void>
  tokens(subscriber: StoredSubscriber): { readonly manage: string; readonly confirm: string }
}

export async function openDoors(t: Test): Promise<Doors> {
  const { db } = await openTestStore(t)
  const tokens = createTokens('a key for tests that nobody else has')
  const desk: SubscriberDesk = { db, wallet: smallWallet, tokens, addresses: TEST_ADDRESSES }
  let now = NOON
  const subscribers = () => subscribersAfter(db, { afterNum: 0, limit: 1_000 })
  return {
    db,
    desk,
    now: () => now,
    wait(ms) {
      now += ms
    },
    ask: (more = {}) => askToSubscribe(desk, { ...MAIL, ...more }, now),
    subscribers,
    async one() {
      const [subscriber, ...others] = await subscribers()
      if (subscriber === undefined || others.length > 0) throw new Error(`There are ${others.length + 1}.`)
      return subscriber
    },
    letters: () =>
      db
        .selectFrom('deliveries')
        .innerJoin('notices', 'notices.num', 'deliveries.notice')
        .innerJoin('subscribers', 'subscribers.num', 'deliveries.subscriber')
        .select(['deliveries.num', 'subscribers.address as to', 'notices.moment', 'deliveries.status'])
        .where('notices.subject', '=', 'subscriber')
        .orderBy('deliveries.num')
        .execute(),
    async send() {
      await db.updateTable('deliveries').set({ status: 'sent', settled_at: now }).execute()
    },
    tokens: ({ id, askedAt = 0 }) => ({
      manage: manageToken(tokens, id),
      confirm: confirmToken(tokens, id, askedAt),
    }),
  }
}

/** What was wrong, as `field: problem`; throws where nothing was refused. */
export async function refusals(asked: Promise<unknown>): Promise<string[]> {
  try {
    await asked
  } catch (error) {
    if (error instanceof SubscriptionRefused)
      return error.problems.map(({ field, problem }) => `${field}: ${problem}`)
    throw error
  }
  throw new Error('Nothing was refused.')
}
