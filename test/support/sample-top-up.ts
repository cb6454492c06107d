import type { FeeRule, TopUp, TopUpTerms } from '../../src/domain/top-up.ts'
import type { TopUpFigures } from '../../src/publish/readers/read-top-up.ts'
import { text } from './sample-words.ts'

const sourced = {
  validFrom: '2026-01-01',
  source: text('示例条款', 'sample terms'),
  checkedOn: '2026-03-01',
}

const free: FeeRule = { fixed: 0, percent: 0, freeUpTo: 0 }

const terms = (channelId: string, changes: Partial<TopUpTerms>): TopUpTerms => ({
  channelId,
  offered: true,
  limits: { min: 1_00, perTransaction: 5_000_00, perDay: 20_000_00 },
  fee: free,
  arrivesWithin: 300_000,
  refundWithin: 3,
  ...sourced,
  ...changes,
})

/** Terms of the sample wallet's channels: cards are free up to 5,000, transfers take more, shops charge. */
export const SAMPLE_TOP_UP: TopUp = {
  terms: [
    terms('debit-card', {}),
    terms('debit-card', { accountClass: 1, limits: { perTransaction: 1_000_00, perDay: 1_000_00 } }),
    terms('bank-transfer', { limits: { min: 1_00, perTransaction: 50_000_00 }, arrivesWithin: 7_200_000 }),
    terms('cash-agent', {
      limits: { min: 10_00, perTransaction: 1_000_00, perDay: 2_000_00 },
      fee: { ...free, fixed: 50 },
    }),
  ],
  notOffered: [
    {
      id: 'credit-card',
      name: text('信用卡充值', 'Top-up by credit card'),
      reason: text('信用卡只能付款，不能往余额里充值。', 'Credit cards pay; they do not fill a balance.'),
      ...sourced,
    },
  ],
  classes: [{ accountClass: 1, lifetime: 1_000_00, ...sourced }],
  bankNames: [{ bankId: 'debit-card-harbour', names: ['港湾', 'HMB'] }],
}

/** What was seen of cards and transfers; nothing of the other ways. */
export function sampleTopUpFigures(): ReadonlyMap<string, TopUpFigures> {
  const seen = { good: 1_431, looks: 1_440, credit: { p50Ms: 1_400, p90Ms: 2_900, samples: 1_431 } }
  const banks = ['harbour', 'maple', 'river', 'summit', 'lotus', 'plain'].map((id) => `debit-card-${id}`)
  return new Map(['debit-card', ...banks, 'bank-transfer'].map((id) => [id, seen]))
}
