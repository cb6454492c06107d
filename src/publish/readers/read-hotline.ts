import type { HotlineQueue } from '../../domain/hotline.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { WAIT_ROWS, waitPlace, type UsualWait, type WaitRow } from '../../help/hotline/usual-waits.ts'
import { monthAt, monthBeside } from '../snapshot/calendar.ts'
import { hotlineHours, hotlineQueues, type HotlineHour } from '../../store/hotline.ts'
import type { Db } from '../../store/open.ts'
import { emptyHistogram, histogramSize, mergeHistograms, percentile } from '../../store/rollups/histogram.ts'

/** What is known of the waits at one hotline; everything that is not is absent or empty. */
export interface HotlineFigures {
  /** The newest word on the queue, however old it is. */
  readonly queue?: HotlineQueue
  /** By row and hour: usual waits of the last 90 days. */
  readonly usual: ReadonlyMap<WaitRow, readonly (UsualWait | undefined)[]>
  /** Answered calls that `usual` is made of. */
  readonly calls: number
  /** Months with calls in them, newest first; the running one included. */
  readonly months: readonly HotlineMonth[]
}

interface HotlineMonth {
  /** Its first instant, epoch ms. */
  readonly at: number
  readonly answered: number
  readonly lost: number
  readonly medianMs?: number
}

/** By the contact's id. */
export type ReadHotlines = (now: number) => Promise<ReadonlyMap<string, HotlineFigures>>

const DAY_MS = 86_400_000
const USUAL_MS = 90 * DAY_MS
const MONTHS = 6
/** What is usual does not change by the minute; reading half a year of hours takes some ten milliseconds. */
const USUAL_FOR_MS = 5 * 60_000

type Lasting = Omit<HotlineFigures, 'queue'>

/** Where the store cannot be read, a number and its hours stay on the page without figures. */
export function createHotlineReader({
  db,
  wallet,
}: {
  readonly db: Db
  readonly wallet: Wallet
}): ReadHotlines {
  let kept: { readonly at: number; readonly lasting: ReadonlyMap<string, Lasting> } | undefined
  const lastingAt = async (now: number) => {
    if (kept === undefined || Math.abs(now - kept.at) >= USUAL_FOR_MS) {
      kept = { at: now, lasting: await readLasting(db, wallet, now) }
    }
    return kept.lasting
  }
  return async (now) => {
    const lasting = await lastingAt(now).catch(() => kept?.lasting ?? new Map<string, Lasting>())
    const queues = await hotlineQueues(db).catch(() => [])
    const hotlines = wallet.contacts.filter(({ kind }) => kind === 'hotline')
    return new Map(
      hotlines.map(({ id }) => {
        const queue = queues.find(({ contactId }) => contactId === id)
        return [id, { ...(lasting.get(id) ?? NOTHING), ...(queue && { queue }) }]
      }),
    )
  }
}

const NOTHING: Lasting = { usual: new Map(), calls: 0, months: [] }

async function readLasting(db: Db, wallet: Wallet, now: number): Promise<ReadonlyMap<string, Lasting>> {
  const { zone } = wallet.page
  const months = Array.from(
    { length: MONTHS },
    (_, back) => monthBeside(monthAt(now, zone), -back, zone).fromAt,
  )
  const hours = await hotlineHours(db, { fromAt: Math.min(now - USUAL_MS, months.at(-1) ?? now) })
  const byContact = Map.groupBy(hours, ({ contactId }) => contactId)
  return new Map(
    [...byContact].map(([id, own]) => [id, { ...usualOf(own, wallet, now), months: monthsOf(own, months) }]),
  )
}

function usualOf(
  hours: readonly HotlineHour[],
  { page, calendar }: Wallet,
  now: number,
): Omit<Lasting, 'months'> {
  const placed = hours
    .filter(({ at, answered }) => at >= now - USUAL_MS && answered > 0)
    .map((hour) => ({ ...hour, place: waitPlace(calendar, page.zone, hour.at) }))
    .filter(({ place }) => !place.exchanged)
  const cell = (row: WaitRow, hour: number) =>
    waitOf(placed.filter(({ place }) => place.row === row && place.hour === hour))
  const rows = WAIT_ROWS.filter((row) => placed.some(({ place }) => place.row === row))
  return {
    usual: new Map(rows.map((row) => [row, Array.from({ length: 24 }, (_, hour) => cell(row, hour))])),
    calls: placed.reduce((sum, { answered }) => sum + answered, 0),
  }
}

function waitOf(hours: readonly HotlineHour[]): UsualWait | undefined {
  const waits = hours.reduce((all, one) => mergeHistograms(all, one.waits), emptyHistogram())
  const medianMs = percentile(waits, 0.5)
  return medianMs === undefined ? undefined : { medianMs, calls: histogramSize(waits) }
}

function monthsOf(hours: readonly HotlineHour[], starts: readonly number[]): HotlineMonth[] {
  return starts.flatMap((at, index) => {
    const own = hours.filter((hour) => hour.at >= at && hour.at < (starts[index - 1] ?? Infinity))
    if (own.length === 0) return []
    const medianMs = waitOf(own)?.medianMs
    return {
      at,
      answered: own.reduce((sum, { answered }) => sum + answered, 0),
      lost: own.reduce((sum, { lost }) => sum + lost, 0),
      ...(medianMs !== undefined && { medianMs }),
    }
  })
}
