import t from 'tap'

import { insertDelivery } from '../../src/store/notices/deliveries.ts'
import { settleDeliveries } from '../../src/store/notices/settle-deliveries.ts'
import { insertNotice } from '../../src/store/notices/notices.ts'
import type { Db } from '../../src/store/open.ts'
import { incidentNews } from '../support/notices.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { subscribersTerminal } from '../support/subscribers-terminal.ts'

const AT = Date.parse('2026-03-14T10:00:00+08:00')

/** A notice on its way to somebody; their delivery's number is the same as theirs. */
async function tell(db: Db, id: string, name: string) {
  const notice = await insertNotice(db, { id, at: AT, news: incidentNews() })
  const { num } = await addSubscriber(db, name)
  await insertDelivery(db, { noticeNum: notice.num, subscriberNum: num, transport: 'email', now: AT })
  return num
}

async function bury(db: Db, num: number) {
  await settleDeliveries(
    db,
    [{ kind: 'dead', nums: [num], counts: true, error: 'refused: answered 552' }],
    AT,
  )
}

t.test('the newest notices are listed with how far they have come', async (t) => {
  const { db, run } = await subscribersTerminal(t)
  t.match(await run('notices', 'list'), { code: 0, out: /^No notices\./ })
  await tell(db, 'notice000001', 'ann')
  await bury(db, await tell(db, 'notice000002', 'ben'))
  t.equal(
    (await run('notices', 'list')).out,
    [
      'notice000002  2026-03-14 10:00  incident opened  dead 1',
      '              Top-ups fail',
      'notice000001  2026-03-14 10:00  incident opened  waiting 1',
      '              Top-ups fail',
    ].join('\n'),
  )
  t.notMatch((await run('notices', 'list', '--limit', '1')).out, /notice000001/)
})

t.test('a dead letter is told with its reason and without the address', async (t) => {
  const { db, run } = await subscribersTerminal(t)
  t.match(await run('notices', 'dead'), { code: 0, out: /^No dead letters\./ })
  await bury(db, await tell(db, 'notice000001', 'ann'))
  const { out } = await run('notices', 'dead')
  t.equal(out, '1  notice000001  email  ann  1 try  2026-03-14 10:00  refused: answered 552')
})

t.test('dead letters are sent again, those of one notice or all', async (t) => {
  const { db, run } = await subscribersTerminal(t)
  for (const [id, name] of [
    ['notice000001', 'ann'],
    ['notice000002', 'ben'],
    ['notice000003', 'cai'],
  ] as const)
    await bury(db, await tell(db, id, name))
  t.match(await run('notices', 'replay', 'notice000002'), { code: 0, out: /^Replayed 1\n/ })
  t.notMatch((await run('notices', 'dead')).out, /notice000002/)
  t.match(await run('notices', 'replay', '--all'), { code: 0, out: /^Replayed 2\n/ })
  t.match(await run('notices', 'dead'), { out: /^No dead letters\./ })
  t.match(await run('notices', 'replay', '--all'), { code: 0, out: /^Replayed 0\n/ })
})

t.test('replaying wants one notice that exists, or all of them', async (t) => {
  const { run } = await subscribersTerminal(t)
  t.match(await run('notices', 'replay'), { code: 2, err: /expected one NOTICE_ID or --all/ })
  t.match(await run('notices', 'replay', 'notice000001', '--all'), { code: 2 })
  t.match(await run('notices', 'replay', 'notice000001'), {
    code: 1,
    err: 'there is no notice "notice000001"',
  })
  t.match(await run('notices', 'list', '--limit', 'many'), { code: 2, err: /expected a whole number/ })
  t.match(await run('notices', 'list', '--all'), { code: 2, err: /--all does not belong to list/ })
})
