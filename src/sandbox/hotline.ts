const HOUR_MS = 3_600_000
/** The hotline keeps Shanghai time, which has no daylight saving. */
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS
const MINUTE_MS = 60_000
/** One talk with an agent, s. */
const TALK_SECONDS = 240

/** Callers waiting at each hour of the day: a peak after opening, calm after lunch, a smaller peak in the evening. */
const WAITING_BY_HOUR = [
  1, 1, 0, 0, 0, 1, 2, 4, 9, 16, 15, 11, 8, 6, 5, 5, 6, 8, 10, 12, 11, 7, 4, 2,
] as const

interface Queue {
  /** Agents on duty; the hotline never closes. */
  readonly lines_open: number
  readonly waiting: number
  readonly wait_seconds: number
}

/** The queue at a moment, the same for the same moment; while the wallet is in trouble, people ring. */
export function queueAt(now: number, troubled: boolean): Queue {
  const local = new Date(now + SHANGHAI_OFFSET_MS)
  const hour = local.getUTCHours()
  const usual = WAITING_BY_HOUR[hour] ?? 0
  const sway = Math.round(2 * Math.sin(now / (7 * MINUTE_MS)))
  const waiting = Math.max(0, (usual + sway) * (troubled ? 4 : 1) + (troubled ? 6 : 0))
  const linesOpen = hour >= 8 && hour < 22 ? 24 : 8
  return {
    lines_open: linesOpen,
    waiting,
    wait_seconds: Math.round((waiting * TALK_SECONDS) / linesOpen),
  }
}
