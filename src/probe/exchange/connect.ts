import type { Socket } from 'node:net'

import { ExchangeError } from './exchange-error.ts'
import { openSocket, type Endpoint } from './open-socket.ts'
import { PhaseClock } from './phase-clock.ts'

export interface Connected {
  readonly socket: Socket
  readonly clock: PhaseClock
}

/** Opens a connection, which the caller destroys. Throws ExchangeError where none comes about before the signal aborts. */
export function connect(endpoint: Endpoint, signal: AbortSignal): Promise<Connected> {
  const clock = new PhaseClock()
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new ExchangeError(signal.reason, clock))
    const onAbort = (): void => {
      socket.destroy()
      reject(new ExchangeError(signal.reason, clock))
    }
    const socket = openSocket(endpoint, clock, (error, opened) => {
      signal.removeEventListener('abort', onAbort)
      if (opened === null) reject(new ExchangeError(error, clock))
      else resolve({ socket: opened, clock })
    })
    signal.addEventListener('abort', onAbort, { once: true })
  })
}
