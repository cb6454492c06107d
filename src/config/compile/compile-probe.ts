import type { Probe } from '../../domain/probe.ts'
import type { Thresholds } from '../../domain/thresholds.ts'
import { parseDuration } from '../../lib/duration.ts'
import { probeKinds } from '../../probe/kinds.ts'
import type { RunnableProbe } from '../../probe/runnable-probe.ts'
import { DEFAULT_EVERY } from './defaults.ts'
import { cronPeriodMs, everyToCron, withSeconds } from './every.ts'
import { mergeThresholds } from './merge-thresholds.ts'
import type { CanarySettings, ProbeSettings } from '../schema/probe.ts'

/** What a probe takes over from where it stands. */
export interface ProbePlace {
  readonly componentId: string
  readonly zone: string
  readonly thresholds: Thresholds
}

export function compileProbe(settings: ProbeSettings | CanarySettings, place: ProbePlace): RunnableProbe {
  const own = 'thresholds' in settings ? settings.thresholds : undefined
  return withKind(settings, {
    id: settings.id,
    componentId: place.componentId,
    ...rhythmOf(settings),
    zone: settings.zone ?? place.zone,
    timeoutMs: settings.timeout,
    recheckMs: settings.recheck,
    thresholds: mergeThresholds(place.thresholds, own),
  })
}

function rhythmOf({ every, cron }: ProbeSettings | CanarySettings): Pick<Probe, 'cron' | 'periodMs'> {
  if (cron !== undefined) return { cron: withSeconds(cron), periodMs: cronPeriodMs(cron) }
  const periodMs = every ?? parseDuration(DEFAULT_EVERY) ?? 0
  return { cron: everyToCron(periodMs), periodMs }
}

/** Moves the kind from the key into a value. That there is exactly one was checked before. */
function withKind(settings: ProbeSettings | CanarySettings, probe: Probe): RunnableProbe {
  const [choice] = Object.entries(settings).filter(([key]) => Object.hasOwn(probeKinds, key))
  if (choice === undefined) throw new Error(`Probe "${probe.id}" has no kind.`)
  const [kind, options] = choice
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema paired each key with its own options
  return { ...probe, kind, options } as RunnableProbe
}
