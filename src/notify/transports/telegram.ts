import type { OutboundAnswer } from '../../lib/outbound/outbound.ts'
import { DeliveryError } from './delivery-error.ts'
import { writeIn, type Dialect } from './dialect.ts'
import { capWait, classifyAnswer, longerWait, membersOf, postJson } from './http-transport.ts'
import { outlineOf } from './outline.ts'
import { inEntities } from './plain-words.ts'
import type { AddressReading, GivenAddress, Transport } from './transport.ts'
import type { TransportDeps } from './transport-deps.ts'

/** Characters of the text, its markup taken out. */
const MOST = 4096

const SHOWN = 3

const dialect: Dialect = {
  words: inEntities,
  strong: (marked) => `<b>${marked}</b>`,
  link: (label, url) => `<a href="${inEntities(url)}">${label}</a>`,
  newLine: '\n',
  sizeOf: (marked) => marked.replaceAll(/<[^>]*>/g, '').replaceAll(/&\w+;/g, '&').length,
  most: MOST,
}

/** Telegram, by the operators' own bot; whoever wants to hear of us gives it a chat. Absent where there is no bot. */
export function createTelegram({ settings, trusted, texts, clock }: TransportDeps): Transport | undefined {
  if (settings.telegram === undefined) return undefined
  const { botToken, api } = settings.telegram
  const url = `${api.replace(/\/+$/, '')}/bot${botToken}/sendMessage`

  const send = (text: string, chat: string, signal: AbortSignal): Promise<OutboundAnswer> => {
    const json = {
      chat_id: chat,
      text,
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    }
    return postJson(trusted, { url, json, signal, ours: true })
  }

  return {
    // Thirty a second to all chats, one a second to a chat and twenty a minute to a group.
    limits: {
      concurrency: 30,
      perSecond: 30,
      oneSender: true,
      perRecipient: { count: 1, withinMs: 3000 },
      timeoutMs: 20_000,
    },
    readAddress: readChat,
    mask: ({ address }) => `…${address.slice(-SHOWN)}`,
    async deliver(letter, signal) {
      const text = writeIn(dialect, outlineOf(letter, texts), { titled: true })
      const answer = await send(text, letter.to.address, signal)
      // A group that became a supergroup: its old number leads nowhere any more, and the answer says the new one.
      const moved = parameterOf(answer, 'migrate_to_chat_id')
      judge(moved === undefined ? answer : await send(text, String(moved), signal), clock())
      return {}
    },
    close: async () => undefined,
  }
}

/** A chat's number, or the @name of a public one, also as its address `https://t.me/name`. */
function readChat({ chat, address }: GivenAddress): AddressReading {
  const field = chat === undefined ? 'address' : 'chat'
  const typed = (chat ?? address ?? '').trim().replace(/^https:\/\/t\.me\//, '@')
  const isChat = /^(?:-?[1-9]\d{0,18}|@[A-Za-z]\w{3,31})$/.test(typed)
  // Names are the same in small and in capital letters, and two subscriptions would be one chat told twice.
  return isChat
    ? { ok: true, address: typed.toLowerCase(), settings: {} }
    : { ok: false, field, problem: 'telegram_chat' }
}

/** Said with 400 or 403: there is no such chat any more. */
const GONE = /chat not found|deactivated|was deleted|peer_id_invalid|upgraded/i
/** Said with 400: the bot may not write into the chat. So does every other 403: it was blocked, removed, never let in. */
const CLOSED = /rights|kicked|not a member|topic_closed/i

/** 401 and 404 are about our own bot: a token that is none. */
function judge(answer: OutboundAnswer, now: number): void {
  const { ok, description } = membersOf(answer.body)
  const { status } = answer
  const said = `answered ${status}`
  if (status === 401 || status === 404)
    throw new DeliveryError('transport_down', `${said}: our bot is unknown`)
  const seconds = parameterOf(answer, 'retry_after')
  if (status === 429 && seconds !== undefined)
    throw new DeliveryError('rate_limited', said, {
      retryAfterMs: longerWait(answer, capWait(seconds * 1000), now),
    })
  if (status === 400 || status === 403) {
    const why = String(description)
    if (GONE.test(why)) throw new DeliveryError('gone', `${said}: no such chat`)
    if (status === 403 || CLOSED.test(why))
      throw new DeliveryError('blocked', `${said}: our bot may not write there`)
  }
  classifyAnswer(answer, { now })
  if (ok !== true) throw new DeliveryError('transient', `${said} without a result`)
}

function parameterOf({ body }: OutboundAnswer, name: string): number | undefined {
  const { parameters } = membersOf(body)
  const value: unknown =
    typeof parameters === 'object' && parameters !== null ? Reflect.get(parameters, name) : undefined
  return typeof value === 'number' ? value : undefined
}
