import path from 'node:path'

import pino from 'pino'
import type { Test } from 'tap'

import type { Change } from '../../src/domain/change.ts'
import type { Component } from '../../src/domain/component.ts'
import type { Outcome } from '../../src/domain/outcome.ts'
import type { Probe } from '../../src/domain/probe.ts'
import type { Wallet } from '../../src/domain/wallet.ts'
import { smallWallet } from '../publish/small-wallet.ts'
import { loadTexts } from '../../src/lib/text.ts'
import { createObserver, type Observer } from '../../src/record/observe.ts'
import type { Publishing } from '../../src/record/publishing.ts'
import { changesBetween } from '../../src/store/changes.ts'
import { incidentsBetween, openIncidents, type StoredIncident } from '../../src/store/incidents/incidents.ts'
import type { Db, Store } from '../../src/store/open.ts'
import { sampleProbe } from '../support/sample-probe.ts'
import { openTestStore } from '../support/store.ts'

export const SECOND = 1_000
export const MINUTE = 60_000
export const HOUR = 3_600_000
/** 10:00 on 14 March 2026 in Shanghai. */
export const TEN = Date.parse('2026-03-14T10:00:00+08:00')

export const texts = loadTexts(path.resolve(import.meta.dirname, '../../templates/locales'))

export const PUBLISHING: Publishing = {
  policy: 'after',
  afterMs: 60 * SECOND,
  resolveAfterMs: 10 * MINUTE,
  reopenWithinMs: 30 * MINUTE,
  groupWithinMs: 2 * MINUTE,
}

/** A small wallet: bills and sms without money, paying, and a channel of five banks that all go through clearing. */
export const WALLET = walletOf([
  part('bills', '账单', 'Bills'),
  part('sms', '短信', 'Texts'),
  part('pay', '付款', 'Payment', { task: 'pay', money: true, alternatives: ['card'] }),
  part('card', '银行卡付款', 'Card payment', { money: true }),
  part('debit', '借记卡充值', 'Debit card top-up', {
    kind: 'channel',
    task: 'top_up',
    money: true,
    alternatives: ['agent'],
  }),
  ...['港湾', '枫叶', '江河', '高峰', '莲花'].map((name, index) =>
    part(`bank-${index + 1}`, `${name}银行`, `Bank ${index + 1}`, {
      kind: 'bank',
      parentId: 'debit',
      money: true,
      dependsOn: ['clearing'],
    }),
  ),
  part('agent', '现金网点充值', 'Cash agents', { kind: 'channel', task: 'top_up', money: true }),
  part('clearing', '清算网络', 'Clearing network', { onlyWhenImpaired: true }),
])

/** The two of them that long stories need. */
export const SMALL = walletOf(WALLET.components.filter(({ id }) => id === 'bills' || id === 'pay'))

function part(id: string, zh: string, en: string, more: Partial<Component> = {}): Component {
  return {
    id,
    groupId: 'all',
    name: { 'zh-CN': zh, en },
    purpose: { 'zh-CN': zh, en },
    kind: 'function',
    weight: 1,
    lifeline: false,
    money: false,
    dependsOn: [],
    onlyWhenImpaired: false,
    alternatives: [],
    ...more,
  }
}

export function walletOf(components: readonly Component[]): Wallet {
  return {
    page: {
      name: { 'zh-CN': '状态', en: 'Status' },
      walletName: { 'zh-CN': '钱包', en: 'Wallet' },
      imprint: [],
      zone: 'Asia/Shanghai',
      publicUrl: 'http://localhost:3000',
      demo: false,
    },
    groups: [{ id: 'all', name: { 'zh-CN': '全部', en: 'All' } }],
    components,
    contacts: [],
    upstreamShare: 0.6,
    retention: smallWallet.retention,
    emergencySteps: [],
    calendar: [],
    symptoms: [],
    topUp: { terms: [], notOffered: [], classes: [], bankNames: [] },
    official: { domains: [], apps: [], accounts: [], senders: [], mail: [], callers: [], scams: [] },
  }
}

/** One probe for every component but the channel with banks and clearing, looking every 30 s. */
export function probesOf(wallet: Wallet): Probe[] {
  const wholes = new Set(wallet.components.map(({ parentId }) => parentId))
  return wallet.components
    .filter(({ id }) => !wholes.has(id) && id !== 'clearing')
    .map(({ id }) => sampleProbe({ id, componentId: id }))
}

export interface Story {
  readonly db: Db
  readonly observer: Observer
  readonly warnings: object[]
  /** The present. */
  now(): number
  /** Lets every probe look every 30 s for so long, ticking in between; those named see this outcome, the others ok. */
  look(forMs: number, seen?: Readonly<Record<string, Outcome>>): Promise<void>
  /** Lets time pass without looks, ticking once at its end. */
  wait(ms: number): Promise<void>
  changes(componentId?: string): Promise<Change[]>
  /** The one incident there is, open or not, drafts and dropped ones included. */
  incidents(): Promise<StoredIncident[]>
  published(): Promise<StoredIncident[]>
}

interface StoryOptions {
  readonly store?: Store
  readonly wallet?: Wallet
  readonly probes?: readonly Probe[]
  readonly publishing?: Partial<Publishing>
  readonly from?: number
}

/** Begins at 10:00 with a fresh store, or goes on with the store of another story, as a restart does. */
export async function begin(t: Test, options: StoryOptions = {}): Promise<Story> {
  const { wallet = WALLET, probes = probesOf(wallet), from = TEN } = options
  const { db } = options.store ?? (await openTestStore(t))
  const warnings: object[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void warnings.push(JSON.parse(line)) })
  const publishing = { ...PUBLISHING, ...options.publishing }
  const observer = createObserver({ db, wallet, probes, publishing, texts, log })
  let now = from
  await observer.restore(now)
  const always = { fromAt: 0, toAt: Number.MAX_SAFE_INTEGER }
  return {
    db,
    observer,
    warnings,
    now: () => now,
    async look(forMs, seen = {}) {
      for (const end = now + forMs; now < end; now += 30 * SECOND) {
        const batch = probes.map(
          ({ id }) => ({ probeId: id, place: 'here', at: now, outcome: seen[id] ?? 'ok' }) as const,
        )
        await observer.observe(batch, now)
        await observer.tick(now + 10 * SECOND)
        await observer.tick(now + 20 * SECOND)
      }
    },
    async wait(ms) {
      now += ms
      await observer.tick(now)
    },
    changes: (componentId) =>
      changesBetween(db, { ...always, ...(componentId && { componentIds: [componentId] }) }),
    async incidents() {
      const dropped = await incidentsBetween(db, { ...always, publication: 'dropped' })
      const published = await incidentsBetween(db, { ...always, publication: 'published' })
      const open = (await openIncidents(db)).filter(({ publication }) => publication === 'draft')
      return [...published, ...open, ...dropped]
    },
    published: () => incidentsBetween(db, { ...always, publication: 'published' }),
  }
}

/** `operational 10:00:00` and so on: what a component went through, by the clock in Shanghai. */
export function pathOf(changes: readonly Change[]): string[] {
  return changes.map(({ to, at }) => `${to} ${clock(at)}`)
}

export function clock(at: number): string {
  return new Date(at + 8 * HOUR).toISOString().slice(11, 19)
}
