/** How many connections a pool may have, to be lowered and raised while it works. */
interface Limited {
  maxConnections: number
}

export interface FewerConnections {
  begin(): void
  taken(): void
  end(): void
  /**
   * Whether a connection that did not come about was one too many, rather than the mail server being away; from then on
   * there is one fewer, for a while, and its mail may go out over the others.
   */
  wasTooMany(failure: ConnectionFailure): boolean
}

/** What is read of nodemailer's error. */
interface ConnectionFailure {
  readonly code?: unknown
  readonly responseCode?: unknown
}

/** Whoever allows more by then is noticed; where nobody does, asking again costs a letter each a moment. */
const FOR_MS = 600_000

/**
 * Mail servers allow a client so many connections and say so of each that is too many: they refuse it for now, or have no
 * process left to greet it. Were that taken for a failure, all mail would rest although most connections work.
 */
export function createFewerConnections(
  pool: Limited,
  { connectWithinMs }: { readonly connectWithinMs: number },
): FewerConnections {
  const most = pool.maxConnections
  let underWay = 0
  let takenAt = -Infinity
  let loweredAt = -Infinity
  return {
    begin() {
      underWay += 1
      if (performance.now() - loweredAt > FOR_MS) pool.maxConnections = most
    },
    taken() {
      takenAt = performance.now()
    },
    end() {
      underWay -= 1
    },
    wasTooMany({ code, responseCode }) {
      const refused = typeof responseCode === 'number' && responseCode < 500 && underWay > 1
      // While this one waited, others were served.
      const ungreeted = code === 'ETIMEDOUT' && performance.now() - takenAt < connectWithinMs
      if (pool.maxConnections === 1 || !(refused || ungreeted)) return false
      pool.maxConnections -= 1
      loweredAt = performance.now()
      return true
    },
  }
}
