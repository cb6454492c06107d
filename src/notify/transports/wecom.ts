import type { State } from '../../domain/state.ts'
import { judgeByCode, type CodeMeaning } from './answer-code.ts'
import { writeIn, type Dialect } from './dialect.ts'
import { membersOf } from './http-transport.ts'
import type { Outline } from './outline.ts'
import { inFullWidth } from './plain-words.ts'
import { createRobot } from './robot.ts'
import type { Transport } from './transport.ts'
import type { TransportDeps } from './transport-deps.ts'

/** Of the content, in UTF-8. */
const MOST_BYTES = 4096

const MINUTE_MS = 60_000

/** Three colours are all it has. */
const COLOURS: Readonly<Record<State, string>> = {
  operational: 'info',
  degraded: 'warning',
  partial_outage: 'warning',
  major_outage: 'warning',
  maintenance: 'comment',
  unknown: 'comment',
}

/** WeCom, by a robot of a group: https://developer.work.weixin.qq.com/document/path/91770. Its address is its only secret. */
export function createWecom(deps: TransportDeps): Transport {
  return createRobot(deps, {
    kind: 'wecom',
    owns: ({ host, pathname, searchParams }) =>
      host === 'qyapi.weixin.qq.com' && pathname === '/cgi-bin/webhook/send' && searchParams.has('key'),
    // Twenty a minute; one less, since what is sent within a minute may arrive within less.
    limits: { perRecipient: { count: 19, withinMs: MINUTE_MS } },
    compose: (outline) => ({ msgtype: 'markdown', markdown: { content: contentOf(outline) } }),
    judge(answer, now) {
      const { errcode, errmsg } = membersOf(answer.body)
      judgeByCode(answer, errcode, { meaning: meaningOf(Number(errcode), String(errmsg)), now })
    },
  })
}

function contentOf(outline: Outline): string {
  const { title, state } = outline
  const words = inFullWidth(title)
  const heading = state === undefined ? `**${words}**` : `**<font color="${COLOURS[state]}">${words}</font>**`
  return `${heading}\n\n${writeIn(dialectAfter(heading), outline, { titled: false })}`
}

function dialectAfter(heading: string): Dialect {
  return {
    words: inFullWidth,
    strong: (marked) => `**${marked}**`,
    link: (label, url) => `[${label}](${url})`,
    newLine: '\n',
    sizeOf: (marked) => Buffer.byteLength(`${heading}\n\n${marked}`),
    most: MOST_BYTES,
  }
}

const MEANINGS: Readonly<Record<number, CodeMeaning>> = {
  [-1]: ['transient', 'the vendor is busy'],
  40008: ['refused', 'no such kind of message'],
  40058: ['refused', 'too long or malformed'],
  44004: ['refused', 'nothing in it'],
  45002: ['refused', 'too long'],
  45009: ['rate_limited', 'too much at once', MINUTE_MS],
  45033: ['rate_limited', 'too much at once', MINUTE_MS],
  93004: ['blocked', 'the robot was stopped'],
  93008: ['blocked', 'the robot is not in the group'],
}

function meaningOf(code: number, said: string): CodeMeaning | undefined {
  if (code !== 93_000) return MEANINGS[code]
  // The same number says that the key is none and that the content is too long.
  return /webhook url/i.test(said) ? ['gone', 'no such robot'] : ['refused', 'too long or malformed']
}
