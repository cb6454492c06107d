import { IMPACTS } from '../../domain/incident.ts'
import type { State } from '../../domain/state.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { pageVerdict } from '../../judge/page-verdict.ts'
import { announcementsInForce } from '../../store/announcements.ts'
import { openIncidents } from '../../store/incidents/incidents.ts'
import { maintenancesAhead } from '../../store/maintenances.ts'
import { latestObservationAt } from '../../store/observations/observations.ts'
import type { Db } from '../../store/open.ts'
import { openEpisodes } from '../../store/reports/episodes.ts'
import { readPulse } from '../../store/pulse.ts'
import { reading } from '../../store/reading.ts'
import { componentStates } from '../../store/states.ts'
import { blinded } from './blind.ts'
import { createComponentHistory } from './component-history.ts'
import { publicAnnouncement } from './public-announcement.ts'
import { createPublicGroups } from './public-groups.ts'
import { publicIncident } from './public-incident.ts'
import { publicMaintenance } from './public-maintenance.ts'
import { publicReports } from './public-reports.ts'
import type { PublicIncident, Snapshot } from './snapshot.ts'
import { tasksOf } from './tasks.ts'

/** More planned work than anybody has; only so that nothing here grows without bound. */
const MOST_MAINTENANCES = 500

/**
 * Recording renews its pulse every five seconds, and it alone can say that what was seen has gone stale. Without a
 * pulse for this long nobody says so, and no state stands for now any more. Far longer than a backup or another
 * process holds the database, and longer than a look every thirty seconds stays fresh; a look once an hour may be
 * fresh for longer, but what has become of it since could not be written down.
 */
const BLIND_AFTER_MS = 3 * 60_000

export interface SnapshotBuilder {
  /**
   * Reads the store and builds all that the public may see at `now`, with nothing green when recording has stopped;
   * throws when the store cannot be read. Not to be called again before it is done.
   */
  build(now: number): Promise<Snapshot>
}

export function createSnapshotBuilder(deps: { readonly db: Db; readonly wallet: Wallet }): SnapshotBuilder {
  const { db, wallet } = deps
  const { components } = wallet
  const componentIds = new Set(components.map(({ id }) => id))
  const history = createComponentHistory({ zone: wallet.page.zone, componentIds: [...componentIds] })
  const groups = createPublicGroups(wallet)

  const incidentsNow = async (moment: Db) =>
    (await openIncidents(moment))
      .flatMap((incident) => publicIncident(incident, componentIds) ?? [])
      .toSorted(gravestAndNewestFirst)

  const maintenancesNow = async (moment: Db, now: number) =>
    (await maintenancesAhead(moment, { now, limit: MOST_MAINTENANCES })).map((maintenance) =>
      publicMaintenance(maintenance, componentIds, now),
    )

  const announcementsNow = async (moment: Db, now: number) => {
    const inForce = await announcementsInForce(moment, now)
    const shown = await Promise.all(
      inForce.map((one) => publicAnnouncement(one, { db: moment, componentIds })),
    )
    return shown.toSorted((a, b) => b.publishedAt - a.publishedAt)
  }

  const buildFrom = async (moment: Db, now: number): Promise<Snapshot> => {
    const states = await componentStates(moment)
    await history.refresh(moment, states, now)
    const stateOf = (id: string): State => states.get(id)?.state ?? 'unknown'
    const dataAt = await latestObservationAt(moment)
    const incidents = await incidentsNow(moment)
    const snapshot: Snapshot = {
      builtAt: now,
      ...(dataAt !== undefined && { dataAt }),
      verdict: pageVerdict(
        components.map((component) => ({ component, state: stateOf(component.id) })),
        wallet.upstreamShare,
      ),
      tasks: tasksOf(components, stateOf),
      groups: groups(states, (id) => history.of(id)),
      incidents,
      moreReports: publicReports(await openEpisodes(moment), { wallet, stateOf, incidents }),
      maintenances: await maintenancesNow(moment, now),
      announcements: await announcementsNow(moment, now),
    }
    return isAlive(await readPulse(moment), now) ? snapshot : blinded(snapshot)
  }

  // Of one moment, so that "all is well" never stands above the incident that says otherwise.
  return { build: (now) => reading(db, (moment) => buildFrom(moment, now)) }
}

/** Where nothing was ever recorded there is nothing that could have gone stale; a pulse ahead of us is of a clock that was set back. */
function isAlive(pulseAt: number | undefined, now: number): boolean {
  return pulseAt === undefined || Math.abs(now - pulseAt) <= BLIND_AFTER_MS
}

function gravestAndNewestFirst(a: PublicIncident, b: PublicIncident): number {
  return IMPACTS.indexOf(b.impact) - IMPACTS.indexOf(a.impact) || b.startedAt - a.startedAt
}
