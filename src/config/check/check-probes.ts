import { probeKinds } from '../../probe/kinds.ts'
import { parseDuration } from '../../lib/duration.ts'
import { DEFAULT_EVERY, DEFAULT_TIMEOUT } from '../compile/defaults.ts'
import { oneOf } from './describe.ts'
import { cronFault, cronPeriodMs } from '../compile/every.ts'
import type { Outline, OutlinedProbe } from './outline.ts'
import type { Complaint } from '../problem.ts'

/** Each probe is of one kind, has one rhythm, and ends before three of its periods are over. */
export function checkProbes({ probes }: Outline): Complaint[] {
  return probes.flatMap((probe) => [...checkKind(probe), ...checkRhythm(probe), ...checkTimeout(probe)])
}

function checkKind({ path, settings }: OutlinedProbe): Complaint[] {
  const known = Object.keys(probeKinds)
  const [first, second] = known.filter((kind) => Object.hasOwn(settings, kind))
  if (first === undefined) return [{ path, message: `found no kind of probe, expected ${oneOf(known)}` }]
  if (second === undefined) return []
  const message = `found ${first} and ${second}, expected one kind for each probe`
  return [{ path: [...path, second], at: 'key', message }]
}

function checkRhythm({ path, settings }: OutlinedProbe): Complaint[] {
  const has = (key: string): boolean => Object.hasOwn(settings, key)
  if (has('every') && has('cron'))
    return [{ path: [...path, 'cron'], at: 'key', message: 'found every and cron, expected one of the two' }]
  if (has('zone') && !has('cron'))
    return [
      {
        path: [...path, 'zone'],
        at: 'key',
        message: 'zone has no meaning without cron, expected both or none',
      },
    ]
  return []
}

/** Beyond three periods data is no longer fresh, so a look that takes longer could never say anything. */
const LONGEST_IN_PERIODS = 3

function checkTimeout({ path, settings }: OutlinedProbe): Complaint[] {
  const periodMs = periodOf(settings)
  const timeoutMs = lengthOf(settings['timeout'] ?? DEFAULT_TIMEOUT)
  if (periodMs === undefined || timeoutMs === undefined || timeoutMs <= LONGEST_IN_PERIODS * periodMs)
    return []
  const [key] = ['timeout', 'every', 'cron'].filter((name) => Object.hasOwn(settings, name))
  const found = `found a timeout of ${seconds(timeoutMs)}`
  const expected = `expected at most ${seconds(LONGEST_IN_PERIODS * periodMs)}, three times the distance between two looks`
  return [{ path: [...path, key ?? 'timeout'], message: `${found}, ${expected}` }]
}

/** Undefined where the rhythm is not valid, which is reported elsewhere. */
function periodOf({ every, cron }: OutlinedProbe['settings']): number | undefined {
  if (cron === undefined) return lengthOf(every ?? DEFAULT_EVERY)
  return typeof cron === 'string' && cronFault(cron) === undefined ? cronPeriodMs(cron) : undefined
}

function lengthOf(value: unknown): number | undefined {
  return typeof value === 'string' ? parseDuration(value) : undefined
}

function seconds(ms: number): string {
  return `${ms / 1_000}s`
}
