import type { Letter, Message } from '../../domain/message.ts'
import { cut } from './plain-words.ts'

/** Standard Webhooks asks for less than 20 kB. */
const MAX_BYTES = 19_999

/** What is left of texts (characters) and lists (entries) at each further try to make it fit. */
const SIZES = [
  { characters: 1_000, entries: 50 },
  { characters: 300, entries: 20 },
  { characters: 100, entries: 10 },
] as const

/** The same at every try of a letter, as far as its data says when it happened. */
export function webhookBody({ message, links }: Letter, challenge: string | undefined, now: number): string {
  const { type, ...data } = message.data
  const head = {
    type: typeOf(message.kind, type),
    timestamp: message.data['at'] ?? new Date(now).toISOString(),
  }
  if (challenge !== undefined) {
    const { confirm, manage } = links
    const asked = { challenge, links: { confirm, manage } }
    return JSON.stringify({ ...head, type: 'subscription.challenge', data: asked })
  }
  return fitted(head, data, {
    id: message.id,
    links: { page: message.page?.url, manage: links.manage, unsubscribe: links.unsubscribe },
    warning: message.scam,
  })
}

/** `incident.opened`, `subscription.welcome`, `digest` …: what a receiver chooses by. */
function typeOf(kind: Message['kind'], type: unknown): string {
  return typeof type === 'string' ? type : kind
}

/** All of the data where it fits; shortened, and saying so, where it does not: the page has the whole story. */
function fitted(head: object, data: Message['data'], own: object): string {
  const whole = JSON.stringify({ ...head, data: { ...data, ...own } })
  if (fits(whole)) return whole
  for (const size of SIZES) {
    const shorter = JSON.stringify({ ...head, data: { ...data, ...own, truncated: true } }, shorten(size))
    if (fits(shorter)) return shorter
  }
  return JSON.stringify({ ...head, data: { ...own, truncated: true } })
}

function fits(json: string): boolean {
  return Buffer.byteLength(json) <= MAX_BYTES
}

/** Cuts no address: half of one leads nowhere. */
function shorten({ characters, entries }: (typeof SIZES)[number]) {
  return (_key: string, value: unknown): unknown => {
    if (Array.isArray(value)) return value.slice(0, entries)
    return typeof value === 'string' && !/^https?:/.test(value) ? cut(value, characters) : value
  }
}
