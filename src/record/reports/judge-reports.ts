import { isReportable, type ReportRules } from '../../domain/report.ts'
import type { State } from '../../domain/state.ts'
import { isExplained } from '../../judge/explained-reports.ts'
import { calmBelow, turnOfReports, type ReportStanding } from '../../judge/report-level.ts'
import { weighReporters } from '../../judge/reporters.ts'
import { openIncidents, type StoredIncident } from '../../store/incidents/incidents.ts'
import type { Db } from '../../store/open.ts'
import { openEpisodes, type ReportEpisode } from '../../store/reports/episodes.ts'
import { componentStates, type ComponentState } from '../../store/states.ts'
import type { WalletMap } from '../wallet-map.ts'
import type { Book } from './book.ts'
import type { Episodes } from './episodes.ts'
import type { Habits } from './habits.ts'

interface ReportJudgeDeps {
  readonly map: WalletMap
  readonly rules: ReportRules
  readonly habits: Habits
  readonly episodes: Episodes
}

/**
 * Compares what is reported now with what is usual, and begins and ends what that brings about. Part of a transaction;
 * answers whether the public sees any of it. What it keeps in mind between two calls a restart may lose.
 */
type JudgeReports = (tx: Db, book: Book | undefined, now: number) => Promise<boolean>

interface Present {
  readonly book: Book | undefined
  readonly states: ReadonlyMap<string, ComponentState>
  /** On the page and not resolved. */
  readonly incidents: readonly StoredIncident[]
  readonly now: number
}

export function createReportJudge({ map, rules, habits, episodes }: ReportJudgeDeps): JudgeReports {
  /** Until when the page itself said why people report: what they reported before that is known. */
  const explainedUntil = new Map<string, number>()
  const calmSince = new Map<string, number>()

  const levelOf = (componentId: string, { book, now }: Present, afterAt = 0) =>
    weighReporters(book?.reporters(componentId, Math.max(afterAt, now - rules.windowMs), now) ?? [])

  /** What is reported of a component, without what was reported before it was seen to be back. */
  const freshLevelOf = (componentId: string, present: Present) => {
    const state = present.states.get(componentId)
    const backAt = state?.state === 'operational' ? state.sinceAt : 0
    return levelOf(componentId, present, Math.max(backAt, explainedUntil.get(componentId) ?? 0))
  }

  const calmFrom = (componentId: string, isCalm: boolean, now: number): number | undefined => {
    const before = calmSince.get(componentId)
    if (!isCalm) calmSince.delete(componentId)
    // A clock that was set back begins it anew.
    else if (before === undefined || before > now) calmSince.set(componentId, now)
    return calmSince.get(componentId)
  }

  const judge = async (tx: Db, componentId: string, present: Present, known: ReportEpisode | undefined) => {
    const { states, incidents, now } = present
    const stateOf = (id: string): State => states.get(id)?.state ?? 'unknown'
    const explained = isExplained(componentId, { components: map.components, stateOf, incidents })
    if (explained) explainedUntil.set(componentId, now)
    const level = known === undefined ? freshLevelOf(componentId, present) : levelOf(componentId, present)
    const episode = known && (await episodes.asJudged(tx, known, level))
    if (explained && episode !== undefined) await episodes.explained(tx, episode, now)
    // Outages make no habits.
    if (!explained) await habits.note(tx, componentId, { level, now })

    const usual = await habits.usual(tx, componentId, now)
    const calmSinceAt = calmFrom(componentId, level < calmBelow(usual, rules), now)
    const turn = turnOfReports(standingOf(episode), {
      level,
      usual,
      rules,
      now,
      ...(calmSinceAt !== undefined && { calmSinceAt }),
    })
    if (turn === undefined || (turn === 'rise' && explained)) return episode !== known
    await episodes.turn(tx, turn, { componentId, episode, level, usual: usual.level, now })
    return true
  }

  return async (tx, book, now) => {
    const open = await openEpisodes(tx)
    const heard = book?.componentsSince(now - rules.windowMs) ?? []
    const componentIds = new Set([...heard, ...open.map(({ componentId }) => componentId)])
    if (componentIds.size === 0) return false
    const incidents = (await openIncidents(tx)).filter(({ publication }) => publication === 'published')
    const present = { book, states: await componentStates(tx), incidents, now }
    let seen = false
    for (const componentId of componentIds) {
      const component = map.component(componentId)
      if (component === undefined || !isReportable(component)) continue
      const episode = open.find((one) => one.componentId === componentId)
      if (await judge(tx, componentId, present, episode)) seen = true
    }
    return seen
  }
}

function standingOf(episode: ReportEpisode | undefined): ReportStanding {
  if (episode === undefined) return { kind: 'usual' }
  const { closedLevel } = episode
  return closedLevel === undefined ? { kind: 'more' } : { kind: 'closed', level: closedLevel }
}
