import type { State } from '../../domain/state.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { isExplained } from '../../judge/explained-reports.ts'
import type { ReportEpisode } from '../../store/reports/episodes.ts'
import type { PublicIncident, PublicReports } from './snapshot.ts'

const MINUTE_MS = 60_000

/** Field by field, to the minute: neither counts nor drafts. What a person has judged, or the page explains itself, is left out. */
export function publicReports(
  episodes: readonly ReportEpisode[],
  present: {
    readonly wallet: Pick<Wallet, 'components' | 'reports'>
    readonly stateOf: (componentId: string) => State
    readonly incidents: readonly PublicIncident[]
  },
): PublicReports[] {
  const { wallet, ...trouble } = present
  if (wallet.reports === undefined) return []
  const { components } = wallet
  const known = new Set(components.map(({ id }) => id))
  return episodes
    .filter(({ componentId, closedLevel }) => closedLevel === undefined && known.has(componentId))
    .filter(({ componentId }) => !isExplained(componentId, { components, ...trouble }))
    .map(({ componentId, sinceAt }) => ({ componentId, sinceAt: sinceAt - (sinceAt % MINUTE_MS) }))
}
