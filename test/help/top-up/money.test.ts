import fc from 'fast-check'
import t from 'tap'

import { fenOf, yuanOf } from '../../../src/domain/money.ts'
import type { FeeRule } from '../../../src/domain/top-up.ts'
import { readAmount } from '../../../src/help/top-up/read-amount.ts'
import { feeOf } from '../../../src/help/top-up/fee.ts'
import { splitOf } from '../../../src/help/top-up/split.ts'

const amount = fc.integer({ min: 1, max: 10_000_000_00 })

void t.test('every amount comes back from its text to the fen', async () => {
  fc.assert(fc.property(amount, (fen) => fenOf(yuanOf(fen)) === fen))
})

void t.test('amounts are read as people type them', async (t) => {
  const typed: readonly (readonly [string, number])[] = [
    ['100', 100_00],
    ['１００', 100_00],
    ['100元', 100_00],
    ['100 块', 100_00],
    ['1,000', 1_000_00],
    ['１，０００．５０', 1_000_50],
    ['¥99.5', 99_50],
    ['￥99.50', 99_50],
    ['RMB 20', 20_00],
    ['2万', 20_000_00],
    ['1.5 万元', 15_000_00],
    ['0.01', 1],
    ['007', 7_00],
    ['5.', 5_00],
  ]
  for (const [text, fen] of typed) t.strictSame(readAmount(text), { kind: 'amount', fen }, text)
  for (const text of ['', '  ', '　']) t.strictSame(readAmount(text), { kind: 'nothing' })
})

void t.test('what is no amount is told apart, and nothing is guessed at', async (t) => {
  const typed: readonly (readonly [string, string])[] = [
    ['abc', 'unclear'],
    ['一百', 'unclear'],
    ['1e9', 'unclear'],
    ['1,00', 'unclear'],
    ['1.2.3', 'unclear'],
    ['100-200', 'unclear'],
    ['.5', 'unclear'],
    ['元', 'unclear'],
    ['0', 'zero'],
    ['0.00', 'zero'],
    ['-5', 'negative'],
    ['−5元', 'negative'],
    ['1.234', 'decimals'],
    ['1000000000', 'tooMuch'],
    ['999999999999999999999', 'tooMuch'],
  ]
  for (const [text, problem] of typed) t.strictSame(readAmount(text), { kind: 'problem', problem }, text)
})

void t.test('whatever is typed is read as one thing or another', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const read = readAmount(text)
      return read.kind !== 'amount' || (Number.isSafeInteger(read.fen) && read.fen > 0)
    }),
  )
})

const free: FeeRule = { fixed: 0, percent: 0, freeUpTo: 0 }

void t.test('fees are exact to the fen', async (t) => {
  t.equal(feeOf(free, 5_000_00), 0)
  t.equal(feeOf({ ...free, fixed: 50 }, 100_00), 50)
  t.equal(feeOf({ ...free, percent: 1_000 }, 1_005_00), 1_01, 'half a fen is rounded up')
  t.equal(feeOf({ ...free, percent: 1_000 }, 1_004_99), 1_00)
  t.equal(feeOf({ ...free, percent: 1_000, freeUpTo: 1_000_00 }, 1_000_00), 0, 'up to there it is free')
  t.equal(feeOf({ ...free, percent: 1_000, freeUpTo: 1_000_00 }, 3_000_00), 2_00, 'only what is above')
  t.equal(feeOf({ ...free, percent: 1_000, atLeast: 10 }, 1_00), 10)
  t.equal(feeOf({ ...free, percent: 1_000, atMost: 25_00 }, 100_000_00), 25_00)
})

void t.test('a fee is what arithmetic without floating point says it is', async () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 990_000 }), (fen, percent) => {
      const fee = BigInt(feeOf({ ...free, percent }, fen))
      const twice = 2n * BigInt(fen) * BigInt(percent) - fee * 2_000_000n
      return -1_000_000n <= twice && twice <= 1_000_000n
    }),
  )
})

void t.test('parts add up to the amount, and none is beyond a limit or below the least', async (t) => {
  t.strictSame(splitOf(8_000_00, { min: 1_00, perTransaction: 5_000_00, perDay: 20_000_00 }), {
    kind: 'days',
    days: [[5_000_00, 3_000_00]],
  })
  t.strictSame(splitOf(5_000_50, { min: 1_00, perTransaction: 5_000_00 }), {
    kind: 'days',
    days: [[4_999_50, 1_00]],
  })
  t.strictSame(splitOf(30_000_00, { perTransaction: 20_000_00, perDay: 20_000_00 }), {
    kind: 'days',
    days: [[20_000_00], [10_000_00]],
  })
  t.strictSame(splitOf(30_000_00, { perMonth: 20_000_00 }), { kind: 'months', months: 2 })
  t.equal(splitOf(30_000_00, { perYear: 20_000_00 }), undefined, 'no parts help beyond a year')
  t.equal(splitOf(50, { min: 1_00 }), undefined, 'nor below the least')
  t.equal(splitOf(100_00, { perTransaction: 5_000_00 }), undefined, 'what fits needs none')

  const limits = fc.record({
    min: fc.integer({ min: 1, max: 100_00 }),
    perTransaction: fc.integer({ min: 100_00, max: 50_000_00 }),
    perDay: fc.integer({ min: 50_000_00, max: 100_000_00 }),
  })
  fc.assert(
    fc.property(amount, limits, (fen, { min, perTransaction, perDay }) => {
      const split = splitOf(fen, { min, perTransaction, perDay })
      if (split?.kind !== 'days') return split === undefined
      const sum = (parts: readonly number[]) => parts.reduce((a, b) => a + b, 0)
      return (
        sum(split.days.flat()) === fen &&
        split.days.every((parts) => sum(parts) <= perDay) &&
        split.days.flat().every((part) => part >= min && part <= perTransaction)
      )
    }),
  )
})
