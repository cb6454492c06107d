import type { Probe } from '../../domain/probe.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { writePulse } from '../../record/sight/pulse.ts'
import { dayStarts, startOfDay } from '../../lib/zone-days.ts'
import { insertAnnouncement } from '../../store/announcements.ts'
import { appendChange } from '../../store/changes.ts'
import { insertGap } from '../../store/gaps.ts'
import { saveHeartbeat } from '../../store/observations/heartbeats.ts'
import {
  addIncidentComponent,
  addIncidentUpdate,
  insertIncident,
  type StoredIncident,
} from '../../store/incidents/incidents.ts'
import { insertMaintenance } from '../../store/maintenances.ts'
import { insertObservations } from '../../store/observations/observations.ts'
import type { Db } from '../../store/open.ts'
import { readSetting, writeSetting } from '../../store/settings.ts'
import { componentStates, saveComponentState } from '../../store/states.ts'
import { blipsOf } from './blips.ts'
import { writeHotlineHours } from './hotline-hours.ts'
import { incidentOf } from './incident-of.ts'
import { planPast, workSpells } from './plan.ts'
import { readPast } from './read-past.ts'
import { habitsOf } from './probe-habits.ts'
import { recentLooks } from './recent-looks.ts'
import { timelinesOf, type PastChange } from './timeline.ts'
import { writeTickets } from './write-tickets.ts'
import { writeRollups } from './write-rollups.ts'

export interface PastOptions {
  readonly db: Db
  readonly wallet: Wallet
  readonly probes: readonly Probe[]
  readonly now: number
  /** data/demo-past.yaml */
  readonly file: string
}

/** Holds when the past was written; a database that has it is never given another one. */
const WRITTEN = 'demo_past_written_at'

const HISTORY_DAYS = 90

/**
 * Gives a fresh database the ninety days before `now`, so that a demonstration has something to show: declared
 * episodes, small seeded blips, figures, and every component well at the end. All of it in one transaction, once: a
 * database that has a past already, this one or one of its own, is left alone. Throws PastError for a mistake in the file.
 */
export async function writePast({ db, wallet, probes, now, file }: PastOptions): Promise<void> {
  if (await hasPast(db)) return
  const declared = readPast(file, wallet)
  const plan = planPast(declared, wallet, now)
  const { seed } = declared
  const { zone } = wallet.page
  const fromAt = startOfDay(zone, startOfDay(zone, now) - (HISTORY_DAYS - 0.5) * DAY_MS)
  const spells = [
    ...plan.episodes.flatMap((episode) => episode.spells),
    ...workSpells(plan.maintenances, now),
    ...blipsOf(wallet.components, { seed, fromAt, toAt: now }),
  ]
  const history = { spells, gaps: plan.gaps, fromAt, toAt: now }
  const timelines = timelinesOf(wallet.components, history)
  const told = { wallet, fill: plan.fill, timelines, now }
  const incidents = plan.episodes.flatMap((episode) => incidentOf(episode, told) ?? [])
  const habits = probes.map((probe) => habitsOf(probe, seed))
  const looks = habits.flatMap((habit) => recentLooks(habit, seed, now))

  await db.transaction().execute(async (tx) => {
    await writeChanges(tx, timelines)
    for (const gap of plan.gaps) await insertGap(tx, gap)
    for (const incident of incidents) await writeIncident(tx, incident)
    for (const maintenance of plan.maintenances) await insertMaintenance(tx, maintenance)
    for (const announcement of plan.announcements) await insertAnnouncement(tx, announcement)
    await writeRollups(tx, { habits, seed, ...history, looks, dayStarts: dayStarts(zone, fromAt, now) })
    await insertObservations(tx, looks)
    await writeHotlineHours(tx, { wallet, seed, ...history })
    // A job that nobody has heard of yet would show as unknown until its first report, an hour from now.
    for (const { probe, latencyMs } of habits) {
      if (latencyMs === undefined) await saveHeartbeat(tx, { probeId: probe.id, at: now, ok: true })
    }
    await writePulse(tx, now)
    await writeSetting(tx, WRITTEN, String(now))
  })
  await writeTickets({ db, wallet }, declared.tickets ?? [], now)
}

const DAY_MS = 24 * 3_600_000

async function hasPast(db: Db): Promise<boolean> {
  if ((await readSetting(db, WRITTEN)) !== undefined) return true
  return (await componentStates(db)).size > 0
}

/** Writes changes in the order they would have been written in, and leaves each component in its last state. */
async function writeChanges(tx: Db, timelines: ReadonlyMap<string, readonly PastChange[]>): Promise<void> {
  const changes = [...timelines.values()].flat().toSorted((a, b) => a.recordedAt - b.recordedAt)
  for (const change of changes) await appendChange(tx, change)
  for (const [componentId, own] of timelines) {
    const last = own.at(-1)
    if (last === undefined) continue
    await saveComponentState(tx, { componentId, state: last.to, sinceAt: last.at, reason: last.reason })
  }
}

async function writeIncident(tx: Db, { components, updates, ...incident }: StoredIncident): Promise<void> {
  await insertIncident(tx, incident)
  for (const component of components) {
    await addIncidentComponent(tx, { incidentId: incident.id, ...component })
  }
  for (const update of updates.toReversed()) {
    await addIncidentUpdate(tx, { incidentId: incident.id, ...update })
  }
}
