import { createHmac } from 'node:crypto'

import type { TransportKind } from '../../src/domain/transport.ts'
import type { Received, ReceiverAnswer } from './receiver.ts'

/** A vendor's server as far as it matters to who posts there: what it refuses, and what a room shows of what it takes. */
export interface RobotMock {
  /** The path and query of its robot. */
  readonly path: string
  /** For those whose robots verify signatures. */
  readonly secret?: string
  answer(request: Received, now: number): ReceiverAnswer
  read(request: Received): Shown
}

export interface Shown {
  /** Everything that people would read. */
  readonly text: string
  /** What a click leads to. */
  readonly urls: readonly string[]
  /** Markup and mentions that are alive though none of ours. */
  readonly live: readonly string[]
}

const HOUR_MS = 3_600_000

const ok = (value: unknown): ReceiverAnswer => ({ status: 200, body: JSON.stringify(value) })
const bytes = (text: string): number => Buffer.byteLength(text)
const find = (text: string, pattern: RegExp): string[] => text.match(pattern) ?? []
const strings = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
}

/** Every object within a value, itself included. */
// eslint-disable-next-line typescript/no-explicit-any
function objects(value: any): any[] {
  if (typeof value !== 'object' || value === null) return []
  return [...(Array.isArray(value) ? [] : [value]), ...Object.values(value).flatMap(objects)]
}

/** Markdown whose words were escaped by `escaped`: links, and what else would be alive. */
function readMarkdown(markdown: string, { escaped, ours }: { escaped: RegExp; ours: RegExp }): Shown {
  const bare = markdown.replaceAll(ours, '').replaceAll(escaped, '·')
  const links = [...bare.matchAll(/\[([^[\]]*)\]\(([^()]*)\)/g)]
  const rest = links.reduce((left, [link]) => left.replace(link, ''), bare)
  return {
    text: markdown
      .replaceAll(ours, '')
      .replaceAll(/(?<!\\)\[((?:\\.|[^[\]\\])*)\]\(https[^()]*\)/gu, '$1')
      .replaceAll(/\\([\p{P}\p{S}])/gu, '$1'),
    urls: links.map(([, , url = '']) => url),
    live: find(rest.replaceAll('**', ''), /[<>[\]`~]|^\s*(?:#|[-+] |\d+[.)] )/gm),
  }
}

export const robots = {
  dingtalk: {
    path: '/robot/send?access_token=ding-token-0123456789',
    secret: 'this is secret',
    answer({ url, body }, now) {
      const { searchParams } = new URL(url, 'http://oapi')
      if (searchParams.get('access_token') !== 'ding-token-0123456789')
        return ok({ errcode: 300_005, errmsg: 'token is not exist' })
      const at = searchParams.get('timestamp') ?? ''
      const sign = createHmac('sha256', 'this is secret').update(`${at}\nthis is secret`).digest('base64')
      if (searchParams.get('sign') !== sign || Math.abs(Number(at) - now) > HOUR_MS)
        return ok({ errcode: 310_000, errmsg: 'sign not match' })
      if (bytes(body) > 20_000)
        return ok({ errcode: 460_101, errmsg: 'message too long, exceed 20000 bytes' })
      return ok({ errcode: 0, errmsg: 'ok' })
    },
    read({ body }) {
      const { msgtype, markdown, at } = JSON.parse(body)
      const shown = readMarkdown(markdown.text, { escaped: /(?!)/g, ours: /(?!)/g })
      const loud = msgtype !== 'markdown' || at.isAtAll !== false || at.atMobiles !== undefined
      return { ...shown, live: [...shown.live, ...(loud ? ['at'] : [])] }
    },
  },
  feishu: {
    path: '/open-apis/bot/v2/hook/feishu-token-0123456789',
    secret: 'demo',
    answer({ url, body }, now) {
      if (!url.endsWith('/feishu-token-0123456789'))
        return ok({ code: 19_001, msg: 'param invalid: incoming webhook access token invalid' })
      const { timestamp, sign, msg_type: kind } = JSON.parse(body)
      const wanted = createHmac('sha256', `${timestamp}\ndemo`).digest('base64')
      if (sign !== wanted || Math.abs(Number(timestamp) * 1000 - now) > HOUR_MS)
        return ok({
          code: 19_021,
          msg: 'sign match fail or timestamp is not within one hour from current time',
        })
      if (bytes(body) > 20_480 || kind !== 'interactive') return ok({ code: 9499, msg: 'Bad Request' })
      return ok({ code: 0, msg: 'success', data: {} })
    },
    read({ body }) {
      const { card } = JSON.parse(body)
      const texts = objects(card).filter(({ content }) => content !== undefined)
      return {
        text: texts.map(({ content }) => content).join('\n'),
        urls: objects(card).flatMap(({ url }) => url ?? []),
        live: texts.filter(({ tag }) => tag !== 'plain_text').map(({ tag }) => tag),
      }
    },
  },
  wecom: {
    path: '/cgi-bin/webhook/send?key=wecom-key-0123456789',
    answer({ url, body }) {
      if (!url.endsWith('key=wecom-key-0123456789'))
        return ok({ errcode: 93_000, errmsg: 'invalid webhook url, hint: [1]' })
      if (bytes(JSON.parse(body).markdown.content) > 4096)
        return ok({ errcode: 40_058, errmsg: 'markdown.content exceed max length 4096' })
      return ok({ errcode: 0, errmsg: 'ok' })
    },
    read({ body }) {
      return readMarkdown(JSON.parse(body).markdown.content, {
        escaped: /(?!)/g,
        ours: /<font color="(?:info|comment|warning)">|<\/font>/g,
      })
    },
  },
  slack: {
    path: '/services/T000/B000/slack-token-0123456789',
    answer({ url, body }) {
      if (!url.endsWith('/slack-token-0123456789')) return { status: 404, body: 'no_service' }
      const { text, blocks } = JSON.parse(body)
      const long = blocks.some((block: unknown) => strings(block).join('').length > 3500)
      return long || typeof text !== 'string'
        ? { status: 400, body: 'invalid_blocks' }
        : { status: 200, body: 'ok' }
    },
    read({ body }) {
      const { text, blocks } = JSON.parse(body)
      const elements = objects(blocks).filter(({ text: words }) => typeof words === 'string')
      const known = new Set(['rich_text', 'rich_text_section', 'text', 'link'])
      const kinds = objects(blocks).map(({ type }) => type)
      return {
        text: blocks
          .map((block: unknown) =>
            objects(block)
              .map(({ text: words }) => words ?? '')
              .join(''),
          )
          .join('\n'),
        urls: elements.flatMap(({ url }) => url ?? []),
        live: [
          ...find(text, /[<>]|&(?!amp;|lt;|gt;)/g),
          ...kinds.filter((kind) => kind !== undefined && !known.has(kind)),
        ],
      }
    },
  },
  teams: {
    path: '/workflows/0123/triggers/manual/paths/invoke?sig=teams-token-0123456789',
    answer({ url, body }) {
      if (!url.endsWith('sig=teams-token-0123456789'))
        return { status: 401, body: '{"error":{"code":"DirectApiAuthorizationRequired"}}' }
      return { status: bytes(body) > 28_000 ? 413 : 202 }
    },
    read({ body }) {
      const [{ content: card }] = JSON.parse(body).attachments
      const runs = objects(card.body).filter(({ type }) => type === 'TextRun')
      const known = new Set(['RichTextBlock', 'TextRun'])
      const kinds = objects(card.body).map(({ type }) => type)
      return {
        text: [
          ...runs.map(({ text }) => text),
          ...card.actions.map(({ title }: { title: string }) => title),
        ].join('\n'),
        urls: card.actions.map(({ url }: { url: string }) => url),
        live: [
          ...kinds.filter((kind) => !known.has(kind)),
          ...find(body, /\{\{/g),
          ...(card.msteams.entities === undefined ? [] : ['entities']),
        ],
      }
    },
  },
  discord: {
    path: '/api/webhooks/1234567890/discord-token-0123456789',
    answer({ url, body }) {
      if (!url.endsWith('/discord-token-0123456789'))
        return { status: 404, body: '{"message":"Unknown Webhook","code":10015}' }
      const { content, embeds } = JSON.parse(body)
      const all = content.length + strings(embeds).join('').length
      const long = content.length > 2000 || embeds[0].description.length > 4096 || all > 6000
      return long ? { status: 400, body: '{"code":50035}' } : { status: 204 }
    },
    read({ body }) {
      const { content, embeds, allowed_mentions: allowed } = JSON.parse(body)
      const shown = readMarkdown(`${content}\n${embeds[0].description}`, {
        escaped: /\\[\p{P}\p{S}]/gu,
        ours: /(?!)/g,
      })
      const loud = JSON.stringify(allowed) !== '{"parse":[]}'
      return { ...shown, live: [...shown.live, ...(loud ? ['allowed_mentions'] : [])] }
    },
  },
  telegram: {
    path: '/bot12345:telegram-token-0123456789/sendMessage',
    answer({ url, body }) {
      if (url !== this.path)
        return { status: 401, body: '{"ok":false,"error_code":401,"description":"Unauthorized"}' }
      const text = unescape(JSON.parse(body).text.replaceAll(/<[^>]*>/g, ''))
      if (text.length > 4096)
        return { status: 400, body: '{"ok":false,"description":"Bad Request: message is too long"}' }
      return ok({ ok: true, result: { message_id: 1 } })
    },
    read({ body }) {
      const { text, parse_mode: mode } = JSON.parse(body)
      const rest = text.replaceAll(/<b>|<\/b>|<a href="[^"<>]*">|<\/a>/g, '')
      return {
        text: unescape(rest),
        urls: [...text.matchAll(/<a href="([^"]*)">/g)].map(([, url]) => unescape(url)),
        live: [...find(rest, /[<>]|&(?!amp;|lt;|gt;)/g), ...(mode === 'HTML' ? [] : ['mode'])],
      }
    },
  },
} as const satisfies Partial<Record<TransportKind, RobotMock>>

function unescape(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
