import t, { type Test } from 'tap'

import { insertNotice } from '../../src/store/notices/notices.ts'
import type { Db } from '../../src/store/open.ts'
import { startMailServer } from '../support/mail-server.ts'
import { incidentNews } from '../support/notices.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { openTestStoreFile } from '../support/store.ts'
import { send, tally } from './run-sender.ts'

async function fill(db: Db, subscribers: number): Promise<void> {
  for (let index = 0; index < subscribers; index += 1) await addSubscriber(db, `s${index}`)
}

async function fresh(t: Test, subscribers: number): Promise<string> {
  const { store, file } = await openTestStoreFile(t)
  await fill(store.db, subscribers)
  await insertNotice(store.db, { id: 'notice000001', at: Date.now(), news: incidentNews() })
  return file
}

t.test('killed at any step, everybody is told, and nobody a second time under another name', async (t) => {
  const SUBSCRIBERS = 3
  let steps = 0
  for (let killed = true; killed; steps += 1) {
    const mail = await startMailServer(t)
    const file = await fresh(t, SUBSCRIBERS)
    killed = await send(file, mail, steps + 1)
    if (killed) await send(file, mail)
    const told = tally(mail)
    t.equal(told.size, SUBSCRIBERS, `step ${steps + 1}: everybody`)
    t.ok(
      [...told.values()].every((ids) => ids.size === 1),
      `step ${steps + 1}: one Message-ID each`,
    )
    await mail.goAway()
  }
  t.ok(steps > SUBSCRIBERS * 2, `${steps} steps were tried`)
})

t.test(
  'of 10,000 subscribers each is told exactly once, though the sender is killed three times',
  async (t) => {
    const SUBSCRIBERS = 10_000
    const mail = await startMailServer(t)
    const { store, file } = await openTestStoreFile(t)
    await store.db.transaction().execute((tx) => fill(tx, SUBSCRIBERS))
    await insertNotice(store.db, { id: 'notice000001', at: Date.now(), news: incidentNews() })
    // In the midst of the fan-out, of sending, and of sending once more.
    for (const steps of [7, 4_000, 9_000]) t.ok(await send(file, mail, steps), `killed after ${steps} steps`)
    await send(file, mail)

    const told = tally(mail)
    t.equal(told.size, SUBSCRIBERS)
    t.ok([...told.values()].every((ids) => ids.size === 1))
    const twice = mail.mails.length - SUBSCRIBERS
    t.comment(`${twice} mails came again under the same Message-ID`)
    t.ok(twice < 1_000, 'only what was on its way when it was killed')
    const left = await store.db.selectFrom('deliveries').select('num').where('status', '!=', 'sent').execute()
    t.strictSame(left, [])
  },
)
