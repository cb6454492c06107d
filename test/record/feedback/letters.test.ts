import t, { type Test } from 'tap'

import { exportOwn, readOwn } from '../../../src/record/feedback/own-ticket.ts'
import { forgetTickets } from '../../../src/record/feedback/forget-tickets.ts'
import { mailboxOf } from '../../../src/record/feedback/leave-mailbox.ts'
import { closeTicket, replyTo } from '../../../src/record/feedback/work-on-ticket.ts'
import { countSubscribers } from '../../../src/store/count-subscribers.ts'
import { fanOutStep } from '../../../src/store/notices/fan-out.ts'
import { subscriberByAddress, subscriberByToken, subscribersAfter } from '../../../src/store/subscribers.ts'
import { DAY, HOUR, NOON } from '../../publish/small-wallet.ts'
import { mailingDeskOf } from './desk-of.ts'

const reply = { 'zh-CN': '好的。', en: 'Done.' }

async function toldOf(t: Test) {
  const made = await mailingDeskOf(t)
  const moments = async () => {
    const rows = await made.db.selectFrom('notices').select('moment').orderBy('num').execute()
    return rows.map(({ moment }) => moment)
  }
  return { ...made, moments }
}

t.test(
  'a mailbox gets at most six letters a day, over all tickets it was left with, however it is written',
  async (t) => {
    const { desk, give, moments } = await toldOf(t)
    for (const contact of ['lin@a.example', 'Lin@a.example', 'lin+1@a.example', 'LIN+2@A.example']) {
      const { ref } = await give(contact)
      await replyTo(desk, { ref, reply, again: false }, NOON)
      await closeTicket(desk, ref, NOON + HOUR)
    }
    t.equal((await moments()).length, 6)
    const other = await give('ann@a.example')
    await replyTo(desk, { ref: other.ref, reply, again: false }, NOON + HOUR)
    t.equal((await moments()).length, 7, 'another has its own six')
    const next = await give('lin@a.example')
    await replyTo(desk, { ref: next.ref, reply, again: false }, NOON + DAY + 1)
    t.equal((await moments()).length, 8, 'and the next day brings more')
  },
)

t.test('large letters and what follows a plus make no other mailbox', async (t) => {
  t.equal(mailboxOf('Lin+wallet@Example.com'), 'lin@example.com')
  t.equal(mailboxOf('+lin@example.com'), '+lin@example.com')
})

t.test('dots make other mailboxes but where their provider ignores them', async (t) => {
  t.equal(mailboxOf('l.in@example.com'), 'l.in@example.com')
  for (const address of ['lin@gmail.com', 'l.i.n@gmail.com', 'L.in+wallet@Gmail.com', 'li.n@googlemail.com'])
    t.equal(mailboxOf(address), 'lin@gmail.com', address)
})

t.test(
  'a mailbox left with a ticket is no subscriber: not counted, listed, found, nor told of anything else',
  async (t) => {
    const { db, give } = await toldOf(t)
    await give('lin@a.example')
    t.strictSame(await countSubscribers(db), [])
    t.strictSame(await subscribersAfter(db, { afterNum: 0, limit: 10 }), [])
    const { address, manage_hash: hash } = await db
      .selectFrom('subscribers')
      .selectAll()
      .executeTakeFirstOrThrow()
    t.notMatch(address, '@')
    t.equal(await subscriberByAddress(db, { transport: 'email', address }), undefined)
    t.equal(await subscriberByToken(db, { kind: 'manage', hash }), undefined)
    const { num } = await db
      .insertInto('notices')
      .values({
        id: 'everybodys',
        subject: 'incident',
        subject_id: 'x',
        moment: 'opened',
        news_json: '{}',
        at: NOON + DAY,
        walked_to: 0,
      })
      .returning('num')
      .executeTakeFirstOrThrow()
    const audience = {
      topics: [{ kind: 'everything', id: '' }],
      details: ['every_update'],
      turnTopics: [],
      exceptTopics: [],
      once: true,
    } as const
    t.match(
      await fanOutStep(db, { notice: { num, at: NOON + DAY }, audience, now: NOON + DAY, stride: 10 }),
      {
        made: 0,
      },
    )
  },
)

t.test('a telephone number, or no contact, is told nothing', async (t) => {
  const { desk, db, give, moments } = await toldOf(t)
  for (const contact of ['13800000000', '']) {
    const { ref } = await give(contact)
    await replyTo(desk, { ref, reply, again: false }, NOON)
  }
  t.strictSame(await moments(), [])
  t.strictSame(await db.selectFrom('subscribers').select('num').execute(), [])
})

t.test(
  'what is sent is part of what its writer can export, and all of it goes with the ticket',
  async (t) => {
    const { desk, db, give } = await toldOf(t)
    const { ref, key } = await give('lin@a.example')
    await replyTo(desk, { ref, reply, again: false }, NOON)
    await db
      .updateTable('deliveries')
      .set({ status: 'sent', settled_at: NOON + HOUR })
      .execute()
    t.match(await readOwn(desk, key), {
      letters: { stopped: false, sent: [{ moment: 'answered', at: NOON + HOUR }] },
    })
    t.match(await exportOwn(desk, key, NOON), { letters: { sent: [{ about: 'answered' }] } })
    await forgetTickets(desk, NOON + 11 * DAY)
    t.equal(await forgetTickets(desk, NOON + 42 * DAY), 1)
    for (const table of ['subscribers', 'deliveries', 'notices'] as const)
      t.strictSame(await db.selectFrom(table).selectAll().execute(), [], table)
  },
)
