import type { Announcement } from '../../domain/announcement.ts'
import type { Gap } from '../../domain/gap.ts'
import type { Maintenance } from '../../domain/maintenance.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { createFillDates, type FillDates } from './fill-dates.ts'
import { idOf } from './id-of.ts'
import type { Effect, Episode, PastFile } from './schema.ts'
import { reasonFor, type Spell } from './spell.ts'
import { instantOf } from './when.ts'

/** Looks in a judge's window of a quarter of an hour, at one every half a minute. */
const SAMPLES = 30
const USUAL_SLOWNESS = 6

/** The declared past with its moments worked out: everything in epoch ms. */
export interface Plan {
  readonly gaps: readonly Gap[]
  readonly episodes: readonly PlannedEpisode[]
  readonly maintenances: readonly Maintenance[]
  readonly announcements: readonly Announcement[]
  readonly fill: FillDates
}

export interface PlannedEpisode {
  readonly declared: Episode
  readonly startsAt: number
  readonly spells: readonly Spell[]
}

/** Works out when everything was, or will be, as seen from `now`. */
export function planPast(past: PastFile, wallet: Wallet, now: number): Plan {
  const { zone } = wallet.page
  const fill = createFillDates(zone)
  return {
    fill,
    gaps: past.gaps.map((gap) => {
      const fromAt = instantOf(gap.when, now, zone)
      return { fromAt, toAt: fromAt + gap.for, cause: 'monitor_stopped' }
    }),
    episodes: past.episodes.map((declared) => {
      const startsAt = instantOf(declared.when, now, zone)
      return { declared, startsAt, spells: declared.effects.flatMap((effect) => spellsOf(effect, startsAt)) }
    }),
    maintenances: past.maintenances.map((declared) => {
      const startsAt = instantOf(declared.when, now, zone)
      const words = (text: (typeof declared)['title']) => fill(text, { day: startsAt })
      return {
        id: idOf(`maintenance/${declared.name}`),
        title: words(declared.title),
        body: words(declared.body),
        notAffected: declared.notAffected.map(words),
        delayed: declared.delayed.map(words),
        mayFail: declared.mayFail.map(words),
        componentIds: declared.components,
        startsAt,
        endsAt: startsAt + declared.for,
        // Nothing can have been announced later than now.
        announcedAt: Math.min(startsAt - declared.announcedBefore, now),
        sequence: 0,
        updates: [],
      }
    }),
    announcements: past.announcements.map((declared) => planAnnouncement(declared, { zone, now, fill })),
  }
}

function planAnnouncement(
  declared: PastFile['announcements'][number],
  { zone, now, fill }: { readonly zone: string; readonly now: number; readonly fill: FillDates },
): Announcement {
  const { published, effective, expires, episode } = declared
  const publishedAt = instantOf(published, now, zone)
  const effectiveAt = effective === undefined ? publishedAt : instantOf(effective, now, zone)
  const expiry = expires === undefined ? {} : { expires: instantOf(expires, now, zone) }
  const dates = { day: publishedAt, effective: effectiveAt, ...expiry }
  return {
    id: idOf(`announcement/${declared.name}`),
    kind: declared.kind,
    title: fill(declared.title, dates),
    body: fill(declared.body, dates),
    helpTopics: declared.helpTopics ?? [],
    componentIds: declared.components ?? [],
    ...(episode !== undefined && { incidentId: incidentIdOf(episode) }),
    publishedAt,
    effectiveAt,
    ...(expiry.expires !== undefined && { expiresAt: expiry.expires }),
  }
}

/** The public id of an episode's incident. */
export function incidentIdOf(episode: string): string {
  return idOf(`incident/${episode}`)
}

/** Planned work as spells of what it was done on; what is still ahead of `now` is none yet. */
export function workSpells(maintenances: readonly Maintenance[], now: number): Spell[] {
  return maintenances
    .filter(({ startsAt }) => startsAt <= now)
    .flatMap(({ componentIds, startsAt, endsAt }) =>
      componentIds.map((componentId) => ({
        componentId,
        fromAt: startsAt,
        toAt: endsAt,
        state: 'maintenance' as const,
        reason: { code: 'maintenance_started' as const },
      })),
    )
}

function spellsOf(effect: Effect, startsAt: number): Spell[] {
  const { components, state, sign, share, after = 0, slower = USUAL_SLOWNESS } = effect
  const showed = { sign, share, slower }
  const fromAt = startsAt + after
  return components.map((componentId) => ({
    componentId,
    fromAt,
    toAt: fromAt + effect.for,
    state,
    reason: reasonFor(showed, state, SAMPLES),
    showed,
  }))
}
