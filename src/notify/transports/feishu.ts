import { createHmac } from 'node:crypto'

import type { State } from '../../domain/state.ts'
import type { OutboundAnswer } from '../../lib/outbound/outbound.ts'
import { judgeByCode, wrongSignature, type CodeMeaning } from './answer-code.ts'
import { membersOf } from './http-transport.ts'
import { fitJson, type Outline } from './outline.ts'
import { createRobot } from './robot.ts'
import type { Transport } from './transport.ts'
import type { TransportDeps } from './transport-deps.ts'

const HOSTS = new Set(['open.feishu.cn', 'open.larksuite.com', 'open.larkoffice.com'])

/** 20 KB for the whole body, of which the signature takes some. */
const MOST_BYTES = 19_000

const COLOURS: Readonly<Record<State, string>> = {
  operational: 'green',
  degraded: 'yellow',
  partial_outage: 'orange',
  major_outage: 'red',
  maintenance: 'blue',
  unknown: 'grey',
}

/** Feishu and Lark, by a custom bot of a group: https://open.larkoffice.com/document/ukTMukTMukTM/ucTM5YjL3ETO24yNxkjN.md */
export function createFeishu(deps: TransportDeps): Transport {
  return createRobot(deps, {
    kind: 'feishu',
    owns: ({ host, pathname }) => HOSTS.has(host) && pathname.startsWith('/open-apis/bot/'),
    // Time and signature go into the body; the time in seconds.
    sign({ url, json }, secret, now) {
      const timestamp = String(Math.floor(now / 1000))
      return { url, json: { timestamp, sign: feishuSign(secret, timestamp), ...json } }
    },
    // A hundred a minute and five a second, as one.
    limits: { perRecipient: { count: 5, withinMs: 3000 } },
    compose: (outline) => fitJson(outline, message, MOST_BYTES),
    judge(answer, now) {
      const { StatusCode, code = StatusCode, msg } = membersOf(answer.body)
      judgeByCode(answer, code, { meaning: meaningOf(Number(code), String(msg), answer, now), now })
    },
  })
}

/** HMAC-SHA256 over nothing, with the time and the secret as the key: the other way round than DingTalk. */
export function feishuSign(secret: string, timestamp: string): string {
  return createHmac('sha256', `${timestamp}\n${secret}`).digest('base64')
}

/** A card of plain texts: none of them is markdown, and `<at>` is alive in markdown only. */
function message({ title, state, body, scam, links, note }: Outline): Readonly<Record<string, unknown>> {
  return {
    msg_type: 'interactive',
    card: {
      config: { wide_screen_mode: true },
      header: { title: plain(title), template: state === undefined ? 'blue' : COLOURS[state] },
      elements: [
        ...body.map(({ heading, lines }) => div([...(heading === undefined ? [] : [heading]), ...lines])),
        { tag: 'hr' },
        div([scam]),
        {
          tag: 'action',
          actions: links.map(({ label, url }) => ({
            tag: 'button',
            text: plain(label),
            type: 'default',
            url,
          })),
        },
        { tag: 'note', elements: [plain(note)] },
      ],
    },
  }
}

function div(lines: readonly string[]) {
  return { tag: 'div', text: plain(lines.join('\n')) }
}

function plain(content: string) {
  return { tag: 'plain_text', content }
}

const MEANINGS: Readonly<Record<number, CodeMeaning>> = {
  10002: ['refused', 'malformed'],
  11232: ['rate_limited', 'too much at once'],
  19001: ['gone', 'no such token'],
  19002: ['refused', 'malformed'],
  19022: ['blocked', 'the robot demands another sender'],
  19024: ['blocked', 'the robot demands a keyword'],
}

function meaningOf(code: number, said: string, answer: OutboundAnswer, now: number): CodeMeaning | undefined {
  if (code === 19_021) return wrongSignature(answer, now)
  // The number says "bad request" as well as "too many requests".
  if (code === 9499)
    return /too many/i.test(said) ? ['rate_limited', 'too much at once'] : ['refused', 'malformed']
  return MEANINGS[code]
}
