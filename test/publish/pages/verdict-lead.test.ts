import t from 'tap'

import type { Phase } from '../../../src/domain/incident.ts'
import type { Snapshot } from '../../../src/publish/snapshot/snapshot.ts'
import { render, textOf } from '../../support/render.ts'
import { sampleIncident } from '../../support/sample-news.ts'
import { SAMPLE_NOW, sampleSnapshot } from '../../support/sample-snapshot.ts'

const MINUTE = 60_000

function calmAfter(phase: Phase, money: boolean): Snapshot {
  const incident = { ...sampleIncident(SAMPLE_NOW), phase, money, monitoringAt: SAMPLE_NOW - 6 * MINUTE }
  return { ...sampleSnapshot('calm'), incidents: [incident] }
}

void t.test('a green page over money that is being matched says so, calmly', async (t) => {
  for (const phase of ['monitoring', 'reconciling'] as const) {
    const page = await render('home', { snapshot: calmAfter(phase, true) })
    t.match(textOf(page), '付款、充值、转账都能用。今天 20:05–20:25 的款项还在核对。')
    t.match(page.body, '>还在核对</h2>')
    t.match(page.body, '>已恢复的故障：付款、充值和转账用不了</a>')
    t.notMatch(page.body, '正在发生')
  }
  const english = await render('home', { snapshot: calmAfter('reconciling', true), locale: 'en' })
  t.match(textOf(english), 'all work. Still being matched: payments made today, 20:05–20:25.')
  t.match(english.body, '>Still being matched</h2>')
})

void t.test('without money it is being watched', async (t) => {
  const page = await render('home', { snapshot: calmAfter('monitoring', false) })
  t.match(page.body, '>还在观察</h2>')
  t.match(textOf(page), '都能用。刚恢复，我们还在观察。')
})

void t.test('a few banks are the banks’ trouble, and most of a channel’s together are ours', async (t) => {
  const failing = (...banks: readonly string[]): Snapshot => {
    const snapshot = sampleSnapshot('calm')
    const broken = (id: string) => (banks.includes(id) ? ('major_outage' as const) : ('operational' as const))
    const groups = snapshot.groups.map((group) => ({
      ...group,
      components: group.components.map((one) => ({
        ...one,
        state: one.parts.some(({ id }) => banks.includes(id)) ? ('partial_outage' as const) : one.state,
        parts: one.parts.map((part) => ({ ...part, state: broken(part.id) })),
      })),
    }))
    const verdict = { level: 'some_trouble', state: 'partial_outage', componentIds: banks } as const
    return { ...snapshot, groups, verdict }
  }
  const [card] = sampleSnapshot('calm').groups.flatMap(({ components }) =>
    components.filter(({ id }) => id === 'debit-card'),
  )
  const banks = card!.parts.map(({ id }) => id)
  t.match(textOf(await render('home', { snapshot: failing(banks[0]!) })), '是银行通道的问题')
  t.match(textOf(await render('home', { snapshot: failing(...banks) })), '是我们的问题')
})

void t.test('what still goes on is headed so', async (t) => {
  const page = await render('home', { snapshot: 'walletDown' })
  t.match(page.body, '>正在发生</h2>')
  t.notMatch(textOf(page), '已恢复的故障：')
})

void t.test('the rest is said to work only while most of it does', async (t) => {
  const others = '其他功能可以用。'
  const bankDown = sampleSnapshot('bankDown')
  t.match(textOf(await render('home', { snapshot: bankDown })), others)
  const named = ['debit-card', 'otp', 'bills', 'withdraw']
  const many = { ...bankDown, verdict: { ...bankDown.verdict, componentIds: named } }
  t.notMatch(textOf(await render('home', { snapshot: many })), others)
  const unseen = bankDown.groups.map((group, index) => ({
    ...group,
    components: group.components.map((one) =>
      index % 2 === 0 ? { ...one, state: 'unknown' as const } : one,
    ),
  }))
  t.notMatch(textOf(await render('home', { snapshot: { ...bankDown, groups: unseen } })), others)
})

void t.test('the card of a money incident says not to pay again', async (t) => {
  t.match(textOf(await render('home', { snapshot: 'walletDown' })), '不要再付一次。')
  const english = textOf(await render('home', { snapshot: 'walletDown', locale: 'en' }))
  t.match(english, 'Do not pay again.')
})
