/** What so many of something took. */
export interface Timed {
  readonly perSecond: number
  /** CPU time of this process, seconds. */
  readonly cpuPerThousand: number
}

export async function timed(count: number, work: () => Promise<unknown>): Promise<Timed> {
  const beganAt = performance.now()
  const cpu = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return {
    perSecond: (count * 1000) / (performance.now() - beganAt),
    cpuPerThousand: (user + system) / 1000 / count,
  }
}
