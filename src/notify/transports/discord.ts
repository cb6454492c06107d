import type { State } from '../../domain/state.ts'
import type { OutboundAnswer } from '../../lib/outbound/outbound.ts'
import { DeliveryError } from './delivery-error.ts'
import { writeIn, type Dialect } from './dialect.ts'
import { capWait, classifyAnswer, longerWait, membersOf } from './http-transport.ts'
import type { Outline } from './outline.ts'
import { createRobot } from './robot.ts'
import type { Transport } from './transport.ts'
import type { TransportDeps } from './transport-deps.ts'

const HOST = /^(?:(?:canary|ptb)\.)?discord(?:app)?\.com$/
const PATH = /^\/api(?:\/v\d+)?\/webhooks\/\d+\/[\w-]+\/?$/

/** An embed's description takes 4096; content, description and the rest together 6000. */
const MOST = 4096

const COLOURS: Readonly<Record<State, number>> = {
  operational: 0x3a9a66,
  degraded: 0xb07400,
  partial_outage: 0xcf5d17,
  major_outage: 0xcc2f37,
  maintenance: 0x3f7ccf,
  unknown: 0x838a85,
}

const dialect: Dialect = {
  words: (text) => text.replaceAll(/[\\*_~`|>#\-+[\]()<:]|(?<=^\d+)\./gm, String.raw`\$&`),
  strong: (marked) => `**${marked}**`,
  link: (label, url) => `[${label}](${url})`,
  newLine: '\n',
  sizeOf: (marked) => marked.length,
  most: MOST,
}

/** Discord, by a webhook of a room. */
export function createDiscord(deps: TransportDeps): Transport {
  return createRobot(deps, {
    kind: 'discord',
    owns: ({ host, pathname }) => HOST.test(host) && PATH.test(pathname),
    // Five at once and thirty a minute are what a webhook gets by and large; the answers say more.
    limits: { perRecipient: { count: 5, withinMs: 10_000 } },
    compose,
    judge,
  })
}

/** The title is the content, since that is what a notification shows; nobody is mentioned, whatever stands in it. */
function compose(outline: Outline): Readonly<Record<string, unknown>> {
  const { title, state } = outline
  return {
    content: dialect.strong(dialect.words(title)),
    embeds: [
      {
        description: writeIn(dialect, outline, { titled: false }),
        ...(state !== undefined && { color: COLOURS[state] }),
      },
    ],
    allowed_mentions: { parse: [] },
  }
}

/**
 * A webhook that is gone answers 404 with code 10015, a wrong token 401 with 50027. The same statuses without a code are the
 * gateway's, which blocks whole addresses for a while: no word about one webhook.
 */
function judge(answer: OutboundAnswer, now: number): void {
  const { code, retry_after: seconds } = membersOf(answer.body)
  const { status } = answer
  if (status === 429 && typeof seconds === 'number')
    throw new DeliveryError('rate_limited', 'answered 429', {
      retryAfterMs: longerWait(answer, capWait(seconds * 1000), now),
    })
  if ([401, 403, 404].includes(status)) {
    if (typeof code === 'number') throw new DeliveryError('gone', `answered ${status}, code ${code}`)
    throw new DeliveryError('transient', `answered ${status} without a code`)
  }
  classifyAnswer(answer, { gone: [410], now })
}
