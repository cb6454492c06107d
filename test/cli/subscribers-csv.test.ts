import fc from 'fast-check'
import t from 'tap'

import { guardCell, unguardCell } from '../../src/lib/formula-cells.ts'
import type { Subscriber } from '../../src/domain/subscriber.ts'
import { digestOf } from '../../src/lib/tokens.ts'
import { exportColumns, exportRow } from '../../src/record/subscribers/export-row.ts'
import { readOwnRow } from '../../src/record/subscribers/import-own.ts'
import { deleteSubscribers, insertSubscriber, subscribersAfter } from '../../src/store/subscribers.ts'
import { subscribersTerminal } from '../support/subscribers-terminal.ts'

const RULES = { zone: 'Asia/Shanghai', now: Number.MAX_SAFE_INTEGER, locale: 'zh-CN' } as const
const ALL = { afterNum: 0, limit: 1_000 }

const PLAIN = { noNullPrototype: true } as const

/** Cells as nobody means them: formulas, quotes, breaks, separators, apostrophes. */
const hostile = fc.oneof(
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '＝', "'", '"', ',', '\n', '\r', '\t', ';', 'a', '中'),
  }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('=cmd|" /C calc"!A0', '+1+1', '-2', '@SUM(A1)', "'=1", '"', '""', '\r\n', 'a"b'),
)

t.test('no cell of an export is a formula, and every one is read as it was', (t) => {
  fc.assert(
    fc.property(hostile, (cell) => {
      const guarded = guardCell(cell)
      t.notMatch(guarded, /^[=+\-@＝＋－＠\t\r\n]/)
      t.equal(unguardCell(guarded), cell)
    }),
  )
  t.end()
})

const subscriber = fc.record(
  {
    locale: fc.constantFrom('zh-CN', 'en'),
    topics: fc.constantFrom<Subscriber['topics']>(
      [{ kind: 'everything', id: '' }],
      [
        { kind: 'component', id: 'balance' },
        { kind: 'maintenance', id: '' },
      ],
    ),
    detail: fc.constantFrom('every_update', 'start_and_end'),
    once: fc.boolean(),
    quiet: fc.option(
      fc
        .record({ from: fc.integer({ min: 0, max: 1_439 }), to: fc.integer({ min: 0, max: 1_439 }) }, PLAIN)
        .filter(({ from, to }) => from !== to),
      { nil: undefined },
    ),
    status: fc.constantFrom('active', 'paused'),
    confirmedAt: fc.integer({ min: 0, max: 1_790_000_000_000 }),
    consent: fc.record(
      {
        text: hostile.map((text) => `v${text.trim()}`.trim()),
        at: fc.integer({ min: 0, max: 1_790_000_000_000 }),
      },
      PLAIN,
    ),
  },
  PLAIN,
)

t.test('what is written of a subscriber is read again as it was', (t) => {
  fc.assert(
    fc.property(subscriber, fc.dictionary(hostile, hostile, PLAIN), ({ quiet, ...some }, settings) => {
      const columns = exportColumns({ withSecrets: true })
      const one: Subscriber = {
        ...some,
        ...(quiet && { quiet }),
        ...(some.status === 'paused' && { pausedBecause: 'gone' as const }),
        num: 1,
        id: 'ann',
        transport: 'slack',
        address: 'ann',
        settings,
        createdAt: 0,
      }
      const row = exportRow(one, columns)
      const cells = Object.fromEntries(columns.map((column, index) => [column, row[index] ?? '']))
      const { draft, cells: read } = readOwnRow({ line: 2, cells, surplus: 0 }, RULES)
      t.strictSame(read.problems, [])
      t.strictSame(
        { ...draft, settings: { ...draft.settings } },
        {
          transport: 'slack',
          given: { ...settings, address: 'ann' },
          settings: { ...settings },
          columns: { transport: 'transport', address: 'address' },
          locale: one.locale,
          topics: one.topics,
          detail: one.detail,
          once: one.once,
          unconfirmed: false,
          consent: one.consent,
          ...(quiet && { quiet }),
          ...(one.pausedBecause && { pausedBecause: one.pausedBecause }),
          confirmedAt: one.confirmedAt,
        },
      )
    }),
    { numRuns: 300 },
  )
  t.end()
})

t.test('an export goes into an empty database as it came out of the other', async (t) => {
  const { db, run, read, write } = await subscribersTerminal(t)
  const texts = fc.sample(hostile, 40).map((text) => `v${text}`.trim())
  for (const [index, text] of texts.entries()) {
    await insertSubscriber(db, {
      id: `id${index}`,
      transport: 'email',
      // Addresses that spreadsheets would run are addresses all the same.
      address: `${['', '=', '+', '-'][index % 4]}p${index}@example.com`,
      settings: {},
      locale: 'en',
      topics: [{ kind: 'maintenance', id: '' }],
      detail: 'start_and_end',
      once: false,
      quiet: { from: 1_320, to: 480 },
      status: index % 5 === 0 ? 'paused' : 'active',
      ...(index % 5 === 0 && { pausedBecause: 'themselves' as const }),
      manageHash: digestOf(`id${index}`),
      createdAt: 0,
      confirmedAt: 1_000 * index,
      consent: { text, at: 1_000 * index },
    })
  }
  const before = await subscribersAfter(db, ALL)
  await run('subscribers', 'export', 'first.csv')
  await deleteSubscribers(
    db,
    before.map(({ num }) => num),
  )
  t.match(await run('subscribers', 'import', 'first.csv'), { code: 0, err: '', out: /^Imported 40$/m })
  await run('subscribers', 'export', 'second.csv')
  t.equal(await read('second.csv'), await read('first.csv'))
  await write('twice.csv', await read('second.csv'))
  t.match(await run('subscribers', 'import', 'twice.csv'), { code: 0, out: /left as they are: 40/ })
})
