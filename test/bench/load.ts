import { obey } from './child.ts'
import { median, quantile } from './figure.ts'
import { type Answered, openVisitor, type Visitor } from './visitor.ts'

export type LoadAsk =
  | { readonly do: 'connect'; readonly port: number; readonly count: number }
  /** Every visitor asks again as soon as it is answered. */
  | { readonly do: 'press'; readonly path: string; readonly forMs: number; readonly revalidating: boolean }
  /** Every visitor asks once, all at the same moment. */
  | { readonly do: 'burst'; readonly path: string }

export interface LoadTold {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly lastMs: number
  /** How many answers were 304. */
  readonly unchanged: number
}

/** Visitors in a process of their own, so that what they cost does not count as the server's. */
let visitors: readonly Visitor[] = []

obey(async (ask: LoadAsk): Promise<LoadTold> => {
  if (ask.do === 'connect') {
    for (const visitor of visitors) visitor.leave()
    visitors = await Promise.all(Array.from({ length: ask.count }, () => openVisitor(ask.port)))
    return summary([], 0)
  }
  if (ask.do === 'burst') {
    return summary(await Promise.all(visitors.map((visitor) => visitor.ask(ask.path))), 0)
  }
  const beganAt = performance.now()
  const endAt = beganAt + ask.forMs
  const answers = (await Promise.all(visitors.map((visitor) => askUntil(visitor, ask, endAt)))).flat()
  return summary(answers, performance.now() - beganAt)
})

async function askUntil(
  visitor: Visitor,
  { path, revalidating }: { path: string; revalidating: boolean },
  endAt: number,
): Promise<Answered[]> {
  const answers: Answered[] = []
  let etag: string | undefined
  while (performance.now() < endAt) {
    const answered = await visitor.ask(path, etag)
    if (revalidating) etag = answered.etag
    answers.push(answered)
  }
  return answers
}

function summary(answers: readonly Answered[], tookMs: number): LoadTold {
  const bad = answers.find(({ status }) => status !== 200 && status !== 304)
  if (bad !== undefined) throw new Error(`An answer was ${bad.status}.`)
  const times = answers.map(({ ms }) => ms)
  return {
    perSecond: tookMs === 0 ? 0 : (answers.length * 1000) / tookMs,
    p50Ms: median(times),
    p99Ms: quantile(times, 0.99),
    lastMs: quantile(times, 1),
    unchanged: answers.filter(({ status }) => status === 304).length,
  }
}
