import t from 'tap'

import { fromJson } from '../../../src/store/json.ts'
import type { Db } from '../../../src/store/open.ts'
import { askToSubscribe } from '../../../src/record/subscribers/ask-to-subscribe.ts'
import { forgetOutlived, unsubscribe } from '../../../src/record/subscribers/leave.ts'
import { openTestIncident } from '../../support/incidents.ts'
import { addSubscriber } from '../../support/sample-subscribers.ts'
import { MAIL, openDoors, refusals } from '../../support/doors.ts'

async function newsOf(db: Db): Promise<unknown[]> {
  const rows = await db.selectFrom('notices').select('news_json').orderBy('num').execute()
  return rows.map(({ news_json: json }) => fromJson(json))
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

t.test('a new address is asked, and nothing is sent there before it says yes', async (t) => {
  const { ask, one, letters } = await openDoors(t)
  t.strictSame(await ask({ topics: ['component:debit-card', 'maintenance'], detail: 'start_and_end' }), {
    transport: 'email',
  })
  t.match(await one(), {
    status: 'pending',
    address: 'lin@example.com',
    detail: 'start_and_end',
    consent: { text: '1 zh-CN' },
  })
  t.match(await letters(), [{ to: 'lin@example.com', moment: 'confirm', status: 'waiting' }])
})

t.test('the database holds digests of tokens and never a token', async (t) => {
  const { db, ask, one, tokens } = await openDoors(t)
  await ask()
  const { manage, confirm } = tokens(await one())
  const held = JSON.stringify(await db.selectFrom('subscribers').selectAll().execute())
  t.notMatch(held, manage)
  t.notMatch(held, confirm)
})

t.test('a thousand askings for one address in a day send three letters at most', async (t) => {
  const { ask, wait, send, letters } = await openDoors(t)
  for (let times = 0; times < 1_000; times += 1) {
    t.strictSame(await ask(), { transport: 'email' })
    await send()
    wait((23 * HOUR) / 1_000)
  }
  t.equal((await letters()).length, 3)
})

t.test('letters that have not left yet do not pile up', async (t) => {
  const { ask, wait, letters } = await openDoors(t)
  for (let times = 0; times < 3; times += 1) {
    await ask()
    wait(HOUR)
  }
  t.equal((await letters()).length, 1)
})

t.test('within ten minutes nobody is written to twice, the day after again', async (t) => {
  const { ask, wait, send, letters } = await openDoors(t)
  const after = async (ms: number) => {
    wait(ms)
    await ask()
    await send()
    return (await letters()).length
  }
  t.equal(await after(0), 1)
  t.equal(await after(9 * MINUTE), 1)
  t.equal(await after(MINUTE), 2)
  t.equal(await after(HOUR), 3)
  t.equal(await after(HOUR), 3)
  t.equal(await after(22 * HOUR), 4)
})

t.test('leaving and asking again brings no more letters', async (t) => {
  const { desk, ask, wait, one, subscribers, letters, tokens, now } = await openDoors(t)
  let written = 0
  for (let times = 0; times < 20; times += 1) {
    await ask()
    written += (await letters()).length
    if ((await subscribers()).length > 0) await unsubscribe(desk, tokens(await one()).manage)
    wait(HOUR)
  }
  t.equal(written, 3)
  wait(DAY)
  await forgetOutlived(desk, now())
  t.strictSame(await desk.db.selectFrom('askings').selectAll().execute(), [])
})

t.test(
  'one mailbox by many spellings, or one server by many paths, is written to no more often',
  async (t) => {
    const { ask, wait, letters } = await openDoors(t)
    const mailboxes = ['lin@example.com', 'lin+1@example.com', 'LIN+2@example.com', 'l.in@example.com']
    for (const address of [...mailboxes, '+lin@example.com', '+@example.com']) {
      await ask({ given: { address } })
      wait(HOUR)
    }
    t.strictSame(
      (await letters()).map(({ to }) => to),
      [...mailboxes.slice(0, 3), '+lin@example.com', '+@example.com'],
    )
    const before = (await letters()).length
    for (let times = 0; times < 50; times += 1)
      await ask({ transport: 'webhook', given: { address: `https://example.com/${times}?q=${times}` } })
    t.equal((await letters()).length - before, 20)
    await ask({ transport: 'webhook', given: { address: 'https://another.example/hook' } })
    t.equal((await letters()).length - before, 21)
  },
)

t.test('so many short messages an hour, to whomever, and whoever asks for more learns so', async (t) => {
  const { desk, wait, letters, now } = await openDoors(t)
  const text = (n: number) =>
    askToSubscribe(
      { ...desk, smsPerHour: 5 },
      { ...MAIL, transport: 'sms', given: { address: `+861380000000${n}` } },
      now(),
    )
  for (let n = 0; n < 5; n += 1) await text(n)
  t.strictSame(await refusals(text(6)), ['transport: sms_busy'])
  t.equal((await letters()).length, 5)
  wait(HOUR)
  await text(6)
  t.equal((await letters()).length, 6)
})

t.test('whose mailbox it was that was written to cannot be read in the database', async (t) => {
  const { desk, ask, one, tokens } = await openDoors(t)
  await ask()
  await unsubscribe(desk, tokens(await one()).manage)
  const held = JSON.stringify(await desk.db.selectFrom('askings').selectAll().execute())
  t.match(held, 'asked_at')
  t.notMatch(held, 'lin')
})

t.test('where no letter may be written, what an address is asked stays as it was', async (t) => {
  const { ask, wait, one } = await openDoors(t)
  await ask()
  const before = await one()
  wait(9 * MINUTE)
  await ask({ topics: ['maintenance'], locale: 'en', consentText: 'of a stranger' })
  t.strictSame(await one(), before)
})

t.test('who asks again before saying yes gets what they asked for last', async (t) => {
  const { ask, wait, one } = await openDoors(t)
  await ask({ quiet: { from: '22:00', to: '08:00' } })
  wait(HOUR)
  await ask({ locale: 'en', topics: ['group:pay'] })
  const { locale, topics, quiet } = await one()
  t.strictSame(
    { locale, topics, quiet },
    {
      locale: 'en',
      topics: [{ kind: 'group', id: 'pay' }],
      quiet: undefined,
    },
  )
})

t.test(
  'for somebody subscribed nothing changes, and they alone learn that they were asked for',
  async (t) => {
    const { db, ask, wait, send, one, letters } = await openDoors(t)
    const known = await addSubscriber(db, 'lin', { status: 'paused', pausedBecause: 'themselves' })
    t.strictSame(await ask({ topics: ['maintenance'], locale: 'zh-CN' }), { transport: 'email' })
    t.strictSame(await one(), known)
    t.match(await letters(), [{ moment: 'known' }])
    t.match(await newsOf(db), [{ moment: 'known', asked: { topics: [{ kind: 'maintenance', id: '' }] } }])
    for (let times = 0; times < 20; times += 1) {
      await send()
      wait(HOUR)
      await ask()
    }
    t.equal((await letters()).length, 3)
  },
)

const BROWSER = {
  transport: 'web_push',
  given: { address: 'https://push.example/1', auth: 'a', p256dh: 'b' },
}

t.test('a browser is its own proof: it is subscribed at once', async (t) => {
  const { ask, one, tokens, letters } = await openDoors(t)
  const { manage } = await ask(BROWSER)
  t.match(await one(), { status: 'active', confirmedAt: Number })
  t.equal(manage, tokens(await one()).manage)
  t.equal((await ask(BROWSER)).manage, manage)
  t.match(await letters(), [{ moment: 'welcome' }])
})

t.test('what a browser asks for more joins what it is told already', async (t) => {
  const { ask, wait, one } = await openDoors(t)
  await ask({ ...BROWSER, topics: ['group:pay'], detail: 'start_and_end', locale: 'en' })
  const { confirmedAt } = await one()
  wait(HOUR)
  t.notHas(await ask({ ...BROWSER, topics: ['maintenance', 'group:pay'] }), { already: true })
  t.match(await one(), {
    topics: [
      { kind: 'group', id: 'pay' },
      { kind: 'maintenance', id: '' },
    ],
    detail: 'start_and_end',
    locale: 'en',
    confirmedAt,
  })
  await ask({ ...BROWSER, topics: ['everything'] })
  t.strictSame((await one()).topics, [{ kind: 'everything', id: '' }])
})

t.test('"tell me once" takes nothing from a browser that is told anyway, and it learns so', async (t) => {
  const { db, ask, one } = await openDoors(t)
  await openTestIncident(db, 'incident0001', { componentId: 'payment' })
  await ask({ ...BROWSER, topics: ['group:top-up'] })
  const once = { ...BROWSER, topics: ['incident:incident0001'], once: true }
  t.match(await ask(once), { already: true })
  t.match(await one(), {
    once: false,
    topics: [
      { kind: 'group', id: 'top-up' },
      { kind: 'incident', id: 'incident0001' },
    ],
  })
})

t.test('a browser that waits for one end may wait for another, or go on to be told', async (t) => {
  const { db, ask, one } = await openDoors(t)
  for (const id of ['incident0001', 'incident0002'])
    await openTestIncident(db, id, { componentId: 'payment' })
  await ask({ ...BROWSER, topics: ['incident:incident0001'], once: true })
  t.notHas(await ask({ ...BROWSER, topics: ['incident:incident0002'], once: true }), { already: true })
  t.match(await one(), { once: true, topics: [{ id: 'incident0001' }, { id: 'incident0002' }] })
  await ask({ ...BROWSER, topics: ['group:pay'], detail: 'start_and_end' })
  t.match(await one(), { once: false, detail: 'start_and_end', topics: { length: 3 } })
})

t.test('a browser that paused or was gone and asks again is told again', async (t) => {
  const { db, ask, one } = await openDoors(t)
  await ask(BROWSER)
  for (const because of ['gone', 'themselves'] as const) {
    await db.updateTable('subscribers').set({ status: 'paused', paused_because: because }).execute()
    await ask(BROWSER)
    t.match(await one(), { status: 'active', pausedBecause: undefined }, because)
  }
})

t.test('who knows a browser’s address without its keys gets and changes nothing', async (t) => {
  const { ask, one } = await openDoors(t)
  const address = 'https://push.example/1'
  await ask({ transport: 'web_push', given: { address, auth: 'a', p256dh: 'b' } })
  const other = { transport: 'web_push', given: { address, auth: 'x', p256dh: 'b' }, topics: ['maintenance'] }
  t.strictSame(await ask(other), { transport: 'web_push' })
  t.strictSame((await one()).topics, [{ kind: 'everything', id: '' }])
})

t.test('everything that is wrong is said at once, and nothing is written', async (t) => {
  const { db, ask, subscribers } = await openDoors(t)
  const wrong = {
    given: { address: 'nobody' },
    locale: 'fr',
    detail: 'all of it',
    topics: ['component:nothing'],
    quiet: { from: '25:00', to: '08:00' },
  }
  t.strictSame((await refusals(ask(wrong))).toSorted(), [
    'address: email_form',
    'detail: detail',
    'locale: locale',
    'quiet: time',
    'topics: topics_unknown',
  ])
  t.strictSame(await refusals(ask({ transport: 'telegram' })), ['transport: transport'])
  t.strictSame(await subscribers(), [])
  t.strictSame(await db.selectFrom('notices').selectAll().execute(), [])
})
