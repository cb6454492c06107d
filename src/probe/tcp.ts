import type { Socket } from 'node:net'
import { addAbortSignal } from 'node:stream'

import { Type, type StaticDecode } from 'typebox'

import type { Assertion } from '../domain/observation.ts'
import { duration } from '../lib/duration.ts'
import { connect } from './exchange/connect.ts'
import { ExchangeError } from './exchange/exchange-error.ts'
import { found } from './explain/found.ts'
import type { PhaseClock } from './exchange/phase-clock.ts'
import type { Finding } from './finding.ts'
import type { LookContext, ProbeKind } from './probe.ts'
import { failedStep } from './explain/step.ts'
import { testText, textTest } from './expect/text-test.ts'

const options = Type.Object(
  {
    host: Type.String({ minLength: 1, description: 'Name or address of the server.' }),
    port: Type.Integer({ minimum: 1, maximum: 65_535, description: 'Its port.' }),
    send: Type.Optional(Type.String({ description: 'What to send once connected.' })),
    answer: Type.Optional(textTest('What the server must say first; nothing is awaited unless said.')),
    latency: Type.Optional(duration('Longest time it may take and still be ok; beyond it is slow.')),
  },
  { additionalProperties: false, description: 'Connects over TCP and, where asked, talks a little.' },
)

type TcpOptions = StaticDecode<typeof options>

const MAX_LENGTH = 4_096

/** Connects, and succeeds once the connection stands or the server has said what it must. */
export const tcp = {
  options,
  async look({ host, port, ...given }: TcpOptions, { signal }: LookContext): Promise<Finding> {
    const sent = `connect ${host}:${port}`
    try {
      const { socket, clock } = await connect({ host, port }, signal)
      const musts = await hear(socket, given, { clock, signal }).finally(() => socket.destroy())
      const step = { name: 'connect', sent, phases: clock.phases, latencyMs: clock.totalMs() }
      return found({
        step,
        musts,
        budgetMs: given.latency,
        summary: `connected in ${Math.round(step.latencyMs)} ms`,
      })
    } catch (error) {
      if (!(error instanceof ExchangeError)) throw error
      const step = failedStep('connect', sent, error)
      return { outcome: 'tech_fail', summary: step.error, steps: [step] }
    }
  },
} satisfies ProbeKind<typeof options>

interface Hearing {
  readonly clock: PhaseClock
  readonly signal: AbortSignal
}

/** Speaks first where asked to, and listens until the server has said what it must, falls silent or says too much. */
async function hear(
  socket: Socket,
  { send, answer }: Pick<TcpOptions, 'send' | 'answer'>,
  { clock, signal }: Hearing,
): Promise<Assertion[]> {
  if (send !== undefined) socket.write(send)
  if (answer === undefined) return []
  let text = ''
  try {
    // Breaking off at the deadline is told by what was heard until then, if anything was.
    for await (const chunk of addAbortSignal(signal, socket).setEncoding('utf8')) {
      if (text === '') clock.lap('firstByte', 'body')
      text += String(chunk)
      if (text.length >= MAX_LENGTH || testText('answer', text, answer).every(({ held }) => held)) break
    }
  } catch (error) {
    if (text === '') throw new ExchangeError(signal.aborted ? signal.reason : error, clock)
  }
  if (text === '') throw new ExchangeError(new Error('the server hung up without a word'), clock)
  clock.lap('body', 'body')
  return testText('answer', text, answer)
}
