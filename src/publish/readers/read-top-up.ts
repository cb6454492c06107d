import type { Observation } from '../../domain/observation.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { freshForMs, type Probe } from '../../domain/probe.ts'
import type { Quote } from '../../domain/top-up.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { recentObservations } from '../../store/observations/observations.ts'
import type { Db } from '../../store/open.ts'
import { quotesSince } from '../../store/observations/quotes.ts'
import { histogramSize, mergeHistograms, percentile, type Histogram } from '../../store/rollups/histogram.ts'
import { rollupsOf } from '../../store/rollups/rollups.ts'
import { hourOf, timesOf } from './component-series.ts'

/** What was seen of topping up through one component in the last 24 hours; a channel's banks count into it. */
export interface TopUpFigures {
  /** Looks that went well, of those that tell of health. */
  readonly good: number
  readonly looks: number
  /** From accepted order to money in the wallet; absent where none was measured. */
  readonly credit?: { readonly p50Ms: number; readonly p90Ms: number; readonly samples: number }
  /** What it answered lately to the question for fee and limits. */
  readonly quote?: Quote
}

/** Figures by component id; read again once they are some seconds old, and nobody waits for that within a minute. */
export type ReadTopUp = (now: number) => Promise<ReadonlyMap<string, TopUpFigures>>

const HOUR_MS = 3_600_000
const SPAN_MS = 24 * HOUR_MS
/** An adviser's answer waits for no database; figures of a whole day do not change in this time. */
const KEPT_MS = 10_000
/** Older ones are not handed out while new ones are read. */
const OLDEST_MS = 60_000
/** Looks of one probe that no roll-up holds yet: two hours' at one a second. */
const TAIL_LOOKS = 7_200

/** Refusals of our test account and mistakes of ours tell nothing of health. */
const GOOD: readonly Outcome[] = ['ok', 'slow']
const BAD: readonly Outcome[] = ['pending', 'tech_fail']

interface Seen {
  readonly good: number
  readonly looks: number
  readonly credit?: Histogram
}

export function createTopUpReader(deps: {
  readonly db: Db
  readonly wallet: Pick<Wallet, 'components'>
  readonly probes: readonly Pick<Probe, 'id' | 'componentId' | 'periodMs' | 'timeoutMs'>[]
}): ReadTopUp {
  const { db, wallet } = deps
  const channels = wallet.components.filter(({ kind }) => kind === 'channel')
  const partsOf = Map.groupBy(wallet.components, ({ parentId }) => parentId)
  const told = channels.flatMap(({ id }) => [
    { id, of: [id, ...(partsOf.get(id) ?? []).map((part) => part.id)] },
    ...(partsOf.get(id) ?? []).map((part) => ({ id: part.id, of: [part.id] })),
  ])
  const wanted = new Set(told.flatMap(({ of }) => of))
  const probes = deps.probes.filter(({ componentId }) => wanted.has(componentId))
  const probesOf = Map.groupBy(probes, ({ componentId }) => componentId)

  /** Hours that are rolled up, and the looks since; an hour that began before the span counts whole. */
  const seenBy = async (now: number): Promise<Map<string, Seen>> => {
    const fromAt = hourOf(now - SPAN_MS)
    const probeIds = probes.map(({ id }) => id)
    const rolled = await rollupsOf(db, { probeIds, span: 'hour', fromAt, toAt: now + 1 })
    const byProbe = Map.groupBy(rolled, ({ probeId }) => probeId)
    const seen = probes.map(async ({ id }): Promise<[string, Seen]> => {
      const hours = byProbe.get(id) ?? []
      const since = (hours.at(-1)?.at ?? fromAt - HOUR_MS) + HOUR_MS
      const tail = await recentObservations(db, { probeId: id, fromAt: since, limit: TAIL_LOOKS })
      return [
        id,
        [...hours.map(({ counts, credit }) => countsSeen(counts, credit)), looksSeen(tail)].reduce(sum),
      ]
    })
    return new Map(await Promise.all(seen))
  }

  const read = async (now: number): Promise<ReadonlyMap<string, TopUpFigures>> => {
    const seen = await seenBy(now)
    const oldest = Math.max(0, ...probes.map(freshForMs))
    const quotes = await quotesSince(db, now - oldest)
    const figures = told.map(({ id, of }): [string, TopUpFigures] => {
      const own = of.flatMap((one) => probesOf.get(one) ?? [])
      const quote = (probesOf.get(id) ?? []).flatMap((probe) =>
        freshQuote(quotes.get(probe.id), probe, now),
      )[0]
      return [id, figuresOf(own.flatMap((probe) => seen.get(probe.id) ?? []).reduce(sum, NOTHING), quote)]
    })
    return new Map(figures)
  }

  let kept: { readonly at: number; readonly figures: ReturnType<ReadTopUp> } | undefined
  let underWay: Promise<void> | undefined
  const renew = (now: number): ReturnType<ReadTopUp> => {
    const figures = read(now)
    kept = { at: now, figures }
    // A failure is nobody's answer but of those who met it.
    figures.catch(() => (kept = undefined))
    return figures
  }
  return (now) => {
    const age = kept === undefined ? Infinity : Math.abs(now - kept.at)
    if (kept === undefined || age >= OLDEST_MS) return renew(now)
    if (age >= KEPT_MS) {
      underWay ??= read(now)
        .then((figures) => void (kept = { at: now, figures: Promise.resolve(figures) }))
        .catch(() => undefined)
        .finally(() => (underWay = undefined))
    }
    return kept.figures
  }
}

const NOTHING: Seen = { good: 0, looks: 0 }

function countsSeen(counts: Readonly<Record<Outcome, number>>, credit: Histogram | undefined): Seen {
  const count = (outcomes: readonly Outcome[]) => outcomes.reduce((all, one) => all + counts[one], 0)
  const good = count(GOOD)
  return { good, looks: good + count(BAD), ...(credit && { credit }) }
}

function looksSeen(looks: readonly Observation[]): Seen {
  const count = (outcomes: readonly Outcome[]) =>
    looks.filter(({ outcome }) => outcomes.includes(outcome)).length
  const good = count(GOOD)
  const [credit] = merged(timesOf(looks).flatMap((times) => times.credit ?? []))
  return { good, looks: good + count(BAD), ...(credit && { credit }) }
}

function sum(a: Seen, b: Seen): Seen {
  const [credit] = merged([a.credit ?? [], b.credit ?? []].flat())
  return { good: a.good + b.good, looks: a.looks + b.looks, ...(credit && { credit }) }
}

/** One of all, or none. */
function merged(histograms: readonly Histogram[]): Histogram[] {
  const [first, ...others] = histograms
  return first === undefined ? [] : [others.reduce(mergeHistograms, first)]
}

function figuresOf({ good, looks, credit }: Seen, quote: Quote | undefined): TopUpFigures {
  const p50Ms = credit && percentile(credit, 0.5)
  const p90Ms = credit && percentile(credit, 0.9)
  return {
    good,
    looks,
    ...(credit &&
      p50Ms !== undefined &&
      p90Ms !== undefined && { credit: { p50Ms, p90Ms, samples: histogramSize(credit) } }),
    ...(quote && { quote }),
  }
}

/** A quote holds no longer than the look that brought it. */
function freshQuote(quote: Quote | undefined, probe: Pick<Probe, 'periodMs' | 'timeoutMs'>, now: number) {
  return quote !== undefined && now - quote.at <= freshForMs(probe) ? [quote] : []
}
