import path from 'node:path'

import t, { type Test } from 'tap'

import { systemClock } from '../../src/lib/clock.ts'
import { manageToken } from '../../src/lib/letter-links.ts'
import { createTokens, digestOf } from '../../src/lib/tokens.ts'
import { notifierApart } from '../../src/notifier-thread/notifier-apart.ts'
import { insertNotice, walkingNotices } from '../../src/store/notices/notices.ts'
import { eventually } from '../support/eventually.ts'
import { flowConfig } from '../support/flow-config.ts'
import { keepLog } from '../support/log-lines.ts'
import { startMailServer } from '../support/mail-server.ts'
import { incidentNews } from '../support/notices.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { openTestStoreFile } from '../support/store.ts'

const KEY = 'a secret key for tests that is long enough'
const TEMPLATES = path.resolve(import.meta.dirname, '../../templates')

/** A notifier apart, whose thread hands mail to a server of the test's own, and a subscriber to everything. */
async function apart(t: Test, secretKey: string = KEY) {
  const mailServer = await startMailServer(t)
  const { store, file } = await openTestStoreFile(t)
  const { db } = store
  await addSubscriber(db, 'lin', { manageHash: digestOf(manageToken(createTokens(KEY), 'lin')) })
  const { wallet, notices } = flowConfig({ SANDBOX_URL: 'http://127.0.0.1:9', NEIGHBOUR_PORT: '9' })
  const { log, lines } = keepLog()
  const notifier = notifierApart(
    {
      wallet,
      notices: { ...notices, email: { from: 'Starbridge <status@starbridge.example>' } },
      operators: [],
      environment: { dataFolder: path.dirname(file), smtpUrl: mailServer.url, secretKey },
      templatesFolder: TEMPLATES,
      logLevel: 'silent',
    },
    { db, offered: ['email'], clock: systemClock, log },
  )
  t.teardown(() => notifier.stop())
  const tell = async (id: string): Promise<void> => {
    await insertNotice(db, { id, at: Date.now(), news: incidentNews({ subjectId: id }) })
    notifier.poke()
  }
  return { notifier, mailServer, db, tell, lines }
}

t.test('a notice leaves by a thread of its own, which was not there before it', async (t) => {
  const { notifier, mailServer, tell } = await apart(t)
  t.notOk(notifier.writes())
  await tell('first')
  await eventually('a mail', () => mailServer.addresses().includes('lin@example.com'))
  t.ok(notifier.writes())
})

t.test('a thread that is there sends what comes later, and ends when it is told to', async (t) => {
  const { notifier, mailServer, tell } = await apart(t)
  await tell('first')
  await eventually('a mail', () => mailServer.mails.length === 1)
  await tell('second')
  await eventually('another mail', () => mailServer.mails.length === 2)
  await notifier.stop()
  t.notOk(notifier.writes())
})

t.test('a thread that cannot begin is told of in the log, and what waits goes on waiting', async (t) => {
  const { notifier, mailServer, tell, db, lines } = await apart(
    t,
    'another key than the links were made with',
  )
  t.notOk(notifier.fails())
  await tell('first')
  await eventually('a line in the log', () =>
    lines.some(({ msg }) => msg === 'Notices: the thread that sends them failed; another begins soon'),
  )
  t.ok(notifier.fails())
  t.equal(mailServer.mails.length, 0)
  t.match(await walkingNotices(db, { limit: 10 }), [{ id: 'first' }])
})
