import { createHash } from 'node:crypto'

import type { Phase } from '../../domain/incident.ts'
import type { State } from '../../domain/state.ts'
import type { PageVerdict } from '../snapshot/snapshot.ts'

/**
 * A 12-character id made from one of ours and always the same: Statuspage clients tell an id from a name by its
 * shape. `kind` keeps a group apart from a component of the same word.
 */
export function statuspageId(kind: string, id: string): string {
  const digest = createHash('sha256').update(`${kind}:${id}`).digest('hex').slice(0, 24)
  return BigInt(`0x${digest}`).toString(36).padStart(12, '0').slice(-12)
}

/** ISO 8601 with milliseconds and `Z`: clients compare these as strings. */
export function statuspageTime(at: number): string {
  return new Date(at).toISOString()
}

/**
 * That interface has no word for "nobody has looked". Of its five, degraded is the only one that is neither a false
 * all-clear nor a false alarm of the first rank.
 */
export const COMPONENT_STATUS: Readonly<Record<State, string>> = {
  operational: 'operational',
  degraded: 'degraded_performance',
  partial_outage: 'partial_outage',
  major_outage: 'major_outage',
  maintenance: 'under_maintenance',
  unknown: 'degraded_performance',
}

/** It has no reconciling either; to its clients the service is back and being watched. */
export const INCIDENT_STATUS: Readonly<Record<Phase, string>> = {
  investigating: 'investigating',
  identified: 'identified',
  monitoring: 'monitoring',
  reconciling: 'monitoring',
  resolved: 'resolved',
  postmortem: 'postmortem',
}

export interface OverallStatus {
  readonly indicator: string
  readonly description: string
}

/** Descriptions are that interface's own and English in every language: clients match on them. */
export function overallStatus({ level, state }: PageVerdict): OverallStatus {
  const grave = level === 'some_trouble' && state !== 'degraded'
  return grave ? { indicator: 'major', description: 'Partial System Outage' } : OVERALL[level]
}

const OVERALL: Readonly<Record<PageVerdict['level'], OverallStatus>> = {
  all_clear: { indicator: 'none', description: 'All Systems Operational' },
  some_trouble: { indicator: 'minor', description: 'Partially Degraded Service' },
  wallet_down: { indicator: 'critical', description: 'Major Service Outage' },
  maintenance: { indicator: 'maintenance', description: 'Service Under Maintenance' },
  blind: { indicator: 'minor', description: 'Status Unknown' },
}
