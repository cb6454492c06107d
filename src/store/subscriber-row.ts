import type { Selectable } from 'kysely'

import type { Subscriber, Topic } from '../domain/subscriber.ts'
import { fromJson, toJson } from './json.ts'
import type { SubscriberRow } from './tables/subscribers.ts'
import { withoutNulls } from './without-nulls.ts'

/** A subscriber with what only the recorder needs of it. */
export type StoredSubscriber = Subscriber & {
  /** SHA-256 of the tokens, hex. */
  readonly manageHash: string
  readonly confirmHash?: string
  /** The confirming token is good until then. */
  readonly confirmUntil?: number
  /** When the address was last asked to confirm. */
  readonly askedAt?: number
  /** Whoever takes its letters asked to be left alone until then. */
  readonly restsUntil?: number
  /** For a mailbox that somebody left with a ticket: which one, and the mail address that `address` stands for. */
  readonly ticket?: { readonly ref: string; readonly address: string }
}

/** As a row; its topics are rows of their own. */
export function toRow(subscriber: Omit<StoredSubscriber, 'num'>) {
  const { quiet, consent } = subscriber
  return {
    id: subscriber.id,
    transport: subscriber.transport,
    address: subscriber.address,
    settings_json: toJson(subscriber.settings),
    locale: subscriber.locale,
    detail: subscriber.detail,
    once: subscriber.once ? 1 : 0,
    quiet_from: quiet?.from ?? null,
    quiet_to: quiet?.to ?? null,
    status: subscriber.status,
    paused_because: subscriber.pausedBecause ?? null,
    manage_hash: subscriber.manageHash,
    confirm_hash: subscriber.confirmHash ?? null,
    confirm_until: subscriber.confirmUntil ?? null,
    created_at: subscriber.createdAt,
    confirmed_at: subscriber.confirmedAt ?? null,
    consent_text: consent?.text ?? null,
    consent_at: consent?.at ?? null,
    asked_at: subscriber.askedAt ?? null,
    rests_until: subscriber.restsUntil ?? null,
  }
}

export function fromRow(row: Selectable<SubscriberRow>, topics: readonly Topic[]): StoredSubscriber {
  const { quiet_from: from, quiet_to: to, consent_text: text, consent_at: at } = row
  return {
    num: row.num,
    id: row.id,
    transport: row.transport,
    address: row.address,
    settings: fromJson(row.settings_json),
    locale: row.locale,
    topics,
    detail: row.detail,
    once: row.once === 1,
    ...(from !== null && to !== null && { quiet: { from, to } }),
    status: row.status,
    manageHash: row.manage_hash,
    createdAt: row.created_at,
    ...(text !== null && at !== null && { consent: { text, at } }),
    ...withoutNulls({
      pausedBecause: row.paused_because,
      confirmHash: row.confirm_hash,
      confirmUntil: row.confirm_until,
      confirmedAt: row.confirmed_at,
      askedAt: row.asked_at,
      restsUntil: row.rests_until,
    }),
  }
}
