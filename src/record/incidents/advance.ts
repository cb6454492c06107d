import type { Phase } from '../../domain/incident.ts'
import { hasOperatorsWords } from '../../domain/who-leads.ts'
import type { StoredIncident } from '../../store/incidents/incidents.ts'
import type { Db } from '../../store/open.ts'
import { factsOf, type Facts } from './facts.ts'
import { isGathering } from './gathering.ts'
import { stateNow, type DeskNow } from './incident-desk.ts'
import { nextStep, type Step } from './lifecycle.ts'
import { unseenMs } from './unseen.ts'
import type { Occasion, Stage } from './wording.ts'
import { postUpdate, writeIncident } from './write-incident.ts'

/** While a machine leads, readers hear something at least this often. */
export const UPDATE_EVERY_MS = 30 * 60_000

/** Matching money is people's work and takes hours; saying so every half hour helps nobody. */
const RECONCILING_UPDATE_EVERY_MS = 4 * 3_600_000

/** The end of watching is promised a little late, so that a tick can keep it. */
const WATCH_SLACK_MS = 60_000

/** Takes every step that is due in an incident; answers whether the public sees any of it. */
export async function advance(db: Db, incident: StoredIncident, desk: DeskNow): Promise<boolean> {
  let current = incident
  let seen = false
  const { publishing, now } = desk
  const stateOf = (id: string) => stateNow(desk, id)
  const present = { stateOf, backAt: backSince(desk, incident), publishing, now }
  for (let step = nextStep(current, present); step !== undefined; step = nextStep(current, present)) {
    seen ||= step !== 'drop' && step !== 'forget'
    current = await take(db, current, { ...desk, step })
  }
  return seen
}

/** An automatic incident's facts at this moment. */
function factsNow(desk: DeskNow, incident: StoredIncident): Facts {
  return factsOf(desk.map, incident, (id) => stateNow(desk, id) ?? 'unknown')
}

/** The incident with the words that go with its stage; what operators have written is left as it is. */
export function reword(
  desk: DeskNow,
  incident: StoredIncident,
  { stage, nextUpdateAt }: { readonly stage: Stage; readonly nextUpdateAt: number | undefined },
): StoredIncident {
  if (hasOperatorsWords(incident)) {
    const { nextUpdateAt: _, ...answers } = incident.answers
    return stage === 'over' ? { ...incident, answers } : incident
  }
  const facts = factsNow(desk, incident)
  const answers = desk.wording.answers(facts, { stage, nextUpdateAt })
  return { ...incident, title: desk.wording.title(facts), answers }
}

async function take(
  db: Db,
  before: StoredIncident,
  desk: DeskNow & { readonly step: Step },
): Promise<StoredIncident> {
  const { step, now, publishing } = desk
  const { publishAt: _, ...rest } = before
  switch (step) {
    case 'drop':
    case 'forget':
      return write(db, before, { ...rest, publication: 'dropped', resolvedAt: now })
    case 'publish': {
      const nextAt = now + UPDATE_EVERY_MS
      const published = { ...rest, publication: 'published', publishedAt: now } as const
      const worded = reword(desk, published, { stage: 'trouble', nextUpdateAt: nextAt })
      const occasion = before.origin === 'reports' ? 'reported' : 'opened'
      return tell(db, await write(db, before, worded), { desk, occasion: { kind: occasion, nextAt } })
    }
    case 'monitor': {
      const untilAt = now + publishing.resolveAfterMs
      const watched = { ...before, phase: 'monitoring', monitoringAt: now } as const
      const nextUpdateAt = untilAt + WATCH_SLACK_MS
      const worded = reword(desk, watched, { stage: 'back', nextUpdateAt })
      const backAt = backSince(desk, before)
      return tell(db, await write(db, before, worded), {
        desk,
        occasion: { kind: 'monitoring', backAt, untilAt },
      })
    }
    case 'reconcile':
    case 'resolve': {
      const ends = step === 'resolve'
      const ended = {
        ...before,
        phase: ends ? 'resolved' : 'reconciling',
        ...(ends && { resolvedAt: now }),
      } as const
      const nextUpdateAt = ends ? undefined : now + RECONCILING_UPDATE_EVERY_MS
      const worded = reword(desk, ended, { stage: ends ? 'over' : 'matching', nextUpdateAt })
      const backAt = backSince(desk, before)
      const occasion: Occasion = ends
        ? { kind: 'resolved', backAt, unseenMs: await unseenMs(db, before, backAt) }
        : { kind: 'reconciling', backAt }
      return tell(db, await write(db, before, worded), { desk, occasion })
    }
    case 'remind':
      return remind(db, before, desk)
    default:
      return step satisfies never
  }
}

function stageOf(phase: Phase): Stage {
  if (phase === 'reconciling') return 'matching'
  return phase === 'monitoring' ? 'back' : 'trouble'
}

async function remind(db: Db, before: StoredIncident, desk: DeskNow): Promise<StoredIncident> {
  const { now } = desk
  const { phase } = before
  const everyMs = phase === 'reconciling' ? RECONCILING_UPDATE_EVERY_MS : UPDATE_EVERY_MS
  const nextAt = now + everyMs
  const stage = stageOf(phase)
  const reminded = await write(db, before, reword(desk, before, { stage, nextUpdateAt: nextAt }))
  return tell(db, reminded, {
    desk,
    occasion:
      stage === 'trouble' && isGathering(before)
        ? { kind: 'worse', nextAt }
        : reminderFor(phase, { nextAt, backAt: backSince(desk, before) }),
  })
}

function reminderFor(phase: Phase, { nextAt, backAt }: { nextAt: number; backAt: number }): Occasion {
  if (phase === 'reconciling') return { kind: 'reconciling_still', backAt }
  return phase === 'monitoring' ? { kind: 'watching_still' } : { kind: 'still', nextAt }
}

async function write(db: Db, before: StoredIncident, incident: StoredIncident): Promise<StoredIncident> {
  await writeIncident(db, incident, before)
  return incident
}

/** Posts what an occasion has to say, in the phase the incident is in. */
export async function tell(
  db: Db,
  incident: StoredIncident,
  { desk, occasion }: { readonly desk: DeskNow; readonly occasion: Occasion },
): Promise<StoredIncident> {
  const body = desk.wording.body(occasion, factsNow(desk, incident), desk.now)
  const author = incident.origin === 'reports' ? 'operator' : 'probe'
  return postUpdate(db, incident, { body, phase: incident.phase, at: desk.now, author })
}

/** Since when everything in it has been well. */
function backSince({ known, now }: DeskNow, { components, startedAt }: StoredIncident): number {
  const times = components.flatMap(({ componentId }) => known(componentId)?.sinceAt ?? [])
  return Math.min(now, Math.max(startedAt, ...times))
}
