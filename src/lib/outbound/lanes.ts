import { LRUCache } from 'lru-cache'
import type { buildConnector } from 'undici'
import Pool from 'undici/lib/dispatcher/pool.js'

/** Connections to one origin at the same time; further requests wait for one, and their time runs. */
export const ORIGIN_CONNECTIONS = 8

/** Origins whose connections are kept for the next request; the one not used for longest gives way. */
const KEPT_ORIGINS = 100

/** How long a connection is kept that nobody uses, ms, whatever the other side proposes. */
const KEPT_IDLE_MS = 4_000

/** Response heads are read up to here, bytes. */
const MAX_HEAD_BYTES = 16_384

/** Connections by origin, kept for the next request, and bounded however many origins there are. */
export interface Lanes {
  /** Does a piece of work with the connections to an origin, which stay until it is done. */
  run<T>(origin: string, work: (pool: Pool) => Promise<T>): Promise<T>
  /** Resolves when the work under way is done and every kept connection closed. */
  close(): Promise<void>
}

export function createLanes(connect: buildConnector.connector): Lanes {
  const lanes = new LRUCache<string, Lane>({
    max: KEPT_ORIGINS,
    dispose(lane) {
      void lane.retire()
    },
  })
  return {
    run(origin, work) {
      const kept = lanes.get(origin)
      const lane = kept ?? new Lane(origin, connect)
      if (kept === undefined) lanes.set(origin, lane)
      return lane.run(work)
    },
    async close() {
      await Promise.all([...lanes.values()].map((lane) => lane.retire()))
      lanes.clear()
    },
  }
}

class Lane {
  readonly #pool: Pool
  readonly #closed = Promise.withResolvers<void>()
  #users = 0
  #retired = false

  constructor(origin: string, connect: buildConnector.connector) {
    this.#pool = new Pool(origin, {
      connect,
      allowH2: false,
      connections: ORIGIN_CONNECTIONS,
      keepAliveTimeout: KEPT_IDLE_MS,
      keepAliveMaxTimeout: KEPT_IDLE_MS,
      maxHeaderSize: MAX_HEAD_BYTES,
      // The deadline of the whole exchange rules; these would only start anew with every byte that drips in.
      headersTimeout: 0,
      bodyTimeout: 0,
    })
  }

  async run<T>(work: (pool: Pool) => Promise<T>): Promise<T> {
    this.#users += 1
    try {
      return await work(this.#pool)
    } finally {
      this.#users -= 1
      this.#closeUnused()
    }
  }

  retire(): Promise<void> {
    this.#retired = true
    this.#closeUnused()
    return this.#closed.promise
  }

  #closeUnused(): void {
    if (this.#retired && this.#users === 0) this.#closed.resolve(this.#pool.destroy())
  }
}
