import { createHmac } from 'node:crypto'

import type { OutboundAnswer } from '../../lib/outbound/outbound.ts'
import { judgeByCode, wrongSignature, type CodeMeaning } from './answer-code.ts'
import { writeIn, type Dialect } from './dialect.ts'
import { membersOf } from './http-transport.ts'
import type { Outline } from './outline.ts'
import { inFullWidth } from './plain-words.ts'
import { createRobot, type RobotRequest } from './robot.ts'
import type { Transport } from './transport.ts'
import type { TransportDeps } from './transport-deps.ts'

/** The whole body takes 20,000 bytes; JSON around the text and its escapes need some. */
const MOST_BYTES = 18_000

/** A robot that was asked too much is blocked for so long. */
const BLOCKED_MS = 10 * 60_000

const dialect: Dialect = {
  words: inFullWidth,
  strong: (marked) => `**${marked}**`,
  link: (label, url) => `[${label}](${url})`,
  newLine: '  \n',
  sizeOf: (marked) => Buffer.byteLength(JSON.stringify(marked)),
  most: MOST_BYTES,
}

/** DingTalk, by a custom robot of a group: https://open.dingtalk.com/document/robots/custom-robot-access */
export function createDingtalk(deps: TransportDeps): Transport {
  return createRobot(deps, {
    kind: 'dingtalk',
    owns: ({ host, pathname, searchParams }) =>
      host === 'oapi.dingtalk.com' && pathname === '/robot/send' && searchParams.has('access_token'),
    sign,
    // Twenty a minute; one less, since what is sent within a minute may arrive within less.
    limits: { perRecipient: { count: 19, withinMs: 60_000 } },
    compose: (outline: Outline) => ({
      msgtype: 'markdown',
      markdown: { title: outline.title, text: writeIn(dialect, outline, { titled: true }) },
      at: { isAtAll: false },
    }),
    judge(answer, now) {
      const { errcode, errmsg } = membersOf(answer.body)
      judgeByCode(answer, errcode, { meaning: meaningOf(Number(errcode), String(errmsg), answer, now), now })
    },
  })
}

/** HMAC-SHA256 over the time and the secret, with the secret as the key; goes into the address, encoded once. */
export function dingtalkSign(secret: string, at: number): string {
  return createHmac('sha256', secret).update(`${at}\n${secret}`).digest('base64')
}

function sign({ url, json }: RobotRequest, secret: string, now: number): RobotRequest {
  const signed = new URL(url)
  signed.searchParams.set('timestamp', String(now))
  signed.searchParams.set('sign', dingtalkSign(secret, now))
  return { url: signed.href, json }
}

const MEANINGS: Readonly<Record<number, CodeMeaning>> = {
  [-1]: ['transient', 'the vendor is busy'],
  40035: ['gone', 'no such token'],
  130101: ['rate_limited', 'too much at once', BLOCKED_MS],
  410100: ['rate_limited', 'too much at once', BLOCKED_MS],
  300001: ['gone', 'no such token'],
  300005: ['gone', 'no such token'],
  400013: ['gone', 'the group was dissolved'],
  400101: ['gone', 'no such token'],
  400102: ['blocked', 'the robot was stopped'],
  400106: ['gone', 'the robot is no more'],
  400105: ['refused', 'no such kind of message'],
  430101: ['refused', 'an address in it is not trusted'],
  430102: ['refused', 'its words are not allowed'],
  430103: ['refused', 'its picture is not allowed'],
  430104: ['refused', 'its words are not allowed'],
  460101: ['refused', 'too long'],
}

/** 310000 is whatever a robot demands: a keyword, a signature, an address of ours it knows. Only our clock is our fault. */
function meaningOf(
  code: number,
  message: string,
  answer: OutboundAnswer,
  now: number,
): CodeMeaning | undefined {
  if (code !== 310_000) return MEANINGS[code]
  if (/sign|timestamp/i.test(message)) return wrongSignature(answer, now)
  return ['blocked', 'the robot demands a keyword or another sender']
}
