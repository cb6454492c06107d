import t from 'tap'

import { fanOut } from '../../src/notify/fan-out.ts'
import { insertNotice } from '../../src/store/notices/notices.ts'
import { WALLET } from '../record/story.ts'
import { startMailServer } from '../support/mail-server.ts'
import { incidentNews } from '../support/notices.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { openTestStoreFile } from '../support/store.ts'
import { send, tally } from './run-sender.ts'

t.test('killed at any step, a digest is one letter under one name', async (t) => {
  let steps = 0
  for (let killed = true; killed; steps += 1) {
    const mail = await startMailServer(t)
    const { store, file } = await openTestStoreFile(t)
    await addSubscriber(store.db, 'alice')
    const now = Date.now()
    for (const number of [1, 2]) {
      const news = incidentNews({ subjectId: `incident000${number}` })
      await insertNotice(store.db, { id: `notice00000${number}`, at: now, news })
    }
    // Before anything is sent, so that both wait.
    const watch = { stopped: () => false, onStep: () => undefined }
    await fanOut({ db: store.db, components: WALLET.components, clock: () => now }, watch)
    killed = await send(file, mail, steps + 1)
    if (killed) await send(file, mail)
    const told = tally(mail)
    t.strictSame(
      [...told.values()].map((ids) => ids.size),
      [1],
      `step ${steps + 1}: one Message-ID`,
    )
    t.ok(
      mail.mails.every(({ raw }) => raw.includes('notice000001 notice000002')),
      `step ${steps + 1}: with both in it`,
    )
    await mail.goAway()
  }
  t.ok(steps > 3, `${steps} steps were tried`)
})
