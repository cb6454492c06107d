import { stat } from 'node:fs/promises'
import path from 'node:path'

import t from 'tap'

import { confirmToken, manageToken } from '../../src/lib/letter-links.ts'
import { createTokens, digestOf } from '../../src/lib/tokens.ts'
import { serversTokens } from '../../src/record/subscribers/servers-tokens.ts'
import { dueDeliveries, dueSubscribers } from '../../src/store/notices/due-deliveries.ts'
import { noticesByNum } from '../../src/store/notices/notices.ts'
import { DATABASE_FILE } from '../../src/store/open.ts'
import { claimServing } from '../../src/store/serving.ts'
import { subscriberByAddress, subscribersAfter } from '../../src/store/subscribers.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { SECRET_KEY, subscribersTerminal } from '../support/subscribers-terminal.ts'

const ALL = { afterNum: 0, limit: 1_000 }
const CONFIRMED = 'transport,address,confirmed_at\nemail,ann@example.com,2026-01-02T03:04:05Z\n'
const tokens = createTokens(SECRET_KEY)

t.test('people of whom the file says when they agreed are subscribed at once', async (t) => {
  const { run, write, db } = await subscribersTerminal(t)
  await write('list.csv', CONFIRMED)
  t.match(await run('subscribers', 'import', 'list.csv'), { code: 0, out: /New: 1\nImported 1\n/, err: '' })
  const [ann] = await subscribersAfter(db, ALL)
  t.match(ann, {
    address: 'ann@example.com',
    status: 'active',
    locale: 'zh-CN',
    topics: [{ kind: 'everything', id: '' }],
    confirmedAt: Date.parse('2026-01-02T03:04:05Z'),
    consent: { text: 'import' },
  })
  t.equal(ann?.manageHash, digestOf(manageToken(tokens, ann?.id ?? '')), 'their links work')
  t.match((await run('subscribers', 'count')).out, /^email +active +1$/)
})

t.test('people of whom nobody knows whether they agreed are asked first', async (t) => {
  const { run, write, db } = await subscribersTerminal(t)
  await write('list.csv', 'transport,address\nemail,ann@example.com\nemail,ben@example.com\n')
  t.match(await run('subscribers', 'import', 'list.csv'), { code: 0, out: /up to 2 are asked/ })
  const people = await subscribersAfter(db, ALL)
  t.strictSame(
    people.map(({ status }) => status),
    ['pending', 'pending'],
  )
  for (const { id, askedAt, confirmHash } of people)
    t.equal(confirmHash, digestOf(confirmToken(tokens, id, askedAt ?? 0)), 'the link in their letter works')
  const now = Date.now() + 60_000
  const subscribers = await dueSubscribers(db, { transport: 'email', now, limit: 10 })
  const due = await dueDeliveries(db, { subscribers, now })
  const notices = await noticesByNum(
    db,
    due.map(({ noticeNum }) => noticeNum),
  )
  t.strictSame(
    [...notices.values()].map(({ news }) => news),
    people.map(({ id }) => ({ subject: 'subscriber', subjectId: id, moment: 'confirm' })),
  )
  t.ok(due[1]!.dueAt > due[0]!.dueAt, 'one after the other, so that news gets through between them')
})

t.test('a reason that stands elsewhere confirms them, but not who never said yes', async (t) => {
  const { run, write, db } = await subscribersTerminal(t)
  await write('list.csv', 'transport,address,status\nemail,ann@example.com,\nemail,ben@example.com,pending\n')
  t.match(await run('subscribers', 'import', 'list.csv', '--confirmed-by', 'ticked in our app'), { code: 0 })
  const [ann, ben] = await subscribersAfter(db, ALL)
  t.match(ann, { status: 'active', consent: { text: 'import: ticked in our app' } })
  t.equal(ben?.status, 'pending')
})

t.test(
  'one refused row and nothing is written; the report says what, where and what was expected',
  async (t) => {
    const { run, write, db } = await subscribersTerminal(t)
    const bad =
      'email,"not\nan address",2026-01-02\nfax,1,\nemail,ben@example.com,tomorrow\nemail,a@b.example,,9\n'
    await write('list.csv', CONFIRMED + bad)
    const answer = await run('subscribers', 'import', 'list.csv')
    t.match(answer, { code: 1, out: /Refused: 4\nNothing was written/ })
    t.match(answer.err, /^list.csv: line 3: confirmed_at: found "2026-01-02", expected a moment such as/m)
    t.match(answer.err, /^list.csv: line 3: address: This does not look like a mail address/m)
    t.match(
      answer.err,
      /^list.csv: line 5: transport: found "fax", expected a way that is set up here: email, /m,
    )
    t.match(answer.err, /^list.csv: line 7: row: found 1 cells more than there are columns$/m)
    t.strictSame(await subscribersAfter(db, ALL), [])
    t.match(await run('subscribers', 'import', 'list.csv', '--skip-refused'), { code: 0, out: /Imported 1/ })
    t.equal((await subscribersAfter(db, ALL)).length, 1)
  },
)

t.test('a dry run says all that and writes nothing', async (t) => {
  const { run, write, db } = await subscribersTerminal(t)
  await write('list.csv', CONFIRMED)
  const answer = await run('subscribers', 'import', 'list.csv', '--dry-run', '--locale', 'en')
  t.match(answer, { code: 0, out: /New: 1\nNothing was written/ })
  t.strictSame(await subscribersAfter(db, ALL), [])
})

t.test('who is there twice or subscribed already is counted and left alone', async (t) => {
  const { run, write, db } = await subscribersTerminal(t)
  const topics = [{ kind: 'maintenance', id: '' }] as const
  await addSubscriber(db, 'ann', { topics, manageHash: digestOf(manageToken(tokens, 'ann')) })
  await write(
    'list.csv',
    `${CONFIRMED}email,ben@example.com,2026-01-02T03:04:05Z\n`.repeat(1) + 'email,ben@EXAMPLE.com,\n',
  )
  const answer = await run('subscribers', 'import', 'list.csv')
  t.match(answer, {
    code: 0,
    out: /New: 1.*\nTwice in the file: 1\nSubscribed already and left as they are: 1\n/,
  })
  t.match(await subscriberByAddress(db, { transport: 'email', address: 'ann@example.com' }), {
    id: 'ann',
    topics,
  })
})

t.test("Statuspage's list is recognised by its columns", async (t) => {
  const { run, write, db } = await subscribersTerminal(t)
  const header = 'id,mode,email,endpoint,components,state,created_at,quarantined_at'
  const rows = [
    '1,email,ann@example.com,,"余额查询, Balance",,2025-03-01 10:00:00 UTC,',
    '2,webhook,ops@example.com,https://hooks.example.com/x,,,2025-03-01T10:00:00.000-06:00,',
    '3,email,gone@example.com,,,,2025-03-01T10:00:00Z,2025-04-01T10:00:00Z',
    '4,email,new@example.com,,,unconfirmed,2025-03-01T10:00:00Z,',
    '5,slack,,,,,2025-03-01T10:00:00Z,',
  ]
  await write('list.csv', [header, ...rows].join('\r\n'))
  const first = await run('subscribers', 'import', 'list.csv', '--skip-refused')
  t.match(first.err, /line 6: mode: found "slack", expected email, sms or webhook/)
  t.match(first.out, /Left out, since Statuspage had stopped writing to them: 1/)
  t.match(
    (await subscribersAfter(db, ALL)).map(({ address, status }) => `${address} ${status}`).join('\n'),
    /https:\/\/hooks.example.com\/x active\nnew@example.com pending$/,
  )
})

t.test('a file of other columns is refused with the columns that are known', async (t) => {
  const { run, write } = await subscribersTerminal(t)
  await write('list.csv', 'name,telephone\nAnn,1\n')
  t.match(await run('subscribers', 'import', 'list.csv'), {
    code: 1,
    err: /expected some of\n {2}transport, address/,
  })
  await write('list.csv', 'transport,address,colour\nemail,ann@example.com,blue\n')
  t.match(await run('subscribers', 'import', 'list.csv'), {
    code: 1,
    err: /line 1: the first line names "colour", expected only transport, /,
  })
  await write('list.csv', '')
  t.match(await run('subscribers', 'import', 'list.csv'), { code: 1, err: /the file is empty/ })
  t.match(await run('subscribers', 'import', 'none.csv'), { code: 1, err: /none.csv: cannot be read/ })
})

t.test('a byte order mark and Windows line breaks are fine, another encoding is named', async (t) => {
  const { run, write } = await subscribersTerminal(t)
  await write('list.csv', `\uFEFF${CONFIRMED.replaceAll('\n', '\r\n')}`)
  t.match(await run('subscribers', 'import', 'list.csv', '--dry-run'), { code: 0, out: /New: 1/ })
  const gbk = Buffer.concat([Buffer.from(CONFIRMED), Buffer.from('d6d0cec4b2e2cad40a', 'hex')])
  await write('list.csv', gbk)
  t.match(await run('subscribers', 'import', 'list.csv'), {
    code: 1,
    err: /list.csv: not UTF-8 near line 3: it reads as GB18030 \(GBK\); save it as "CSV UTF-8"/,
  })
  await write('list.csv', Buffer.from(`\uFEFF${CONFIRMED}`, 'utf16le'))
  t.match(await run('subscribers', 'import', 'list.csv'), { code: 1, err: /it is UTF-16/ })
})

t.test('a quote that is never closed is told, and does not fill the memory', async (t) => {
  const { run, write } = await subscribersTerminal(t)
  await write('list.csv', `${CONFIRMED}email,"ben@example.com,\n${'email,x@example.com,\n'.repeat(50_000)}`)
  t.match(await run('subscribers', 'import', 'list.csv'), {
    code: 1,
    err: /a quote before it was never closed/,
  })
})

t.test('nobody is brought in whose links the server could not open', async (t) => {
  const { run, write, db } = await subscribersTerminal(t)
  await addSubscriber(db, 'ann', { manageHash: digestOf('made with another key') })
  await write('list.csv', CONFIRMED)
  t.match(await run('subscribers', 'import', 'list.csv'), { code: 1, err: /another secret key/ })
})

t.test('a server does not start with a key that no link was made with, until it is told to', async (t) => {
  const { run, db, folder } = await subscribersTerminal(t)
  const asked = { status: 'pending', confirmHash: digestOf('asked'), confirmUntil: 2, askedAt: 1 } as const
  await addSubscriber(db, 'ann', { manageHash: digestOf('made with another key') })
  await addSubscriber(db, 'ben', { ...asked, manageHash: digestOf('made with another key too') })
  t.match(await run('serve'), { code: 1, err: /another secret key[^]*subscribers rekey/ })

  const serving = claimServing(path.join(folder, DATABASE_FILE))
  t.match(await run('subscribers', 'rekey'), { code: 1, err: /Stop that one first/ })
  serving.release()
  t.match(await run('subscribers', 'rekey'), { code: 0, out: /^The links of 2 subscribers/ })
  const [ann, ben] = await subscribersAfter(db, ALL)
  t.equal(ann?.manageHash, digestOf(manageToken(tokens, 'ann')))
  t.equal(ann?.confirmHash, undefined)
  t.equal(ben?.manageHash, digestOf(manageToken(tokens, 'ben')))
  t.equal(ben?.confirmHash, digestOf(confirmToken(tokens, 'ben', 1)))
  t.ok(await serversTokens(db, { secretKey: SECRET_KEY, dataFolder: folder }))
})

t.test('an export is for its owner alone and overwrites nothing', async (t) => {
  const { run, folder, db } = await subscribersTerminal(t)
  await addSubscriber(db, 'ann', { settings: { secret: 'of-a-robot' } })
  t.match(await run('subscribers', 'export', 'out.csv'), { code: 0, out: /^Exported 1 to out.csv/ })
  t.equal((await stat(path.join(folder, 'out.csv'))).mode & 0o777, 0o600)
  t.match(await run('subscribers', 'export', 'out.csv'), { code: 1, err: 'out.csv exists already.' })
  t.notMatch((await run('subscribers', 'export', '-')).out, /of-a-robot/)
  t.match((await run('subscribers', 'export', '-', '--with-secrets')).out, /of-a-robot/)
})

t.test('words that do not fit are told with the usage', async (t) => {
  const { run } = await subscribersTerminal(t)
  t.match(await run('subscribers', 'melt'), { code: 2, err: /expected one of count, export, import/ })
  t.match(await run('subscribers', 'count', '--dry-run'), {
    code: 2,
    err: /--dry-run does not belong to count/,
  })
  t.match(await run('subscribers', 'import'), { code: 2, err: /FILE is missing/ })
  t.match(await run('subscribers', 'import', 'x', '--locale', 'fr'), {
    code: 2,
    err: /expected one of zh-CN, en/,
  })
  t.match(await run('subscribers', 'count'), { code: 0, out: /^No subscribers./ })
})
