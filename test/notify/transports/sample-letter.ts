import type { Letter, Message } from '../../../src/domain/message.ts'
import type { Recipient } from '../../../src/domain/subscriber.ts'

export const SENT_AT = Date.UTC(2026, 2, 14, 12, 31, 5)

export const TOKENS = ['manage-token-0123', 'confirm-token-4567']

const [MANAGE, CONFIRM] = TOKENS
const PAGE = 'https://status.lamplight.example/en'

/** An incident has begun, in English. */
export const openedMessage: Message = {
  locale: 'en',
  kind: 'incident',
  id: 'n1n2n3n4n5n6',
  title: '[Down] Debit card top-up: finding the cause',
  state: 'major_outage',
  lead: 'Top-ups from debit cards fail. We are finding the cause.',
  facts: [{ label: 'Is it me?', lines: ['It is on our side.'] }],
  scam: 'We never call, text or send links asking you for codes.',
  sender: 'Lamplight',
  page: { label: 'See all of it', url: `${PAGE}/incidents/a1b2c3d4e5f6` },
  parts: [],
  data: {
    type: 'incident.opened',
    id: 'n1n2n3n4n5n6',
    at: '2026-03-14T12:30:00.000Z',
    subjectId: 'a1b2c3d4e5f6',
    title: { 'zh-CN': '借记卡充值失败', en: 'Debit card top-up fails' },
    phase: 'investigating',
  },
}

/** Please confirm that notices may come here. */
export const confirmMessage: Message = {
  ...openedMessage,
  kind: 'subscriber',
  id: 'c1c2c3c4c5c6',
  title: 'Please confirm: notices from Lamplight',
  data: { type: 'subscription.confirm', id: 'c1c2c3c4c5c6', at: '2026-03-14T12:30:00.000Z' },
}

export function letterTo(to: Recipient, message: Message = openedMessage): Letter {
  const manage = `${PAGE}/subscriptions/${MANAGE}`
  const confirm = message.kind === 'subscriber' ? { confirm: `${PAGE}/subscribe/confirm/${CONFIRM}` } : {}
  return {
    key: `${message.id}.s1s2s3s4s5s6`,
    message,
    to: { ...to, subscriberId: 's1s2s3s4s5s6' },
    links: { manage, unsubscribe: `${manage}/unsubscribe`, ...confirm },
  }
}
