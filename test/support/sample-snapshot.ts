import type { State } from '../../src/domain/state.ts'
import type { Component } from '../../src/domain/component.ts'
import type { Wallet } from '../../src/domain/wallet.ts'
import { noTime } from '../../src/judge/uptime.ts'
import type {
  PublicComponent,
  PublicDay,
  PublicReason,
  PublicTask,
  Snapshot,
} from '../../src/publish/snapshot/snapshot.ts'
import { sampleAnnouncements, sampleIncident, sampleMaintenance } from './sample-news.ts'
import { sampleWallet } from './sample-wallet.ts'

/** Saturday, 14 March 2026, 20:31:17 in Shanghai. */
export const SAMPLE_NOW = Date.parse('2026-03-14T12:31:17Z')

const MINUTE = 60_000
const DAY = 86_400_000
const TODAY_AT = Date.parse('2026-03-13T16:00:00Z')

export const SAMPLES = ['calm', 'bankDown', 'walletDown', 'blind', 'maintenance'] as const
export type SampleName = (typeof SAMPLES)[number]

/** A snapshot of the sample wallet on a good, a bad and a blind day. */
export function sampleSnapshot(name: SampleName, wallet: Wallet = sampleWallet()): Snapshot {
  const states = STATES_OF[name]
  const component = (one: Component): PublicComponent => {
    const state = name === 'blind' ? 'unknown' : (states[one.id] ?? 'operational')
    const parts = wallet.components.filter(({ parentId }) => parentId === one.id)
    return publicOne(one, state, parts.map(component))
  }
  const groups = wallet.groups.map((group) => ({
    ...group,
    components: wallet.components
      .filter(({ groupId, parentId }) => groupId === group.id && parentId === undefined)
      .map(component),
  }))
  return {
    builtAt: SAMPLE_NOW,
    ...(name !== 'blind' && { dataAt: SAMPLE_NOW - 12_000 }),
    verdict: VERDICTS[name],
    tasks: TASK_COMPONENTS.map(([task, id]) => ({
      task,
      componentId: id,
      state: name === 'blind' ? 'unknown' : (states[id] ?? 'operational'),
    })),
    groups,
    incidents: name === 'walletDown' ? [sampleIncident(SAMPLE_NOW)] : [],
    maintenances:
      name === 'maintenance' || name === 'calm'
        ? [sampleMaintenance(SAMPLE_NOW, name === 'maintenance')]
        : [],
    moreReports: [],
    announcements: sampleAnnouncements(SAMPLE_NOW),
  }
}

const TASK_COMPONENTS: readonly (readonly [PublicTask['task'], string])[] = [
  ['pay', 'payment-code'],
  ['top_up', 'debit-card'],
  ['transfer', 'transfer-out'],
  ['withdraw', 'withdraw'],
  ['sign_in', 'sign-in'],
  ['call', 'hotline'],
]

const STATES_OF: Readonly<Record<SampleName, Readonly<Record<string, State>>>> = {
  calm: {},
  bankDown: { 'debit-card': 'partial_outage', 'debit-card-harbour': 'major_outage', otp: 'degraded' },
  walletDown: {
    'payment-code': 'major_outage',
    checkout: 'major_outage',
    'pay-balance': 'major_outage',
    'debit-card': 'major_outage',
    'debit-card-harbour': 'major_outage',
    'debit-card-maple': 'major_outage',
    'transfer-out': 'major_outage',
    withdraw: 'major_outage',
    'sign-in': 'degraded',
    balance: 'partial_outage',
    hotline: 'degraded',
    clearing: 'major_outage',
  },
  blind: {},
  maintenance: { withdraw: 'maintenance' },
}

const VERDICTS: Readonly<Record<SampleName, Snapshot['verdict']>> = {
  calm: { level: 'all_clear', state: 'operational', componentIds: [] },
  bankDown: { level: 'some_trouble', state: 'partial_outage', componentIds: ['debit-card', 'otp'] },
  walletDown: {
    level: 'wallet_down',
    state: 'major_outage',
    componentIds: ['payment-code', 'checkout', 'pay-balance', 'debit-card', 'transfer-out', 'withdraw'],
  },
  blind: { level: 'blind', state: 'unknown', componentIds: [] },
  maintenance: { level: 'maintenance', state: 'maintenance', componentIds: ['withdraw'] },
}

const REASONS: Readonly<Partial<Record<State, PublicReason>>> = {
  degraded: { code: 'consecutive_slow', sample: { consecutive: 4 } },
  partial_outage: { code: 'part_impaired', componentId: 'debit-card-harbour' },
  major_outage: { code: 'consecutive_failures', sample: { consecutive: 6 } },
  maintenance: { code: 'maintenance_started' },
  unknown: { code: 'stale' },
}

function publicOne(one: Component, state: State, parts: readonly PublicComponent[]): PublicComponent {
  const days = sampleDays(one.id, state)
  const down = days.reduce((sum, { ms }) => sum + ms.major_outage + ms.partial_outage, 0)
  const unseen = days.reduce((sum, { ms }) => sum + ms.unknown, 0)
  const reason = REASONS[state]
  return {
    id: one.id,
    name: one.name,
    purpose: one.purpose,
    kind: one.kind,
    lifeline: one.lifeline,
    money: one.money,
    onlyWhenImpaired: one.onlyWhenImpaired,
    state,
    sinceAt: state === 'operational' ? SAMPLE_NOW - 9 * DAY : SAMPLE_NOW - 26 * MINUTE,
    ...(reason && { reason }),
    parts,
    alternatives: one.alternatives,
    days,
    uptime: {
      ratio: 1 - down / (90 * DAY - unseen),
      coverage: 1 - unseen / (90 * DAY),
      downMs: down,
      degradedMs: days.reduce((sum, { ms }) => sum + ms.degraded, 0),
    },
  }
}

/** Ninety days with a believable handful of bad ones; the same for the same component. */
function sampleDays(id: string, today: State): PublicDay[] {
  const seed = Buffer.from(id).reduce((sum, byte) => (sum * 31 + byte) % 9973, 7)
  return Array.from({ length: 90 }, (_, index) => {
    const at = TODAY_AT - (89 - index) * DAY
    if (index === 89) return day(at, today, today === 'operational' ? 0 : 26 * MINUTE)
    const dice = (seed * (index + 3) * 7919) % 1009
    if (index < seed % 9) return day(at, 'unknown', DAY)
    if (dice < 12) return day(at, 'degraded', (4 + dice) * 3 * MINUTE)
    if (dice < 18) return day(at, 'partial_outage', 47 * MINUTE)
    if (dice < 23) return day(at, 'major_outage', (dice - 15) * 21 * MINUTE)
    return dice < 27 ? day(at, 'maintenance', 120 * MINUTE) : day(at, 'operational', 0)
  })
}

function day(at: number, worst: State, lostMs: number): PublicDay {
  return {
    at,
    worst,
    ms: { ...noTime(), [worst]: lostMs, ...(worst !== 'unknown' && { operational: DAY - lostMs }) },
  }
}
