import pLimit from 'p-limit'

import type { Change } from '../domain/change.ts'
import type { Gap } from '../domain/gap.ts'
import type { Observation } from '../domain/observation.ts'
import type { Probe } from '../domain/probe.ts'
import type { Wallet } from '../domain/wallet.ts'
import type { Log } from '../lib/log.ts'
import type { Texts } from '../lib/text.ts'
import { StoreUnavailable } from '../store/errors.ts'
import { insertGap } from '../store/gaps.ts'
import { insertObservations } from '../store/observations/observations.ts'
import type { Db } from '../store/open.ts'
import { conclude } from './sight/conclude.ts'
import { followChanges } from './incidents/incidents.ts'
import { fade, fadeBefore, leaveWork, takeIn, type Looked } from './sight/look.ts'
import { warnOperators, type Concern } from './sight/operators-hear.ts'
import { compareWord, peoplesWord } from './sight/peoples-word.ts'
import { compareWork, workUnderWay } from './sight/planned-work.ts'
import { notePlannedWork } from './notices/note-maintenance.ts'
import type { Publishing } from './publishing.ts'
import { gapSince, lastSignOfLife, pulseIsDue, writePulse } from './sight/pulse.ts'
import { isWitnessed, recallAll } from './sight/recall.ts'
import type { Recorded } from './recorded.ts'
import { createSight, draftOf, takeOver, type Draft } from './sight/sight.ts'
import { createWalletMap } from './wallet-map.ts'
import { createWording } from './incidents/wording.ts'

/** Writes down what was seen and what it means. Calls wait for each other; each is one transaction, or none of it. */
export interface Observer {
  /** To be called once before anything else: recalls what was known, and records the time in which nobody looked. */
  restore(now: number): Promise<Recorded>
  /**
   * Stores a batch and all that follows from it. May be handed the same batch again when it has thrown. `left` is how
   * many observations wait behind it: as long as there are any, nothing is called stale for want of them.
   */
  observe(batch: readonly Observation[], now: number, left?: number): Promise<Recorded>
  /** What time alone brings about: data goes stale, planned work begins and ends, drafts are published. */
  tick(now: number): Promise<Recorded>
  /** Records a stretch in which we were blind; where the store is away, with the next thing that is recorded. */
  noteGap(gap: Gap): Promise<void>
}

export interface ObserverDeps {
  readonly db: Db
  readonly wallet: Wallet
  readonly probes: readonly Probe[]
  readonly publishing: Publishing
  readonly texts: Texts
  readonly log: Pick<Log, 'warn'>
}

/**
 * Looks that wait keep what they saw from fading for no longer than this while the store takes everything else: then
 * it is not the store that is in their way.
 */
const LONGEST_HOLD_MS = 60_000

const NOTHING: Recorded = { changes: [], recheck: [], published: false }

interface Following {
  readonly changes: readonly Change[]
  readonly now: number
  /** How long the trouble has lasted already, as its looks tell: a draft waits for so much less. */
  readonly waitedMs?: number
}

export function createObserver(deps: ObserverDeps): Observer {
  const { db, wallet, probes, publishing, texts, log } = deps
  const { zone } = wallet.page
  const map = createWalletMap(wallet, probes)
  const componentIds = wallet.components.map(({ id }) => id)
  const desk = { map, publishing, wording: createWording(texts, map, zone) }
  const sight = createSight()
  const inTurn = pLimit(1)
  let pulseAt: number | undefined
  let awakeAt: number | undefined
  /** Found, but not stored yet. */
  let owed: readonly Gap[] = []
  /** Whether looks are waiting to be stored: then what is stored does not tell how fresh our knowledge is. */
  let behind = false
  /** The first of the ticks on end that the store took while looks went on waiting. */
  let heldSinceAt: number | undefined

  /** Runs work in a transaction, gaps we owe first; what it judged counts only when that has succeeded. */
  const record = (work: (tx: Db, draft: Draft) => Promise<Recorded>): Promise<Recorded> =>
    inTurn(async () => {
      const draft = draftOf(sight)
      const paid = owed
      const recorded = await db.transaction().execute(async (tx) => {
        for (const gap of paid) await insertGap(tx, gap)
        return work(tx, draft)
      })
      owed = owed.filter((gap) => !paid.includes(gap))
      takeOver(sight, draft)
      return recorded
    })

  const follow = (tx: Db, draft: Draft, { changes, now, waitedMs = 0 }: Following) =>
    followChanges(tx, changes, {
      ...desk,
      publishing: { ...publishing, afterMs: Math.max(0, publishing.afterMs - waitedMs) },
      now,
      known: (id) => draft.states.get(id),
    })

  const pulse = async (tx: Db, now: number) => {
    if (pulseIsDue(pulseAt, now)) await writePulse(tx, now)
  }
  const afterPulse = (now: number) => {
    if (pulseIsDue(pulseAt, now)) pulseAt = now
  }

  /** What time alone has brought about since we were last awake. */
  const lookAround = async (now: number, also: readonly string[] = []): Promise<Recorded> => {
    const gap = gapSince(awakeAt, now)
    if (gap !== undefined) owed = [...owed, gap]
    // Awake means trying, whether or not the store takes it: a locked database does not stop the looking.
    awakeAt = now
    const heldFromAt = behind ? (heldSinceAt ?? now) : undefined
    const holds = heldFromAt !== undefined && Math.abs(now - heldFromAt) <= LONGEST_HOLD_MS
    // Counted anew where the store does not take this either.
    heldSinceAt = undefined
    const recorded = await record(async (tx, draft) => {
      const stopped = owed.some(({ cause }) => cause === 'monitor_stopped')
      draft.work = await workUnderWay(tx, map, now)
      const { began, ended } = compareWork(sight.work, draft.work, now)
      leaveWork(map, draft, ended.keys())
      draft.said = await peoplesWord(tx, map)
      const { spoken, unsaid } = await compareWord(tx, { before: sight.said, after: draft.said }, now)
      const faded = holds ? [] : fade(draft, sight.places, { map, now })
      const concerned = [...also, ...faded, ...began, ...ended.keys(), ...spoken, ...unsaid.keys()]
      const touched = { componentIds: concerned, workEnded: ended, unsaid, now, stopped }
      const { changes, reworded } = await conclude(tx, { map, draft }, touched)
      const seen = await follow(tx, draft, { changes, now })
      await notePlannedWork(tx, now)
      await pulse(tx, now)
      return { changes, recheck: [], published: seen || reworded || changes.length > 0 }
    })
    heldSinceAt = heldFromAt
    afterPulse(now)
    return recorded
  }

  return {
    async restore(now) {
      await recallAll(db, sight, map, now)
      awakeAt = await lastSignOfLife(db)
      return lookAround(
        now,
        componentIds.filter((id) => isWitnessed(sight, map, id)),
      )
    },
    async observe(batch, now, left = 0) {
      let concerns: readonly Concern[] = []
      behind = true
      const recorded = await record(async (tx, draft) => {
        await insertObservations(tx, batch)
        const stopped = gapSince(awakeAt, now) !== undefined
        const faded = fadeBefore(map, draft, batch)
        const dark = await conclude(tx, { map, draft }, { componentIds: faded, now, stopped })
        const looked: Looked = { recheck: new Set(), concerns: [] }
        let seen = dark.reworded
        let { changes } = dark
        let unfollowed = changes
        for (const { touched, overAt } of takeIn(map, draft, { batch, looked })) {
          const lit = await conclude(tx, { map, draft }, { componentIds: touched, now })
          changes = [...changes, ...lit.changes]
          unfollowed = [...unfollowed, ...lit.changes]
          seen ||= lit.reworded
          if (overAt === undefined || unfollowed.length === 0) continue
          // An incident has to begin before the look that ends it is taken in; afterwards there is nothing to begin.
          const waitedMs = overAt - Math.min(...unfollowed.map(({ at }) => at))
          if (await follow(tx, draft, { changes: unfollowed, now, waitedMs })) seen = true
          unfollowed = []
        }
        if (unfollowed.length > 0 && (await follow(tx, draft, { changes: unfollowed, now }))) seen = true
        concerns = looked.concerns
        await pulse(tx, now)
        return { changes, recheck: [...looked.recheck], published: seen || changes.length > 0 }
      })
      behind = left > 0
      heldSinceAt = undefined
      warnOperators(log, concerns)
      afterPulse(now)
      return recorded
    },
    tick: lookAround,
    async noteGap(gap) {
      owed = [...owed, gap]
      try {
        await record(() => Promise.resolve(NOTHING))
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error
      }
    },
  }
}
