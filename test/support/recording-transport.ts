import type { Letter } from '../../src/domain/message.ts'
import type { Transport, TransportLimits } from '../../src/notify/transports/transport.ts'

export interface RecordingTransport extends Transport {
  /** Every letter handed over, failed tries included, in order. */
  readonly tries: readonly Letter[]
  /** Those that were taken. */
  readonly taken: readonly Letter[]
}

/** A transport that goes nowhere: it writes down what it is handed, and takes it unless `answer` throws. */
export function recordingTransport(
  answer: (letter: Letter, signal: AbortSignal) => Promise<{ confirmed?: true } | void> | void = () =>
    undefined,
  limits: Partial<TransportLimits> = {},
): RecordingTransport {
  const tries: Letter[] = []
  const taken: Letter[] = []
  return {
    tries,
    taken,
    limits: { concurrency: 4, timeoutMs: 1_000, ...limits },
    readAddress: ({ address = '' }) => ({ ok: true, address, settings: {} }),
    mask: () => '***',
    async deliver(letter, signal) {
      tries.push(letter)
      const said = await answer(letter, signal)
      taken.push(letter)
      return said ?? {}
    },
    close: () => Promise.resolve(),
  }
}
