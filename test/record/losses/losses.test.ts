import fc from 'fast-check'
import t, { type Test } from 'tap'

import type { LossReport } from '../../../src/domain/loss-notice.ts'
import { readSecretLink } from '../../../src/lib/secret-link.ts'
import { createTokens } from '../../../src/lib/tokens.ts'
import { answerLoss, openLoss } from '../../../src/record/losses/answer-loss.ts'
import { digestOfNotice } from '../../../src/record/losses/digest-of-notice.ts'
import { forgetLoss, lossOf } from '../../../src/record/losses/follow-loss.ts'
import { reportLoss, type CameFrom } from '../../../src/record/losses/report-loss.ts'
import { tellOfMany } from '../../../src/record/losses/tell-of-many.ts'
import { syncOperators } from '../../../src/record/notices/sync-operators.ts'
import { latestLosses, sweepLosses } from '../../../src/store/losses.ts'
import { toJson } from '../../../src/store/json.ts'
import type { Db } from '../../../src/store/open.ts'
import { openTestStore } from '../../support/store.ts'
import { TEN, texts } from '../story.ts'

const HOME: CameFrom = { crowd: 'home', busy: false }
const FLOOD: CameFrom = { crowd: 'flood', busy: true }
const PHONE: LossReport = {
  locale: 'zh-CN',
  lost: ['phone', 'card'],
  accountHint: '1234',
  contact: 'lin@example.com',
  words: '地铁上丢的',
}

async function open(t: Test) {
  const { db } = await openTestStore(t)
  const desk = {
    db,
    tokens: createTokens('a key for tests that nobody else has'),
    texts,
    zone: 'Asia/Shanghai',
  }
  await syncOperators(db, [{ name: 'operator:1', transport: 'email', locale: 'en', kinds: ['loss'] }], TEN)
  return {
    db,
    report: async (from: CameFrom = HOME, now = TEN) => {
      const { notice, token } = await reportLoss(desk, { report: PHONE, from, now })
      return { notice, link: { ref: notice.ref, token } }
    },
    many: (now: number) => tellOfMany(desk, now),
  }
}

/** What operators are told, oldest first. */
async function told(db: Db): Promise<{ ref: string; status: string; text: string }[]> {
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('notices', 'notices.num', 'deliveries.notice')
    .select(['subject_id', 'status', 'news_json'])
    .orderBy('deliveries.num')
    .execute()
  return rows.map((row) => ({ ref: row.subject_id, status: row.status, text: JSON.stringify(row.news_json) }))
}

t.test('a notice and the word to operators are one, and the word holds nothing personal', async (t) => {
  const { db, report } = await open(t)
  const { notice, link } = await report()
  t.match(notice.ref, /^L-\d{4}-\w{5}$/)
  t.equal(notice.digest, digestOfNotice(notice))
  t.match(await lossOf(db, link), { ...PHONE, state: 'received', receivedAt: TEN, steps: [] })
  const [word, ...more] = await told(db)
  t.strictSame(more, [])
  t.match(word, { ref: `loss:${notice.ref}`, text: /有人报失：手机、银行卡/ })
  t.notMatch(word?.text, /1234|lin@|地铁/)
})

t.test('any change to what was told changes the digest', async (t) => {
  const { report } = await open(t)
  const { notice } = await report()
  const changes = [
    { receivedAt: TEN + 1 },
    { words: '公交上丢的' },
    { accountHint: '1235' },
    { lost: ['phone'] as const },
  ]
  const digests = changes.map((change) => digestOfNotice({ ...notice, ...change }))
  t.equal(new Set([notice.digest, ...digests]).size, 5)
})

t.test('from a busy place notices are taken all the same, and operators hear of them together', async (t) => {
  const { db, report, many } = await open(t)
  for (let index = 0; index < 40; index += 1) await report(FLOOD)
  t.strictSame(await told(db), [])
  t.equal(await many(TEN + 1_000), 40)
  t.equal(await many(TEN + 2_000), 0, 'once')
  t.match(await told(db), [{ ref: 'loss:MANY', text: /有 40 份挂失通知还没有人看/ }])
  t.equal((await latestLosses(db, { limit: 100, closed: false })).length, 40)
})

t.test('a flood from everywhere is gathered too, and one by one goes on after it', async (t) => {
  const { db, report } = await open(t)
  for (let index = 0; index < 35; index += 1) await report({ crowd: `c${index}`, busy: false })
  t.equal((await told(db)).length, 30)
  await report(HOME, TEN + 600_001)
  t.equal((await told(db)).length, 31)
})

t.test('whoever deletes each notice at once tells operators no more one by one than others', async (t) => {
  const { db, report } = await open(t)
  for (let index = 0; index < 40; index += 1) {
    const { link } = await report({ crowd: `c${index}`, busy: false })
    await forgetLoss(db, link, TEN)
  }
  t.equal((await told(db)).length, 30)
})

t.test('an operator who opens it is seen to have, and answers reach the person', async (t) => {
  const { db, report } = await open(t)
  const { notice, link } = await report()
  await openLoss(db, notice.ref.toLowerCase(), TEN + 1)
  await openLoss(db, notice.ref, TEN + 2)
  t.match(await lossOf(db, link), { state: 'seen', steps: [{ at: TEN + 1, state: 'seen' }] })
  await answerLoss(db, { ref: notice.ref, words: '已在 10:05 冻结', state: 'acted' }, TEN + 3)
  await answerLoss(db, { ref: notice.ref, words: '还需要您的身份证明', state: 'seen' }, TEN + 4)
  t.match(await lossOf(db, link), {
    state: 'acted',
    steps: [{}, { words: '已在 10:05 冻结' }, { state: 'acted' }],
  })
  await answerLoss(db, { ref: notice.ref, state: 'closed' }, TEN + 5)
  t.match(await lossOf(db, link), { state: 'closed' })
  t.strictSame(await latestLosses(db, { limit: 10, closed: false }), [])
})

t.test('an answer needs words and a notice', async (t) => {
  const { db, report } = await open(t)
  const { notice } = await report()
  await t.rejects(answerLoss(db, { ref: notice.ref, words: ' ', state: 'acted' }, TEN), /needs words/)
  await t.rejects(answerLoss(db, { ref: 'LNONE', words: 'x', state: 'acted' }, TEN), /no loss notice "LNONE"/)
})

t.test('the person deletes all of it, and operators who were not told yet are not', async (t) => {
  const { db, report } = await open(t)
  const { notice, link } = await report()
  await openLoss(db, notice.ref, TEN)
  t.equal(await forgetLoss(db, link, TEN), true)
  t.equal(await lossOf(db, link), undefined)
  t.strictSame(await db.selectFrom('loss_steps').selectAll().execute(), [])
  t.match(await told(db), [{ status: 'needless' }])
  t.equal(await forgetLoss(db, link, TEN), false)
})

t.test('what is old enough goes by itself', async (t) => {
  const { db, report } = await open(t)
  await report(HOME, TEN)
  const { link } = await report(HOME, TEN + 1)
  t.equal(await sweepLosses(db, { before: TEN + 1, limit: 10 }), 1)
  t.match(await lossOf(db, link), { receivedAt: TEN + 1 })
})

t.test('when the room is full, those who came in with most others make room for others', async (t) => {
  const { db, report } = await open(t)
  const { link } = await report()
  await db
    .insertInto('losses')
    .values(
      Array.from({ length: 999 }, (_, index) => ({
        ref: `F${index}`,
        token_hash: `f${index}`,
        locale: 'en' as const,
        lost_json: toJson([]),
        received_at: TEN,
        digest: '',
        state: 'received' as const,
        told_at: 1,
        crowd: 'flood',
      })),
    )
    .execute()
  for (let copies = 0; copies < 20; copies += 1)
    await db
      .insertInto('losses')
      .columns([
        'ref',
        'token_hash',
        'locale',
        'lost_json',
        'received_at',
        'digest',
        'state',
        'told_at',
        'crowd',
      ])
      .expression((from) =>
        from
          .selectFrom('losses')
          .select(({ val, ref, fn }) => [
            fn<string>('printf', [val('%s-%d'), ref('ref'), val(copies)]).as('ref'),
            fn<string>('printf', [val('%s-%d'), ref('token_hash'), val(copies)]).as('token_hash'),
            'locale',
            'lost_json',
            'received_at',
            'digest',
            'state',
            'told_at',
            'crowd',
          ])
          .where('ref', 'like', 'F%')
          .where('ref', 'not like', '%-%'),
      )
      .execute()
  const before = (await db.selectFrom('losses').select('num').execute()).length
  t.ok(before > 20_000)
  const { link: another } = await report({ crowd: 'other', busy: false })
  t.ok((await db.selectFrom('losses').select('num').execute()).length < before)
  t.ok(await lossOf(db, link), 'who came alone stays')
  t.ok(await lossOf(db, another))
})

t.test('no other token opens a notice, whichever number stands before it', async (t) => {
  const { db, report } = await open(t)
  const { link } = await report()
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(link.ref, ''), fc.string(), async (ref, token) => {
      fc.pre(token !== link.token)
      return (await lossOf(db, { ref, token })) === undefined
    }),
    { numRuns: 50 },
  )
  const { link: another } = await report()
  t.equal(await lossOf(db, { ref: another.ref, token: link.token }), undefined)
})

t.test('a link of before numbers had a year opens its notice, and operators find it', async (t) => {
  const { db, report } = await open(t)
  const { notice, link } = await report()
  await db.updateTable('losses').set({ ref: 'L7K3MA4CD' }).where('ref', '=', notice.ref).execute()
  const old = { ref: 'L7K3MA4CD', words: PHONE.words }
  t.match(await lossOf(db, readSecretLink(link.token)), old, 'the token alone')
  t.match(await lossOf(db, readSecretLink(`L7K3MA4CD.${link.token}`)), old, 'as its receipt names it now')
  t.match(await openLoss(db, 'l7k3ma4cd', TEN), old)
})
