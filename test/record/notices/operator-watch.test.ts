import t, { type Test } from 'tap'

import type { OperatorKind } from '../../../src/domain/operator.ts'
import { createTokens } from '../../../src/lib/tokens.ts'
import { openLoss } from '../../../src/record/losses/answer-loss.ts'
import { reportLoss } from '../../../src/record/losses/report-loss.ts'
import { tellOfMany } from '../../../src/record/losses/tell-of-many.ts'
import { createOperatorWatch } from '../../../src/record/notices/operator-watch.ts'
import { syncOperators } from '../../../src/record/notices/sync-operators.ts'
import { sweepDeliveries } from '../../../src/store/notices/deliveries.ts'
import { keepLog } from '../../support/log-lines.ts'
import { openTestStore } from '../../support/store.ts'
import { HOUR, MINUTE, SECOND, TEN, texts } from '../story.ts'

async function open(t: Test, kinds: readonly OperatorKind[] = ['loss', 'feedback']) {
  const { db } = await openTestStore(t)
  const { log, lines } = keepLog()
  const desk = {
    db,
    tokens: createTokens('a key for tests that nobody else has'),
    texts,
    zone: 'Asia/Shanghai',
  }
  if (kinds.length > 0)
    await syncOperators(db, [{ name: 'operator:1', transport: 'email', locale: 'en', kinds }], TEN)
  const watch = createOperatorWatch({ db, texts, log })
  return {
    db,
    desk,
    watch,
    lines,
    report: async (now = TEN, busy = false) => {
      const from = { crowd: 'home', busy }
      const { notice } = await reportLoss(desk, { report: { locale: 'en', lost: ['phone'] }, from, now })
      return notice.ref
    },
    /** How every letter fares that has not fared yet. */
    settle: (status: 'sent' | 'dead') =>
      db
        .updateTable('deliveries')
        .set({ status, settled_at: TEN, error: 'refused: no' })
        .where('status', '=', 'waiting')
        .execute(),
    words: async () => {
      const rows = await db.selectFrom('notices').select(['subject_id', 'news_json']).orderBy('num').execute()
      return rows.map((row) => ({ about: row.subject_id, text: JSON.stringify(row.news_json) }))
    },
  }
}

t.test('a loss that no letter got through of is said in the log every hour, and tried again', async (t) => {
  const { watch, lines, report, settle, words } = await open(t)
  await report()
  await settle('dead')
  t.notOk(await watch.check(TEN + MINUTE), 'it may still be on its way')
  t.equal(lines.length, 0)
  t.ok(await watch.check(TEN + 6 * MINUTE))
  t.match(watch.read(), { lossesUnreached: 1, operatorLettersDead: 1 })
  t.match(lines, [{ level: 50, lossesUnreached: 1 }])
  t.match((await words()).at(-1), { about: 'loss:UNREACHED', text: /有 1 份挂失通知还没有人看/ })
  t.notOk(await watch.check(TEN + 7 * MINUTE), 'not more than once an hour')
  await report(TEN + 20 * MINUTE)
  await settle('dead')
  t.ok(await watch.check(TEN + HOUR + 7 * MINUTE))
  t.match(
    (await words()).at(-1),
    { about: 'loss:UNREACHED', text: /有 2 份/ },
    'the next word counts all of them',
  )
  t.equal(lines.length, 2)
  await settle('sent')
  t.notOk(await watch.check(TEN + 3 * HOUR))
  t.match(watch.read(), { lossesUnreached: 0, operatorLettersDead: 0 }, 'the word on all of them got through')
})

t.test('one that an operator was told of stays told when it is forgotten who was sent what', async (t) => {
  const { db, watch, report, settle } = await open(t)
  await report()
  await settle('sent')
  await watch.check(TEN + MINUTE)
  await sweepDeliveries(db, { before: TEN + HOUR, limit: 10 })
  await watch.check(TEN + 2 * HOUR)
  t.match(watch.read(), { lossesUnreached: 0 })
})

t.test('where the configuration names nobody, it is loud all the same, until somebody looks', async (t) => {
  const { db, watch, lines, report, words } = await open(t, [])
  const ref = await report()
  t.notOk(await watch.check(TEN + 6 * MINUTE), 'nobody to be told')
  t.match(lines, [{ level: 50, lossesUnreached: 1 }])
  t.equal((await words()).length, 1)
  await openLoss(db, ref, TEN + 10 * MINUTE)
  await watch.check(TEN + 2 * HOUR)
  t.equal(lines.length, 1)
})

t.test('a word on many that got through tells of all that came before it', async (t) => {
  const { desk, watch, report, settle, words } = await open(t)
  await report()
  await settle('dead')
  await report(TEN + SECOND, true)
  t.equal(await tellOfMany(desk, TEN + MINUTE), 1)
  t.match(
    (await words()).at(-1),
    { text: /有 2 份挂失通知还没有人看/ },
    'it counts what nobody has looked at',
  )
  await settle('sent')
  t.notOk(await watch.check(TEN + HOUR))
  t.match(watch.read(), { lossesUnreached: 0 })
})

t.test(
  'a letter given up counts until another operator, or a later word on the same, gets through',
  async (t) => {
    const { db, watch, report, settle } = await open(t)
    const other = { name: 'operator:2', transport: 'email', locale: 'en', kinds: ['loss'] } as const
    await syncOperators(db, [{ ...other, name: 'operator:1' }, other], TEN)
    await report()
    await settle('dead')
    await watch.check(TEN + MINUTE)
    t.match(watch.read(), { operatorLettersDead: 2 })
    const one = db.selectFrom('deliveries').select('num').limit(1)
    await db.updateTable('deliveries').set({ status: 'sent' }).where('num', '=', one).execute()
    await watch.check(TEN + 2 * MINUTE)
    t.match(watch.read(), { operatorLettersDead: 0 })
  },
)
