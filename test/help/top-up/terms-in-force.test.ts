import t from 'tap'

import type { TopUpTerms } from '../../../src/domain/top-up.ts'
import { classRuleOn, termsInForce } from '../../../src/help/top-up/terms-in-force.ts'

const row = (changes: Partial<TopUpTerms>): TopUpTerms => ({
  channelId: 'card',
  offered: true,
  limits: {},
  validFrom: '2026-01-01',
  source: { en: 'terms' },
  checkedOn: '2026-01-01',
  ...changes,
})

void t.test('of rows for the same, the newest that has come holds', async (t) => {
  const rows = [
    row({ limits: { perDay: 2 }, validFrom: '2026-06-01' }),
    row({ limits: { perDay: 1 } }),
    row({ limits: { perDay: 3 }, validFrom: '2027-01-01' }),
  ]
  const on = (day: string) => termsInForce(rows, { channelId: 'card' }, day)?.limits.perDay
  t.equal(on('2025-12-31'), undefined)
  t.equal(on('2026-05-31'), 1)
  t.equal(on('2026-06-01'), 2)
  t.equal(on('2026-12-31'), 2)
  t.equal(on('2027-01-01'), 3)
})

void t.test('a row ends with its last day, and an older one holds again', async (t) => {
  const rows = [
    row({ limits: { perDay: 1 } }),
    row({ limits: { perDay: 9 }, validFrom: '2026-02-14', validUntil: '2026-02-23' }),
  ]
  const on = (day: string) => termsInForce(rows, { channelId: 'card' }, day)?.limits.perDay
  t.equal(on('2026-02-23'), 9)
  t.equal(on('2026-02-24'), 1)
})

void t.test('a bank and a class say only what differs, and the bank counts as narrower', async (t) => {
  const rows = [
    row({ bankId: 'lotus', limits: { perDay: 10 } }),
    row({ accountClass: 1, limits: { perDay: 5, lifetime: 5 } }),
    row({ limits: { min: 1, perDay: 20 }, refundWithin: 3 }),
  ]
  const of = (asked: object) => termsInForce(rows, { channelId: 'card', ...asked }, '2026-03-01')
  t.match(of({}), { limits: { min: 1, perDay: 20 }, refundWithin: 3 })
  t.match(of({ bankId: 'lotus' }), { limits: { min: 1, perDay: 10 }, refundWithin: 3 })
  t.match(of({ accountClass: 1 }), { limits: { min: 1, perDay: 5, lifetime: 5 } })
  t.match(of({ bankId: 'lotus', accountClass: 1 }), { limits: { min: 1, perDay: 10, lifetime: 5 } })
  t.match(of({ bankId: 'maple' }), { limits: { perDay: 20 } })
  t.equal(termsInForce(rows, { channelId: 'cash' }, '2026-03-01'), undefined)
})

void t.test('what a channel does not offer no bank of it offers', async (t) => {
  const rows = [
    row({ offered: false, reason: { en: 'withdrawn' } }),
    row({ bankId: 'lotus', limits: { perDay: 1 } }),
  ]
  t.match(termsInForce(rows, { channelId: 'card', bankId: 'lotus' }, '2026-03-01'), {
    offered: false,
    reason: { en: 'withdrawn' },
  })
})

void t.test('the rule of a class is that of its day', async (t) => {
  const rules = [
    { ...row({}), accountClass: 2 as const, perYear: 2 },
    { ...row({}), accountClass: 2 as const, perYear: 1, validFrom: '2016-07-01' },
  ]
  t.equal(classRuleOn(rules, 2, '2020-01-01')?.perYear, 1)
  t.equal(classRuleOn(rules, 2, '2026-01-01')?.perYear, 2)
  t.equal(classRuleOn(rules, 3, '2026-01-01'), undefined)
})
