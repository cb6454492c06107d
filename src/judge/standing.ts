/*
 * The state machine of one probe seen from one place. From left to right things get worse at once and better slowly:
 *
 *   unknown ──first ok──► operational ──symptom──► degraded ◄─► partial_outage ◄─► major_outage
 *      ▲                       ▲                       │  graver: at once, as soon as it shows
 *      │                       └──────recovered────────┘  milder: once the latest looks show it for the recovery time
 *      └── nothing told for the time a look stays fresh, from any state
 *
 *   maintenance: two looks on end that say so; left by a symptom or by two ok looks on end.
 *
 * Recovered means enough ok looks on end and enough time since the first of them. Getting better starts a clean sheet:
 * only looks since then are held against it. What was impaired when it went dark must recover in full before it is called
 * operational again. `at` is backdated to the first look that showed it, never before the standing it follows.
 */
import type { Reason, ReasonCode } from '../domain/change.ts'
import { isImpaired, SEVERITY, type State } from '../domain/state.ts'
import type { Thresholds } from '../domain/thresholds.ts'
import { atOf, healthOf, type Look } from './look.ts'
import { isFresh, lastAt, type ProbeMemory, type Yardstick } from './probe-memory.ts'
import { rateSymptom, symptomOf, type Symptom } from './symptom.ts'

export interface Standing {
  readonly state: State
  /** Since when, epoch ms. */
  readonly at: number
  readonly reason: Reason
  /** Whether it was impaired when it was last seen; differs from the state only in the dark. */
  readonly ailing: boolean
  /** Looks before this are no longer held against it. */
  readonly countFromAt: number
}

type Relief = Symptom & { readonly countFromAt: number }

/** Nothing rests on a single look: entering and leaving their maintenance takes two. */
const CONFIRMED = 2

/** The standing after the newest look, or after time has passed without one; `previous` itself when nothing changed. */
export function stand(
  memory: ProbeMemory,
  previous: Standing | undefined,
  { thresholds, freshMs, now }: Yardstick & { readonly now: number },
): Standing {
  if (!isFresh(memory, now, freshMs)) return goDark(memory, previous, { freshMs, now })
  const before = previous ?? goDark(memory, undefined, { freshMs, now })
  // A look that began before it went dark, ended after that and told nothing brings no light.
  const toldNothingNew = (memory.toldAt ?? -Infinity) + freshMs <= before.at
  if (before.state === 'unknown' && toldNothingNew) return before
  if (memory.theirMaintenance.count >= CONFIRMED) return theirMaintenance(memory, before)
  const symptom = symptomOf(memory, thresholds, before.countFromAt)
  if (symptom !== undefined && SEVERITY[symptom.state] > SEVERITY[before.state]) {
    return worsen(memory, before, symptom)
  }
  const relief = relieve(memory, before, thresholds)
  return relief === undefined ? before : follow(before, relief, { ailing: isImpaired(relief.state) })
}

function goDark(
  memory: ProbeMemory,
  previous: Standing | undefined,
  { freshMs, now }: { readonly freshMs: number; readonly now: number },
): Standing {
  if (previous?.state === 'unknown') return previous
  const dark: Symptom = {
    state: 'unknown',
    at: Math.min(now, memory.toldAt === undefined ? memory.lookedAt : memory.toldAt + freshMs),
    reason: { code: whyDark(memory) },
  }
  if (previous === undefined) return { ...dark, at: memory.lookedAt, ailing: false, countFromAt: -Infinity }
  return follow(previous, dark, { ailing: previous.ailing })
}

function whyDark({ blind, unproven, toldAt, lookedAt }: ProbeMemory): ReasonCode {
  if (blind === true) return 'own_network_down'
  if (unproven === true) return 'unproven'
  return toldAt === undefined || lookedAt > toldAt ? 'no_verdict' : 'stale'
}

function theirMaintenance(memory: ProbeMemory, before: Standing): Standing {
  if (before.state === 'maintenance') return before
  const { sinceAt, count } = memory.theirMaintenance
  const reason: Reason = { code: 'their_maintenance', sample: { consecutive: count } }
  return follow(
    before,
    { state: 'maintenance', at: sinceAt, reason, countFromAt: sinceAt },
    { ailing: false },
  )
}

function worsen(memory: ProbeMemory, before: Standing, symptom: Symptom): Standing {
  if (!isImpaired(before.state) || symptom.reason.code !== 'success_rate') {
    return follow(before, symptom, { ailing: true })
  }
  // A share that crosses a line while it is already impaired does so with the bad looks it ends in, not with its first.
  const { troubled, lookedAt } = memory
  return follow(
    before,
    { ...symptom, at: troubled.count > 0 ? troubled.sinceAt : lookedAt },
    { ailing: true },
  )
}

/** What is better than before, if the looks have shown it for long enough. */
function relieve(memory: ProbeMemory, before: Standing, thresholds: Thresholds): Relief | undefined {
  const { ok } = memory
  const reason: Reason = { code: 'recovered', sample: { consecutive: ok.count } }
  const well: Relief = { state: 'operational', at: ok.sinceAt, reason, countFromAt: ok.sinceAt }
  if (before.state === 'operational') return undefined
  if (before.state === 'unknown' && !before.ailing) {
    return ok.count > 0 ? { ...well, reason: { code: 'first_look' } } : undefined
  }
  if (before.state === 'maintenance') {
    return ok.count >= CONFIRMED ? { ...well, reason: { code: 'maintenance_ended' } } : undefined
  }
  if (hasRecovered(memory, thresholds)) return well
  return before.state === 'unknown' ? undefined : ease(memory, before, thresholds)
}

function hasRecovered(memory: ProbeMemory, { recoverAfter, recoverForMs }: Thresholds): boolean {
  return memory.ok.count >= recoverAfter && lastAt(memory) - memory.ok.sinceAt >= recoverForMs
}

/**
 * From an outage to something milder, when all looks of a recovery time show no more than that: from a whole outage,
 * looks without another long run of failures; from a partial one, looks without any failure.
 */
function ease(memory: ProbeMemory, before: Standing, thresholds: Thresholds): Relief | undefined {
  if (before.state === 'degraded') return undefined
  const stretch = sinceRunOf(before.state === 'major_outage' ? thresholds.majorAfter : 1, memory.looks)
  const [first] = stretch
  if (first === undefined || stretch.length < thresholds.recoverAfter) return undefined
  const [fromAt, toAt] = [atOf(first), lastAt(memory)]
  if (toAt - Math.max(fromAt, before.at) < thresholds.recoverForMs) return undefined
  // An unbroken run of ok looks is on its way to recovery; there is no need to call it degraded in between.
  if (memory.ok.count >= stretch.length) return undefined
  const symptom = rateSymptom(stretch, { ...thresholds, minSamples: 1 })
  const state = symptom?.state ?? 'degraded'
  if (SEVERITY[state] >= SEVERITY[before.state]) return undefined
  const reason: Reason = symptom?.reason ?? { code: 'success_rate', sample: { samples: stretch.length } }
  // Where no long run of failures marks the end of the outage, it was over when the shares said so.
  return { state, at: fromAt > before.at ? fromAt : toAt, reason, countFromAt: fromAt }
}

/** The looks after the last run of at least so many failures on end. */
function sinceRunOf(failures: number, looks: readonly Look[]): readonly Look[] {
  let run = 0
  for (let index = looks.length - 1; index >= 0; index -= 1) {
    const look = looks[index]
    run = look !== undefined && healthOf(look) === 'tech_fail' ? run + 1 : 0
    if (run === failures) return looks.slice(index + failures)
  }
  return looks
}

function follow(
  before: Standing,
  next: Symptom | Relief,
  { ailing }: { readonly ailing: boolean },
): Standing {
  return { countFromAt: before.countFromAt, ...next, at: Math.max(before.at, next.at), ailing }
}
