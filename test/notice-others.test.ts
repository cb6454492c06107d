import t, { type Test } from 'tap'

import { noticeOthers } from '../src/notice-others.ts'
import { insertNotice } from '../src/store/notices/notices.ts'
import { openStore } from '../src/store/open.ts'
import { writeSetting } from '../src/store/settings.ts'
import { incidentNews } from './support/notices.ts'
import { openTestStoreFile } from './support/store.ts'

/** The server's watch on its database, another connection to it, and how often pages were made anew and a notifier poked. */
async function watched(t: Test, notifierWrites: boolean) {
  const { store, file } = await openTestStoreFile(t)
  const other = await openStore({ file })
  t.teardown(() => other.close())
  const seen = { changed: 0, pokes: 0 }
  const notice = await noticeOthers({
    store,
    keeper: { invalidate: (why) => void (why === 'changed' && (seen.changed += 1)) },
    poke: () => void (seen.pokes += 1),
    notifierWrites: () => notifierWrites,
  })
  return { other: other.db, seen, notice }
}

t.test('pages are made anew and the notifier looks whenever another process has written', async (t) => {
  const { other, seen, notice } = await watched(t, false)
  await notice()
  t.same(seen, { changed: 0, pokes: 0 })
  for (const value of ['1', '2', '3']) {
    await writeSetting(other, 'sample', value)
    await notice()
    await notice()
  }
  t.same(seen, { changed: 3, pokes: 3 })
})

t.test('a notifier that writes again and again has pages made anew once', async (t) => {
  const { other, seen, notice } = await watched(t, true)
  for (const value of ['1', '2', '3']) {
    await writeSetting(other, 'sample', value)
    await notice()
  }
  t.equal(seen.changed, 1)
})

t.test('a new notice is on the page at once though a notifier is writing', async (t) => {
  const { other, seen, notice } = await watched(t, true)
  await writeSetting(other, 'sample', '1')
  await notice()
  await insertNotice(other, { id: 'n', at: 1, news: incidentNews() })
  await notice()
  t.same(seen, { changed: 2, pokes: 2 })
})
