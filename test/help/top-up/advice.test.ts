import fc from 'fast-check'
import t from 'tap'

import { STATES } from '../../../src/domain/state.ts'
import type { ClassRule } from '../../../src/domain/top-up.ts'
import { advise, type Answer } from '../../../src/help/top-up/advice.ts'
import { judgeWay, SOON_MS, type Way } from '../../../src/help/top-up/ways.ts'

const NOW = Date.UTC(2026, 2, 14, 4)
const HOUR = 3_600_000
const terms = {
  offered: true,
  limits: { min: 1_00, perTransaction: 5_000_00, perDay: 20_000_00, perMonth: 50_000_00 },
  fee: { fixed: 0, percent: 0, freeUpTo: 0 },
  arrivesWithin: 300_000,
  source: { en: 'terms' },
  checkedOn: '2026-03-01',
}
const card: Way = {
  componentId: 'card-harbour',
  channelId: 'card',
  bank: 'harbour',
  state: 'operational',
  windows: [],
  terms,
}
const { bank: _bank, ...withoutBank } = card
const rule: ClassRule = {
  accountClass: 1,
  lifetime: 1_000_00,
  validFrom: '2016-07-01',
  source: { en: 'rules' },
  checkedOn: '2026-03-01',
}
const window = (fromMs: number, toMs: number) => [{ fromAt: NOW + fromMs, toAt: NOW + toMs }]

interface Case {
  readonly when: string
  readonly way?: Partial<Way>
  readonly amount?: number
  readonly rule?: ClassRule
  readonly answer: Answer
}

const CASES: readonly Case[] = [
  { when: 'all is well', answer: 'ready' },
  { when: 'the amount is the limit itself', amount: 5_000_00, answer: 'ready' },
  { when: 'a fen is too much at once', amount: 5_000_01, answer: 'split' },
  { when: 'it is too much for a day', amount: 20_000_01, answer: 'split' },
  { when: 'it is too much for a month', amount: 50_000_01, answer: 'split' },
  { when: 'it is too little', amount: 99, answer: 'limited' },
  { when: 'it is beyond what the class may ever pay', amount: 1_000_01, rule, answer: 'limited' },
  { when: 'it is all that the class may ever pay', amount: 1_000_00, rule, answer: 'ready' },
  { when: 'the bank quotes less', way: { quote: { at: NOW, perTransaction: 50_00 } }, answer: 'split' },
  { when: 'the bank quotes more', way: { quote: { at: NOW, perTransaction: 9_000_00 } }, answer: 'ready' },
  {
    when: 'the bank says that it is suspended',
    way: { quote: { at: NOW, available: false } },
    answer: 'refused',
  },
  { when: 'it is slow', way: { state: 'degraded' }, answer: 'unsteady' },
  { when: 'it is partly out', way: { state: 'partial_outage' }, answer: 'unsteady' },
  { when: 'it is out', way: { state: 'major_outage' }, answer: 'down' },
  { when: 'nobody has looked', way: { state: 'unknown' }, answer: 'unknown' },
  { when: 'it is being worked on', way: { state: 'maintenance' }, answer: 'maintenance' },
  { when: 'work runs under a light still green', way: { windows: window(-1, HOUR) }, answer: 'maintenance' },
  { when: 'work is two hours away', way: { windows: window(SOON_MS, 3 * HOUR) }, answer: 'soon' },
  { when: 'work is further away', way: { windows: window(SOON_MS + 1, 3 * HOUR) }, answer: 'ready' },
  { when: 'work is over', way: { windows: window(-HOUR, 0) }, answer: 'ready' },
  {
    when: 'it is not offered, whatever was seen of it',
    way: { state: 'major_outage', terms: { ...terms, offered: false } },
    answer: 'not_offered',
  },
  {
    when: 'it is out and too much is asked',
    way: { state: 'major_outage' },
    amount: 9_000_00,
    answer: 'down',
  },
]

void t.test('one way, one amount, one answer', async (t) => {
  for (const { when, way, amount = 100_00, rule: known, answer } of CASES) {
    const question = { amount, ...(known && { rule: known }) }
    const judged = judgeWay({ ...card, ...way }, question, NOW)
    t.equal(advise([judged], { bank: 'harbour' }).answer, answer, when)
    t.equal(judged.ready, answer === 'ready', when)
  }
})

const judge = (ways: readonly Way[], amount?: number) =>
  ways.map((way) => judgeWay(way, amount === undefined ? {} : { amount }, NOW))

void t.test(
  'when a bank is out, what needs no other bank is named first, then what costs least',
  async (t) => {
    const costs = { ...terms, fee: { ...terms.fee, fixed: 50 } }
    const ways: readonly Way[] = [
      { ...card, state: 'major_outage' },
      { ...card, componentId: 'card-maple', bank: 'maple' },
      { ...card, componentId: 'card-river', bank: 'river' },
      { ...withoutBank, componentId: 'cash', channelId: 'cash', terms: costs },
      { ...card, componentId: 'online-harbour', channelId: 'online' },
    ]
    const { answer, others } = advise(judge(ways, 100_00), { bank: 'harbour', channelId: 'card' })
    t.equal(answer, 'down')
    t.strictSame(
      others.map(({ judged, otherBank, moreBanks }) => [judged.way.componentId, otherBank, moreBanks]),
      [
        ['online-harbour', false, 0],
        ['cash', false, 0],
        ['card-maple', true, 1],
      ],
    )
  },
)

void t.test('a fee that is not known is not called the lowest', async (t) => {
  const { fee: _fee, ...noFee } = terms
  const ways: readonly Way[] = [
    { ...withoutBank, componentId: 'a', channelId: 'a', terms: noFee },
    { ...withoutBank, componentId: 'b', channelId: 'b' },
  ]
  const { asked, others } = advise(judge(ways, 100_00), {})
  t.equal(asked[0]?.way.componentId, 'b')
  t.strictSame(
    others.map(({ cheapest }) => cheapest),
    [false],
  )
})

void t.test('channel and bank that do not go together are no outage', async (t) => {
  t.equal(advise(judge([card]), { bank: 'plain', channelId: 'card' }).answer, 'no_such_way')
})

void t.test('a fee of parts is that of every part', async (t) => {
  const dear = { ...card, terms: { ...terms, fee: { ...terms.fee, fixed: 50 } } }
  t.equal(judge([dear], 8_000_00)[0]?.fee, 100)
  t.equal(judge([{ ...dear, quote: { at: NOW, fee: 80 } }], 100_00)[0]?.fee, 80, 'the bank quotes more')
})

const fen = fc.integer({ min: 1, max: 60_000_00 })
const anyWay: fc.Arbitrary<Way> = fc
  .record({
    channel: fc.constantFrom('card', 'online', 'cash'),
    bank: fc.constantFrom('harbour', 'maple', undefined),
    state: fc.constantFrom(...STATES),
    fromMs: fc.integer({ min: -4 * HOUR, max: 6 * HOUR }),
    planned: fc.boolean(),
    offered: fc.boolean(),
    most: fen,
    fee: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
    quoted: fc.option(fen, { nil: undefined }),
  })
  .map(({ channel, bank, state, fromMs, planned, offered, most, fee, quoted }) => ({
    componentId: `${channel}-${bank}`,
    channelId: channel,
    state,
    windows: planned ? window(fromMs, fromMs + HOUR) : [],
    ...(bank !== undefined && { bank }),
    ...(quoted !== undefined && { quote: { at: NOW, perTransaction: quoted } }),
    terms: {
      offered,
      limits: { perTransaction: most },
      source: terms.source,
      checkedOn: terms.checkedOn,
      ...(fee !== undefined && { fee: { ...terms.fee, fixed: fee } }),
    },
  }))
const anyQuestion = fc.tuple(
  fc.uniqueArray(anyWay, { selector: ({ componentId }) => componentId, maxLength: 9 }),
  fen,
  fc.record({ bank: fc.constantFrom('harbour', 'maple') }, { requiredKeys: [] }),
)

void t.test(
  'nothing is ever recommended that is out, planned, not offered, unseen or over its limit',
  async () => {
    fc.assert(
      fc.property(anyQuestion, ([ways, amount, wish]) => {
        const { answer, asked, others } = advise(judge(ways, amount), wish)
        const recommended = [
          ...others.map(({ judged }) => judged),
          ...(answer === 'ready' ? asked.slice(0, 1) : []),
        ]
        return recommended.every(({ way }) => {
          const inTheWay = way.windows.some(({ fromAt, toAt }) => toAt > NOW && fromAt <= NOW + SOON_MS)
          const most = Math.min(
            way.terms?.limits.perTransaction ?? Infinity,
            way.quote?.perTransaction ?? Infinity,
          )
          return way.state === 'operational' && way.terms?.offered === true && !inTheWay && amount <= most
        })
      }),
    )
  },
)

void t.test('no alternative as good as a recommended one costs less and stands behind it', async () => {
  fc.assert(
    fc.property(anyQuestion, ([ways, amount, wish]) => {
      const { others } = advise(judge(ways, amount), wish)
      return others.every(({ judged, otherBank }, index) =>
        others
          .slice(index + 1)
          .every(
            (later) =>
              later.otherBank !== otherBank || (later.judged.fee ?? Infinity) >= (judged.fee ?? Infinity),
          ),
      )
    }),
  )
})
