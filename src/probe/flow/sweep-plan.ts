/** When to look for orders left behind: kept between the looks of one probe. */
export interface SweepPlan {
  isDue(startedAt: number): boolean
  /** An order of this look may have been left behind; it is looked for once it is old enough. */
  owe(startedAt: number): void
  /** A sweep was made; `clean` says that it left nothing it could reach. */
  swept(startedAt: number, clean: boolean): void
  /** A look is over. */
  looked(): void
}

/**
 * Due at the first look, every so many looks, and when an order that may have been left behind has come of age. The
 * process may have died in the middle of a look just before it started, so the start itself counts as one.
 */
export function createSweepPlan({ every, olderThanMs }: { every: number; olderThanMs: number }): SweepPlan {
  let looksSince: number | undefined
  let owedAt: readonly [oldest: number, newest: number] | undefined

  const owe = (at: number): void => {
    owedAt = owedAt === undefined ? [at, at] : [owedAt[0], at]
  }
  return {
    owe,
    isDue(startedAt) {
      if (looksSince === undefined) owe(startedAt)
      const isRipe = owedAt !== undefined && startedAt - owedAt[0] >= olderThanMs
      return looksSince === undefined || looksSince >= every || isRipe
    },
    swept(startedAt, clean) {
      looksSince = 0
      if (!clean) return owe(startedAt)
      if (owedAt === undefined) return
      const [, newest] = owedAt
      owedAt = startedAt - newest >= olderThanMs ? undefined : [newest, newest]
    },
    looked() {
      looksSince = (looksSince ?? 0) + 1
    },
  }
}
