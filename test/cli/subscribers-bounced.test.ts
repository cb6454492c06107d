import { createReadStream } from 'node:fs'
import path from 'node:path'

import Database from 'better-sqlite3'
import t, { type Test } from 'tap'

import { commands } from '../../src/cli/commands.ts'
import { runCommand } from '../../src/cli/run-command.ts'
import { operatorName } from '../../src/notify/operators.ts'
import { deadDeliveries, replayDead } from '../../src/store/notices/dead-letters.ts'
import { insertNotice } from '../../src/store/notices/notices.ts'
import { DATABASE_FILE, type Db } from '../../src/store/open.ts'
import { subscriberByAddress } from '../../src/store/subscribers.ts'
import { incidentNews } from '../support/notices.ts'
import { BOUNCE_MAKERS } from '../support/sample-bounces.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { subscribersTerminal } from '../support/subscribers-terminal.ts'

const { postfix } = BOUNCE_MAKERS
const LIN = 'lin@example.com'
const SUBSCRIBER = 'sub000000001'
const NOTICE = 'notice000001'
const LETTER = { messageId: `<${NOTICE}.${SUBSCRIBER}@status.example>`, to: LIN }

/** A subscriber whose letter the mail server took, and a terminal beside them. */
async function afterSending(t: Test, more: Parameters<typeof addSubscriber>[2] = {}) {
  const terminal = await subscribersTerminal(t)
  const { db } = terminal
  const { num } = await addSubscriber(db, SUBSCRIBER, { address: LIN, ...more })
  await send(db, { subscriber: num, notices: [NOTICE], letter: NOTICE })
  return {
    ...terminal,
    /** Hands in a mail as a mail server's pipe does. */
    async pipe(mail: string | AsyncIterable<Uint8Array>) {
      const [out, err]: [string[], string[]] = [[], []]
      const code = await runCommand(commands, ['subscribers', 'bounced'], {
        env: terminal.env,
        cwd: terminal.folder,
        signal: new AbortController().signal,
        input: typeof mail === 'string' ? piecesOf(mail) : mail,
        out: (line) => out.push(line),
        err: (line) => err.push(line),
      })
      return { code, out: out.join('\n'), err: err.join('\n') }
    },
    lin: () => subscriberByAddress(db, { transport: 'email', address: LIN }),
    dead: () => deadDeliveries(db, { limit: 10 }),
  }
}

async function* piecesOf(text: string): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000)
}

async function send(
  db: Db,
  { subscriber, notices, letter }: { subscriber: number; notices: readonly string[]; letter: string },
): Promise<void> {
  for (const id of notices) {
    const { num: notice } = await insertNotice(db, { id, at: 0, news: incidentNews() })
    const row = { notice, subscriber, transport: 'email', status: 'sent', due_at: 0, created_at: 0 } as const
    await db
      .insertInto('deliveries')
      .values({ ...row, letter, settled_at: 0 })
      .execute()
  }
}

t.test('a mailbox that does not exist is paused with its reason, and its letter is dead', async (t) => {
  const { pipe, lin, dead } = await afterSending(t)
  t.match(await pipe(postfix(LETTER)), {
    code: 0,
    out: `standard input: paused ${SUBSCRIBER}: there is no such mailbox (5.1.1)`,
    err: '',
  })
  t.match(await lin(), { status: 'paused', pausedBecause: 'gone' })
  t.match(await dead(), [{ noticeId: NOTICE, attempts: 1, error: 'gone: the mail came back with 5.1.1' }])
})

t.test('a letter of several notices is dead with all of them', async (t) => {
  const { pipe, db, dead } = await afterSending(t)
  await send(db, { subscriber: 1, notices: ['notice000002', 'notice000003'], letter: 'digest000001' })
  t.match(await pipe(postfix({ ...LETTER, messageId: LETTER.messageId.replace(NOTICE, 'digest000001') })), {
    code: 0,
    out: /paused/,
  })
  const ids = (await dead()).map(({ noticeId }) => noticeId)
  t.strictSame(ids.toSorted(), ['notice000002', 'notice000003'], 'and none that was not in it')
})

t.test('a report that comes again, also after the reader went on, changes nothing', async (t) => {
  const { pipe, db, lin } = await afterSending(t)
  await pipe(postfix(LETTER))
  t.match(await pipe(postfix(LETTER)), { code: 0, out: 'standard input: known already' })
  await db.updateTable('subscribers').set({ status: 'active', paused_because: null }).execute()
  t.match(await pipe(postfix(LETTER)), { code: 0, out: 'standard input: known already' })
  t.match(await lin(), { status: 'active' })
})

t.test('a full mailbox and a policy make the letter dead and pause nobody', async (t) => {
  for (const status of ['5.2.2', '5.7.1']) {
    const { pipe, db, lin, dead } = await afterSending(t)
    t.match(await pipe(postfix({ ...LETTER, status })), {
      code: 0,
      out: `not delivered to ${SUBSCRIBER} (${status})`,
    })
    t.match(await lin(), { status: 'active' })
    t.match(await dead(), [{ error: `refused: the mail came back with ${status}` }])
    t.equal(await replayDead(db, { now: 1 }), 1, 'and it can be sent once more')
  }
})

t.test('what is only late is left alone', async (t) => {
  const { pipe, lin, dead } = await afterSending(t)
  for (const part of [{ action: 'delayed', status: '4.4.1' }, { status: '4.4.7' }])
    t.match(await pipe(postfix({ ...LETTER, ...part })), { code: 0, out: /nothing in it failed for good/ })
  t.match(await lin(), { status: 'active' })
  t.strictSame(await dead(), [])
})

t.test('nobody is paused by a report that somebody made up', async (t) => {
  const { pipe, db, lin, dead } = await afterSending(t)
  await addSubscriber(db, 'sub000000002', { address: 'ben@example.com' })
  const forged: readonly (readonly [string, RegExp])[] = [
    // The notice's id is public, and so may be the address.
    [`<${NOTICE}.sub000000009@status.example>`, /no letter that we remember/],
    [`<${NOTICE}.@status.example>`, /no letter of ours/],
    [`<${NOTICE}@status.example>`, /no letter of ours/],
    [`<${NOTICE}.%@status.example>`, /no letter of ours/],
    ['<20260314.1@mx.example>', /no letter that we remember/],
    ['', /no letter of ours/],
    // Of somebody whom this letter did not go to.
    [`<${NOTICE}.sub000000002@status.example>`, /no letter that we remember/],
    [`<notice000009.${SUBSCRIBER}@status.example>`, /no letter that we remember/],
  ]
  for (const [messageId, why] of forged)
    t.match(await pipe(postfix({ ...LETTER, messageId })), { code: 0, out: why, err: '' }, messageId)
  t.match(await pipe(postfix({ ...LETTER, to: 'ben@example.com' })), {
    code: 0,
    out: /not about the address/,
  })
  t.match(await pipe(postfix(LETTER).replace('Status: 5.1.1', '')), { code: 0, out: /left alone/ })
  t.match(await lin(), { status: 'active' })
  t.strictSame(await dead(), [])
})

t.test('an address that only one behind it is gone from is told on', async (t) => {
  const { pipe, lin } = await afterSending(t)
  const mail = postfix(LETTER).replace(
    `Final-Recipient: rfc822; ${LIN}`,
    'Final-Recipient: rfc822; old@example.com',
  )
  t.match(await pipe(mail), { code: 0, out: /not about the address/ })
  t.match(await lin(), { status: 'active' })
})

t.test('large letters make no other address, and one that was changed since is another', async (t) => {
  const { pipe, db } = await afterSending(t)
  await db.updateTable('subscribers').set({ address: 'new@example.com' }).execute()
  t.match(await pipe(postfix(LETTER)), { out: /not about the address/ })
  await db.updateTable('subscribers').set({ address: 'Lin@example.com' }).execute()
  t.match(await pipe(postfix({ ...LETTER, to: 'LIN@EXAMPLE.COM' })), { out: /paused/ })
})

t.test('an operator is never paused: the letter is dead, which is told loudly', async (t) => {
  const { pipe, db, dead } = await afterSending(t, { address: operatorName('email', LIN) })
  const news = { subject: 'operators', subjectId: 'loss:A', moment: 'told', kind: 'loss', ref: 'A' } as const
  await db.updateTable('subscribers').set({ operator: 1 }).execute()
  await db.updateTable('notices').set({ subject: news.subject, subject_id: news.subjectId }).execute()
  t.match(await pipe(postfix(LETTER)), { code: 0, out: /not delivered to/ })
  const { status } = await db.selectFrom('subscribers').select('status').executeTakeFirstOrThrow()
  t.equal(status, 'active')
  t.match(await dead(), [{ error: 'gone: the mail came back with 5.1.1' }])
})

t.test('whatever else is piped in is left alone, and nothing of it is repeated', async (t) => {
  const { pipe, dead } = await afterSending(t)
  const mails = [
    '',
    'From: a-secret@person.example\nSubject: a-secret\n\nI am away.\n',
    '\0\xFF'.repeat(5_000),
  ]
  for (const mail of mails) {
    const { code, out, err } = await pipe(mail)
    t.match(
      { code, out, err },
      { code: 0, out: /^standard input: left alone: no report on a delivery/, err: '' },
    )
    t.notMatch(out, 'secret')
  }
  t.notMatch((await pipe(postfix(LETTER))).out, /example\.com/, 'no address either')
  t.equal((await dead()).length, 1)
})

t.test('a mail that does not end is read to its end, and left alone', async (t) => {
  const { pipe, lin } = await afterSending(t)
  let read = 0
  async function* endless() {
    yield Buffer.from(postfix(LETTER))
    for (; read < 200; read += 1) yield Buffer.alloc(100_000, 'x')
  }
  t.match(await pipe(endless()), { code: 0, out: /left alone: larger than/ })
  t.equal(read, 200, 'whoever pipes it is not cut off')
  t.match(await lin(), { status: 'active' })
})

t.test('while the database is locked or missing the mail server is to try again', async (t) => {
  const { pipe, folder, lin } = await afterSending(t)
  const other = new Database(path.join(folder, DATABASE_FILE))
  other.exec('begin immediate')
  t.match(await pipe(postfix(LETTER)), { code: 75, out: '', err: /locked by another process/ })
  t.match(await lin(), { status: 'active' })
  other.exec('rollback')
  other.close()
  t.match(await pipe(postfix(LETTER)), { code: 0, out: /paused/ })
  const elsewhere = await runCommand(commands, ['subscribers', 'bounced'], {
    env: { DATA_DIR: path.join(folder, 'none') },
    cwd: folder,
    signal: new AbortController().signal,
    input: piecesOf(postfix(LETTER)),
    out: () => t.fail('nothing was done'),
    err: (line) => t.match(line, /^There is no database/),
  })
  t.equal(elsewhere, 75)
})

t.test('files are taken one by one, and one that cannot be read is named', async (t) => {
  const { run, write, folder, pipe } = await afterSending(t)
  await write('1.eml', 'Subject: hello\n\nhello\n')
  await write('2.eml', postfix(LETTER))
  t.match(await run('subscribers', 'bounced', '1.eml', '2.eml'), {
    code: 0,
    out: /^1\.eml: left alone.*\n2\.eml: paused sub000000001/,
  })
  t.match(await run('subscribers', 'bounced', '2.eml', 'none.eml'), {
    code: 75,
    out: '2.eml: known already',
    err: /^none\.eml: cannot be read \(ENOENT[^\n]*$/,
  })
  t.match(await pipe(createReadStream(path.join(folder, '2.eml'))), { code: 0, out: /known already/ })
})
