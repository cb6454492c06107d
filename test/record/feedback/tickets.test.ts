import { sql } from 'kysely'
import t from 'tap'

import { addWord, rate, readOwn, withdraw } from '../../../src/record/feedback/own-ticket.ts'
import { forgetTickets } from '../../../src/record/feedback/forget-tickets.ts'
import { closeTicket, replyTo, takeTicket } from '../../../src/record/feedback/work-on-ticket.ts'
import { tellOperatorsOfFeedback } from '../../../src/record/feedback/tell-operators.ts'
import { tellOfOverdue } from '../../../src/record/feedback/tell-overdue.ts'
import { markReached, readUnreached } from '../../../src/record/notices/unreached.ts'
import { syncOperators } from '../../../src/record/notices/sync-operators.ts'
import { loadTexts } from '../../../src/lib/text.ts'
import { createDisclosureReader } from '../../../src/publish/readers/read-disclosure.ts'
import { disclosureCsv } from '../../../src/publish/pages/feedback/disclosure-csv.ts'
import { listTickets } from '../../../src/store/tickets.ts'
import { DAY, HOUR, MINUTE, NOON } from '../../publish/small-wallet.ts'
import { deskOf } from './desk-of.ts'

const reply = { 'zh-CN': '好的。', en: 'Done.' }
const mark = (kind: string) => `[${kind}]`

t.test('of two operators at once one takes it and one answers, and the other is told', async (t) => {
  const { desk, give } = await deskOf(t)
  const { ref, key } = await give()
  const took = await Promise.allSettled(
    ['ann', 'ben'].map((as) => takeTicket(desk, { ref, as, over: false })),
  )
  t.match(
    took.find(({ status }) => status === 'rejected'),
    { reason: /is with ann already/ },
  )
  const replied = await Promise.allSettled(
    [0, 1].map(() => replyTo(desk, { ref, reply, again: false }, NOON)),
  )
  t.strictSame(replied.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  t.equal((await readOwn(desk, key))?.words.length, 2)
})

t.test('what is due soonest stands first', async (t) => {
  const { db, give } = await deskOf(t)
  const [idea, late, soon] = [await give('idea'), await give('refund', NOON - 9 * DAY), await give('refund')]
  const listed = await listTickets(db, { all: false, limit: 9 })
  t.strictSame(
    listed.map(({ ref }) => ref),
    [late.ref, soon.ref, idea.ref],
  )
})

t.test('speeds count working days from receipt to answer, and a reopened ticket anew', async (t) => {
  const { desk, db, give } = await deskOf(t)
  const read = () => createDisclosureReader({ db, wallet: desk.wallet }).read(2026)
  // 2026-03-14 is a Saturday: until Tuesday there are two working days.
  const { ref, key } = await give()
  await replyTo(desk, { ref, reply, again: false }, NOON + 3 * DAY)
  t.match((await read()).kinds[0], { received: 1, handled: 1, within1: 0, within3: 1 })
  await rate(desk, key, 2)
  await rate(desk, key, 5)
  t.match(await addWord(desk, { link: key, message: 'Not yet.', mark }, NOON + 4 * DAY), { reopened: true })
  t.match((await read()).kinds[0], { received: 1, handled: 0, within3: 0, satisfaction: 5, rated: 1 })
  await closeTicket(desk, ref, NOON + 20 * DAY)
  t.match((await read()).kinds[0], { handled: 1, within3: 0, over7: 1 })
  t.match((await read()).share, { ratio: 1 / 50_000 })
})

t.test(
  'who deletes before there is an answer has withdrawn, and who deletes later was handled',
  async (t) => {
    const { desk, db, give } = await deskOf(t)
    const [first, second] = [await give(), await give()]
    await replyTo(desk, { ref: second.ref, reply, again: false }, NOON)
    t.ok(await withdraw(desk, first.key))
    t.ok(await withdraw(desk, second.key))
    t.notOk(await withdraw(desk, second.key), 'a second time there is none')
    const { all } = await createDisclosureReader({ db, wallet: desk.wallet }).read(2026)
    t.match(all, { received: 2, withdrawn: 1, handled: 1 })
  },
)

t.test('another ticket’s token opens nothing', async (t) => {
  const { desk, give } = await deskOf(t)
  const [mine, yours] = [await give(), await give()]
  t.equal(await readOwn(desk, { ref: mine.ref, token: yours.key.token }), undefined)
  t.notOk(await withdraw(desk, { ref: mine.ref, token: '' }))
  t.ok(await readOwn(desk, mine.key))
})

t.test('answered tickets close after a silence, and closed ones are forgotten but for numbers', async (t) => {
  const { desk, db, give } = await deskOf(t)
  const { ref, key } = await give()
  await replyTo(desk, { ref, reply, again: false }, NOON)
  await forgetTickets(desk, NOON + 9 * DAY)
  t.match(await readOwn(desk, key), { state: 'answered' })
  await forgetTickets(desk, NOON + 11 * DAY)
  t.match(await readOwn(desk, key), { state: 'closed' })
  t.equal(await forgetTickets(desk, NOON + 42 * DAY), 1)
  t.equal(await readOwn(desk, key), undefined)
  t.match((await createDisclosureReader({ db, wallet: desk.wallet }).read(2026)).all, { handled: 1 })
})

t.test('operators are told of a storm once in a quarter of an hour', async (t) => {
  const { desk, give } = await deskOf(t)
  const texts = loadTexts('templates/locales')
  const tell = (now: number) => tellOperatorsOfFeedback({ ...desk, texts }, now)
  t.notOk(await tell(NOON), 'nothing, nothing told')
  for (let count = 0; count < 20; count += 1) await give('idea', NOON)
  t.ok(await tell(NOON + MINUTE))
  await give('idea', NOON + 2 * MINUTE)
  t.notOk(await tell(NOON + 3 * MINUTE))
  t.ok(await tell(NOON + 17 * MINUTE))
  t.notOk(await tell(NOON + 40 * MINUTE), 'nobody said anything new')
})

t.test('a word to operators counts all that waits: the one before it may never have arrived', async (t) => {
  const { db, desk, give } = await deskOf(t)
  const texts = loadTexts('templates/locales')
  const tell = (now: number) => tellOperatorsOfFeedback({ ...desk, texts }, now)
  const newest = async () =>
    JSON.stringify(
      await db.selectFrom('notices').select('news_json').orderBy('num', 'desc').executeTakeFirst(),
    )
  await give('idea')
  await tell(NOON + MINUTE)
  await give('idea', NOON + 2 * MINUTE)
  await give('idea', NOON + 3 * MINUTE)
  await tell(NOON + 17 * MINUTE)
  t.match(await newest(), /有 3 条反馈等答复.*3 条是新的/)
  await syncOperators(
    db,
    [{ name: 'operator:1', transport: 'email', locale: 'en', kinds: ['feedback'] }],
    NOON,
  )
  await give('idea', NOON + 20 * MINUTE)
  await tell(NOON + 33 * MINUTE)
  t.match(await newest(), /有 4 条反馈等答复.*4 条是新的/)
  await db.updateTable('deliveries').set({ status: 'sent' }).execute()
  await markReached(db, NOON + 34 * MINUTE)
  await give('idea', NOON + 40 * MINUTE)
  t.match(await readUnreached(db, NOON + 41 * MINUTE), { feedbackUntold: 0 }, 'it is gathered for a while')
  t.match(await readUnreached(db, NOON + 2 * HOUR), { feedbackUntold: 1 })
  await tell(NOON + 50 * MINUTE)
  t.match(await newest(), /有 5 条反馈等答复.*1 条是新的/)
  await db
    .updateTable('deliveries')
    .set({ due_at: NOON + 9 * HOUR })
    .where('status', '=', 'waiting')
    .execute()
  t.match(await readUnreached(db, NOON + 2 * HOUR), { feedbackUntold: 0 }, 'quiet hours are no failure')
})

t.test('what is overdue is told once a day, as one word, when the page’s day begins', async (t) => {
  const { db, desk, give } = await deskOf(t)
  const texts = loadTexts('templates/locales')
  const tell = (now: number) => tellOfOverdue({ ...desk, texts }, now)
  // By Wednesday, 2026-03-18.
  const { ref } = await give('refund')
  await give('refund')
  t.notOk(await tell(Date.parse('2026-03-18T23:59:00+08:00')), 'the day is not over')
  t.ok(await tell(Date.parse('2026-03-19T00:00:30+08:00')))
  t.notOk(await tell(Date.parse('2026-03-19T00:01:30+08:00')))
  t.notOk(await tell(Date.parse('2026-03-19T23:59:00+08:00')))
  await replyTo(desk, { ref, reply, again: false }, NOON + 5 * DAY)
  t.ok(await tell(Date.parse('2026-03-20T08:00:00+08:00')), 'and later where nobody ran at midnight')
  const words = await db.selectFrom('notices').select('news_json').orderBy('num').execute()
  t.match(JSON.stringify(words[0]), /有 2 条反馈已过答复日期/)
  t.match(JSON.stringify(words[1]), /有 1 条反馈已过答复日期/)
})

t.test('a flood of feedback ends where the room for it ends, and takes nobody’s words', async (t) => {
  const { db, desk, give } = await deskOf(t)
  const { key, ticket } = await give()
  await sql`
    with recursive n(i) as (select 1 union all select i + 1 from n where i < 99998)
    insert into ticket_words (ticket, written_by, body, at) select ${ticket.num}, 'operator', 'x', 0 from n`.execute(
    db,
  )
  const other = await give()
  await t.rejects(give(), /message: full/)
  await t.rejects(addWord(desk, { link: other.key, message: 'More.', mark }, NOON), /message: full/)
  t.equal((await readOwn(desk, other.key))?.words.length, 1)
  await replyTo(desk, { ref: other.ref, reply, again: false }, NOON)
  await withdraw(desk, key)
  await give()
})

t.test('no cell of the table runs in a spreadsheet', async (t) => {
  const { desk, db, give } = await deskOf(t)
  await give('idea')
  const disclosure = await createDisclosureReader({ db, wallet: desk.wallet }).read(2026)
  t.match(
    disclosureCsv(disclosure, () => '=Idea'),
    /\n2026,service,'=Idea,1,0,0,0,/,
  )
})
