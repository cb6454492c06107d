import { bareLooks } from './bare-looks.ts'
import { obey } from './child.ts'

export type BareLookerAsk =
  /** Looks at so many addresses below `targetUrl`, each every `everyMs`. */
  | { readonly do: 'start'; readonly targetUrl: string; readonly count: number; readonly everyMs: number }
  | { readonly do: 'cpuSeconds' }

/** A process that looks as often as ours by undici alone. Answers the CPU time it has used since it began, seconds. */
obey(async (ask: BareLookerAsk): Promise<number> => {
  if (ask.do === 'start') start(ask)
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
})

function start({ targetUrl, count, everyMs }: Extract<BareLookerAsk, { do: 'start' }>): void {
  const look = bareLooks(targetUrl, count)
  let turn = 0
  setInterval(() => void look(`part-${turn++ % count}`), everyMs / count)
}
