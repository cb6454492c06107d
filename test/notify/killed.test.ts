import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

import t, { type Test } from 'tap'

import { insertNotice } from '../../src/store/notices/notices.ts'
import type { Db } from '../../src/store/open.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'
import { incidentNews } from '../support/notices.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { openTestStoreFile } from '../support/store.ts'

const SENDER = fileURLToPath(import.meta.resolve('./dying-sender.ts'))

/** Runs the sender; answers whether it was killed before it had done everything. */
async function send(file: string, mail: MailServer, dieAfter?: number): Promise<boolean> {
  const words = [SENDER, file, mail.url, ...(dieAfter === undefined ? [] : [String(dieAfter)])]
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] })
  const [code, signal] = await once(child, 'close')
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`The sender ended with ${code} ${signal}.`)
  return signal === 'SIGKILL'
}

/** How often each Message-ID came, by who got it. */
function tally(mail: MailServer): Map<string, Map<string, number>> {
  const byRecipient = new Map<string, Map<string, number>>()
  for (const { to, raw } of mail.mails) {
    const id = /^Message-ID: (\S+)/im.exec(raw)?.[1] ?? ''
    const [recipient = ''] = to
    const ids = byRecipient.get(recipient) ?? new Map<string, number>()
    ids.set(id, (ids.get(id) ?? 0) + 1)
    byRecipient.set(recipient, ids)
  }
  return byRecipient
}

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
