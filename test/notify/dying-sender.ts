/*
 * A process that takes notices to subscribers by mail and ends when there is nothing left to do, unless it is killed
 * after so many steps. A step is a transaction that was committed, a mail about to be handed over, or a mail that was taken
 * and is not written down yet: every place at which a crash could lose or double something.
 */
import pino from 'pino'

import { systemClock } from '../../src/lib/clock.ts'
import { createTokens } from '../../src/lib/tokens.ts'
import { startNotifier } from '../../src/notify/notifier.ts'
import { createEmail } from '../../src/notify/transports/email/email.ts'
import type { Transport } from '../../src/notify/transports/transport.ts'
import { openStore, type Db } from '../../src/store/open.ts'
import { plainMessages } from '../support/notices.ts'
import { WALLET } from '../record/story.ts'
import { sampleTemplates } from '../support/sample-letters.ts'

const [, , file = '', smtpUrl = '', dieAfter = ''] = process.argv

// Whatever becomes of the test, this ends.
setTimeout(() => process.exit(1), 110_000).unref()

let left = dieAfter === '' ? Infinity : Number(dieAfter)
function step(): void {
  left -= 1
  if (left <= 0) process.kill(process.pid, 'SIGKILL')
}

const store = await openStore({ file })
const email = createEmail({
  settings: { publicUrl: 'https://status.example', smtpUrl, email: { from: 'status@example.com' } },
  templates: sampleTemplates(),
  clock: systemClock,
})
if (email === undefined) throw new Error('Mail was not set up.')
const notifier = await startNotifier({
  db: counting(store.db),
  components: WALLET.components,
  zone: 'UTC',
  publicUrl: 'https://status.example',
  operators: new Map(),
  transports: { email: watched(email) },
  messages: plainMessages,
  tokens: createTokens('a secret key of the tests, long enough'),
  perHour: 100,
  onConfirmed: () => Promise.resolve(),
  clock: systemClock,
  log: pino({ level: 'error' }, pino.destination(2)),
})
const watching = setInterval(() => {
  void isDone(store.db).then((done) => (done ? end() : undefined))
}, 50)

async function end(): Promise<void> {
  clearInterval(watching)
  await notifier.stop()
  await store.close()
}

async function isDone(db: Db): Promise<boolean> {
  const walking = await db.selectFrom('notices').select('num').where('walked_to', 'is not', null).execute()
  const open = await db
    .selectFrom('deliveries')
    .select('num')
    .where('status', 'in', ['waiting', 'sending'])
    .limit(1)
    .execute()
  return walking.length === 0 && open.length === 0
}

function watched(transport: Transport): Transport {
  return {
    ...transport,
    async deliver(letter, signal) {
      step()
      const delivered = await transport.deliver(letter, signal)
      step()
      return delivered
    },
  }
}

/** The same database; every transaction that was committed is a step. */
function counting(db: Db): Db {
  return new Proxy(db, {
    get(target, name) {
      if (name !== 'transaction') {
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? value.bind(target) : value
      }
      return () => ({
        execute: async <T>(work: (tx: Db) => Promise<T>): Promise<T> => {
          const result = await target.transaction().execute(work)
          step()
          return result
        },
      })
    },
  })
}
