import t from 'tap'

import type { Recipient } from '../../../src/domain/subscriber.ts'
import type { Outbound } from '../../../src/lib/outbound/outbound.ts'
import { DeliveryError, type DeliveryErrorKind } from '../../../src/notify/transports/delivery-error.ts'
import type { Transport } from '../../../src/notify/transports/transport.ts'
import { keepLog } from '../../support/log-lines.ts'
import { startReceiver, type Received, type ReceiverAnswer } from '../../support/receiver.ts'
import { closedPort } from '../../probe/servers.ts'
import { letterTo, NOW, sampleMessage } from './plain-letter.ts'
import { TOKENS } from './sample-letter.ts'
import { answeringOutbound, realOutbound, silentOutbound } from './outbounds.ts'

/** A transport over HTTP as the contract takes it: one line of a table in contract.test.ts. */
export interface Subject {
  /** The transport, and a recipient at `url`, a server on loopback without a trailing slash. */
  make(url: string, outbound: Outbound): { readonly transport: Transport; readonly to: Recipient }
  /** What must never be told: of the recipient's, of the operators'. */
  readonly secrets: readonly string[]
  /** The other side's answer when it takes a letter. */
  taken(request: Received): ReceiverAnswer
  /** Statuses with an empty body that this vendor means otherwise than HTTP does. */
  readonly means?: Readonly<Record<number, DeliveryErrorKind>>
  /** What every other status from 300 to 499 means; `refused` unless said. */
  readonly otherwise?: DeliveryErrorKind
  /** The address is the operators', not the recipient's: where it cannot be reached, nobody gets anything. */
  readonly ours?: true
  /** What is the same at every try, for receivers that tell repeated letters by it; the whole request unless said. */
  keyOf?(request: Received): unknown
}

const DAY_MS = 86_400_000
const never = new AbortController().signal

function isTaken(status: number): boolean {
  return status >= 200 && status < 300
}

function meaningOf(status: number, { means = {}, otherwise = 'refused' }: Subject): End['kind'] {
  if (isTaken(status)) return 'taken'
  const later = status === 408 || status === 425 || status >= 500
  return means[status] ?? (status === 429 ? 'rate_limited' : later ? 'transient' : otherwise)
}

interface End {
  readonly kind: 'taken' | DeliveryErrorKind
  readonly retryAfterMs?: number
}

/** What becomes of a delivery; anything thrown that is no DeliveryError fails the test. */
export async function end(delivery: Promise<unknown>): Promise<End> {
  try {
    await delivery
    return { kind: 'taken' }
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error
    const { kind, retryAfterMs } = error
    return { kind, ...(retryAfterMs !== undefined && { retryAfterMs }) }
  }
}

/** How a letter ends that is answered so, without a network between. */
export async function endOf(subject: Subject, answer: ReceiverAnswer): Promise<End> {
  const { transport, to } = subject.make(
    'http://127.0.0.1:9',
    answeringOutbound(() => answer),
  )
  return end(transport.deliver(letterTo(to), never))
}

/** Holds a transport to what the worker relies on. */
export function holdToContract(kind: string, subject: Subject): void {
  t.test(`${kind}: a letter that is taken resolves, over a real connection`, async (t) => {
    const { url, received } = await startReceiver(t, subject.taken)
    const { transport, to } = subject.make(url, realOutbound(t, url))
    t.strictSame(await transport.deliver(letterTo(to), never), {})
    t.equal(received.length, 1)
    await transport.close()
  })

  t.test(`${kind}: every status ends in the kind of failure it means`, async (t) => {
    for (let status = 100; status < 600; status += 1) {
      const { kind: ended } = await endOf(subject, { status, body: '' })
      // Some tell in the body whether they took it: without one, nobody knows.
      const wanted = isTaken(status) && ended !== 'taken' ? 'transient' : meaningOf(status, subject)
      t.equal(ended, wanted, String(status))
    }
  })

  t.test(`${kind}: Retry-After is heard in seconds and as a date, for a day at most`, async (t) => {
    const cases: readonly [value: string, ms: number | undefined][] = [
      ['120', 120_000],
      ['0', 0],
      [' 7 ', 7000],
      ['1.5', 1500],
      ['999999999', DAY_MS],
      [new Date(NOW + 90_000).toUTCString(), 90_000],
      [new Date(NOW - 90_000).toUTCString(), 0],
      ['Fri, 31 Dec 9999 23:59:59 GMT', DAY_MS],
      ['-5', undefined],
      ['soon', undefined],
      ['', undefined],
    ]
    for (const [value, retryAfterMs] of cases) {
      const ended = await endOf(subject, { status: 429, headers: { 'retry-after': value }, body: '' })
      t.strictSame(
        ended,
        { kind: 'rate_limited', ...(retryAfterMs !== undefined && { retryAfterMs }) },
        value,
      )
    }
    const ended = await endOf(subject, { status: 503, headers: { 'retry-after': '30' }, body: '' })
    t.strictSame(ended, { kind: 'rate_limited', retryAfterMs: 30_000 })
  })

  t.test(`${kind}: an answer of garbage is taken or tried again, and never worse`, async (t) => {
    const bodies = [
      '<html>Sign in</html>',
      '{"errcode":',
      'null',
      '[]',
      '"ok"',
      '{}',
      '\0\u{1f4a9}',
      '9'.repeat(400),
    ]
    for (const body of bodies) {
      const { kind: ended } = await endOf(subject, { status: 200, body })
      t.ok(ended === 'taken' || ended === 'transient', `${JSON.stringify(body.slice(0, 20))}: ${ended}`)
    }
    t.strictSame(await endOf(subject, { status: 500, body: '<html>' }), { kind: 'transient' })
  })

  t.test(`${kind}: silence, a reset and our own end are tried again`, async (t) => {
    const silent = await startReceiver(t, () => ({ status: 200, delayMs: 60_000 }))
    const broken = await startReceiver(t, () => ({ status: 200, reset: true }))
    for (const { url } of [silent, broken]) {
      const { transport, to } = subject.make(url, realOutbound(t, url, { timeoutMs: 300 }))
      t.strictSame(await end(transport.deliver(letterTo(to), never)), { kind: 'transient' }, url)
    }
    const { transport, to } = subject.make(silent.url, realOutbound(t, silent.url))
    t.strictSame(await end(transport.deliver(letterTo(to), AbortSignal.abort())), { kind: 'transient' })
  })

  t.test(`${kind}: a closed door ends the recipient's letter for now, our own everybody's`, async (t) => {
    const unreached = { kind: subject.ours === true ? 'transport_down' : 'transient' }
    const closed = `http://127.0.0.1:${await closedPort()}`
    const { transport, to } = subject.make(closed, realOutbound(t, closed))
    t.strictSame(await end(transport.deliver(letterTo(to), never)), unreached)
    for (const reason of ['unresolved', 'tls', 'refused_url', 'refused_address'] as const) {
      const { transport, to } = subject.make('http://127.0.0.1:9', silentOutbound(reason))
      const theirs = reason.startsWith('refused') ? { kind: 'gone' } : unreached
      const wanted = subject.ours === true ? unreached : theirs
      t.strictSame(await end(transport.deliver(letterTo(to), never)), wanted, reason)
    }
  })

  t.test(`${kind}: a fault of our own is not taken for the other side's`, async (t) => {
    const outbound = { request: () => Promise.reject(new TypeError('a bug')), close: async () => undefined }
    const { transport, to } = subject.make('http://127.0.0.1:9', outbound)
    await t.rejects(transport.deliver(letterTo(to), never), { name: 'TypeError' })
  })

  t.test(`${kind}: a body of ten megabytes is not waited for`, async (t) => {
    const { url } = await startReceiver(t, () => ({ status: 503, body: 'x'.repeat(10_000_000) }))
    const { transport, to } = subject.make(url, realOutbound(t, url))
    t.strictSame(await end(transport.deliver(letterTo(to), never)), { kind: 'transient' })
  })

  t.test(`${kind}: no error and no line of the log tells a secret, or what was sent`, async (t) => {
    const echo = (status: number) => (request: Received) => ({
      status,
      headers: { 'retry-after': request.url.replaceAll(/[^ -~]/g, '') },
      body: JSON.stringify({
        errcode: 1,
        code: 1,
        errmsg: request.url,
        msg: request.body,
        error: { code: request.url },
      }),
    })
    const closed = `http://127.0.0.1:${await closedPort()}`
    const outbounds = [
      ...[200, 400, 401, 403, 404, 410, 413, 429, 500, 503].map((status) => answeringOutbound(echo(status))),
      realOutbound(t, closed),
    ]
    for (const outbound of outbounds) {
      const { transport, to } = subject.make(closed, outbound)
      const error: unknown = await transport.deliver(letterTo(to), never).catch((thrown: unknown) => thrown)
      if (!(error instanceof DeliveryError)) continue
      const { log, text } = keepLog()
      log.error({ err: error }, 'a letter was not taken')
      const told = `${text()}\n${error.message}\n${error.stack}`
      for (const secret of [...subject.secrets, ...TOKENS, sampleMessage.title])
        t.notOk(told.includes(secret), `${error.message} tells ${secret}`)
    }
  })

  t.test(`${kind}: a second try is known by the same key`, async (t) => {
    const requests: Received[] = []
    const outbound = answeringOutbound((request) => {
      requests.push(request)
      return { status: 503 }
    })
    const { transport, to } = subject.make('http://127.0.0.1:9', outbound)
    for (let attempt = 0; attempt < 2; attempt += 1)
      t.strictSame(await end(transport.deliver(letterTo(to), never)), { kind: 'transient' })
    const keys = requests.map((request) => subject.keyOf?.(request) ?? [request.url, request.body])
    t.equal(keys.length, 2)
    t.strictSame(keys[0], keys[1])
  })

  t.test(`${kind}: what a list shows of a recipient is not enough to write there`, (t) => {
    const { transport, to } = subject.make(
      'http://127.0.0.1:9',
      answeringOutbound(() => ({ status: 200 })),
    )
    const shown = transport.mask(to)
    for (const secret of [...subject.secrets, to.address]) t.notOk(shown.includes(secret))
    t.not(shown, '')
    t.end()
  })
}
