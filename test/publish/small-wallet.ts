import type { Component } from '../../src/domain/component.ts'
import type { LocalText } from '../../src/domain/locale.ts'
import type { Wallet } from '../../src/domain/wallet.ts'

export const ZONE = 'Asia/Shanghai'
/** 2026-03-14 12:00 in Shanghai. */
export const NOON = Date.UTC(2026, 2, 14, 4)
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export function both(text: string): LocalText {
  return { 'zh-CN': `${text}（中）`, en: text }
}

export function component(id: string, fields: Partial<Component> = {}): Component {
  return {
    id,
    groupId: 'top-up',
    name: both(id),
    purpose: both(`What ${id} is for`),
    kind: 'function',
    weight: 1,
    lifeline: false,
    money: false,
    dependsOn: [],
    onlyWhenImpaired: false,
    alternatives: [],
    ...fields,
  }
}

/** Paying, two ways to top up, one of them with two banks. */
export const smallWallet: Wallet = {
  page: {
    name: both('Status'),
    walletName: both('Wallet'),
    imprint: [],
    zone: ZONE,
    publicUrl: 'https://status.example',
    demo: false,
  },
  groups: [
    { id: 'pay', name: both('Pay') },
    { id: 'top-up', name: both('Top-up') },
  ],
  components: [
    component('payment', { groupId: 'pay', task: 'pay', lifeline: true }),
    component('debit-card', { kind: 'channel', task: 'top_up', alternatives: ['transfer-in', 'payment'] }),
    component('debit-card-harbour', { kind: 'bank', parentId: 'debit-card' }),
    component('debit-card-maple', { kind: 'bank', parentId: 'debit-card' }),
    component('transfer-in', { kind: 'channel', task: 'top_up', alternatives: ['debit-card'] }),
  ],
  contacts: [],
  upstreamShare: 0.6,
  retention: {
    rawMs: 14 * 86_400_000,
    explanationsMs: 90 * 86_400_000,
    lossesMs: 180 * 86_400_000,
    deliveriesMs: 30 * 86_400_000,
    callsMs: 90 * 86_400_000,
    reportsMs: 70 * 86_400_000,
  },
  emergencySteps: [],
  calendar: [],
  symptoms: [],
  topUp: { terms: [], notOffered: [], classes: [], bankNames: [] },
  official: { domains: [], apps: [], accounts: [], senders: [], mail: [], callers: [], scams: [] },
}
