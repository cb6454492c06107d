import { systemClock } from '../../src/lib/clock.ts'
import { repeat } from '../../src/lib/repeat.ts'
import { bareLooks } from './bare-looks.ts'
import { benchConfig } from './bench-config.ts'
import { startChild } from './child.ts'
import type { Bench } from './figure.ts'
import { benchFolder } from './folder.ts'
import { inTurn, pairOf } from './in-turn.ts'
import { openRecording } from './recording.ts'
import type { TargetAsk } from './target.ts'

const PROBES = 1_000
const AT_ONCE = 100
const RUN_MS = 1_000
const TIMES = 11
const ANSWER_AFTER_MS = 2

interface Run {
  readonly perSecond: number
  readonly cpuPerThousand: number
}

/** Looked at, judged and stored, against undici reading the same answers on new connections and forgetting them. */
export const probesBench: Bench = {
  name: 'probes',
  async run() {
    await using folder = await benchFolder()
    const target = startChild<TargetAsk, number>('target.ts')
    const targetUrl = `http://127.0.0.1:${await target.ask({ do: 'start', delayMs: ANSWER_AFTER_MS })}`
    const config = benchConfig({ count: PROBES, every: '1s', targetUrl })
    await using recording = await openRecording(folder.path, config)
    const { prober, intake } = recording
    const ids = config.probes.map(({ id }) => id)
    const look = async (id: string): Promise<void> => intake.push(await prober.look(id))
    const bareLook = bareLooks(targetUrl, AT_ONCE)

    const runs = await inTurn(TIMES, {
      ours: () =>
        timed(async () => {
          const flushing = repeat(200, { work: () => intake.flush(systemClock()), onError: rethrow })
          const done = await keepLooking(ids, look)
          await flushing.stop()
          await intake.flush(systemClock())
          return done
        }),
      bare: () => timed(() => keepLooking(ids, bareLook)),
    })
    await target.stop()
    return [
      {
        name: 'looked at, judged and stored',
        ...pairOf(runs, (run) => run.perSecond),
        unit: '/s',
        goal: { of: 'ratio', atLeast: 0.6 },
      },
      {
        name: 'CPU for 1,000 of them',
        ...pairOf(runs, (run) => run.cpuPerThousand),
        unit: 's',
        goal: { of: 'value', atMost: 1 },
      },
    ]
  },
}

/** `AT_ONCE` looks under way at any time; answers how many ended in time. */
async function keepLooking(ids: readonly string[], look: (id: string) => Promise<void>): Promise<number> {
  const endAt = performance.now() + RUN_MS
  let next = 0
  const walk = async (): Promise<void> => {
    while (performance.now() < endAt) await look(ids[next++ % ids.length] ?? '')
  }
  await Promise.all(Array.from({ length: AT_ONCE }, walk))
  return next
}

async function timed(work: () => Promise<number>): Promise<Run> {
  const beganAt = performance.now()
  const cpu = process.cpuUsage()
  const done = await work()
  const used = process.cpuUsage(cpu)
  return {
    perSecond: (done * 1000) / (performance.now() - beganAt),
    cpuPerThousand: (used.user + used.system) / 1e6 / (done / 1000),
  }
}

function rethrow(error: unknown): never {
  throw error
}
