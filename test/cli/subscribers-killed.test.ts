import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'

import { sql } from 'kysely'
import t, { type Test } from 'tap'

import { forgetOutlived } from '../../src/record/subscribers/leave.ts'
import { type SubscribersTerminal, subscribersTerminal } from '../support/subscribers-terminal.ts'
import { eventually } from '../support/eventually.ts'

const MAIN = path.resolve(import.meta.dirname, '../../src/main.js')
/** As many as ROWS says, such as 100000: so many take minutes on a busy machine. */
const ROWS = Number(process.env['ROWS'] ?? 5_000)
/** So many, looked at so often, that nobody misses the middle of their import, however busy the machine is. */
const MANY = 10_000
const LOOK_MS = 2

async function writeMany({ write }: SubscribersTerminal, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, i) => `email,p${i}@example.com,2026-01-02T03:04:05Z`)
  await write('many.csv', ['transport,address,confirmed_at', ...rows, ''].join('\n'))
}

async function rowsThere({ db }: SubscribersTerminal): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from subscribers`.execute(db)
  return rows[0]?.count ?? 0
}

function importMany({ env, folder }: SubscribersTerminal) {
  return spawn(process.execPath, [MAIN, 'subscribers', 'import', 'many.csv'], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: 'ignore',
  })
}

async function half(t: Test, signal: 'SIGKILL' | 'SIGTERM'): Promise<SubscribersTerminal> {
  const terminal = await subscribersTerminal(t)
  await writeMany(terminal, MANY)
  const importing = importMany(terminal)
  const ended = once(importing, 'close')
  await eventually('half of them are copied', async () => (await rowsThere(terminal)) > 200, 60_000, LOOK_MS)
  importing.kill(signal)
  await ended
  return terminal
}

t.test('of an import that is killed in the middle nobody is there, and it can be done again', async (t) => {
  const terminal = await half(t, 'SIGKILL')
  const { run, db } = terminal
  t.ok((await rowsThere(terminal)) > 0, 'it was in the middle')
  t.match(await run('subscribers', 'count'), { out: /^No subscribers\./ })
  t.notMatch((await run('subscribers', 'export', '-')).out, /@/)
  const tomorrow = Date.now() + 86_400_000
  while ((await forgetOutlived({ db }, tomorrow)) > 0);
  t.equal(await rowsThere(terminal), 0, "the server's housekeeping deletes what it left")
})

t.test('an import after one that was killed takes its place', async (t) => {
  const { run } = await half(t, 'SIGKILL')
  t.match(await run('subscribers', 'import', 'many.csv'), { code: 0, out: /^Imported 10000$/m })
  t.match((await run('subscribers', 'count')).out, /^email +active +10000$/)
})

t.test('an import that is asked to stop deletes what it has copied', async (t) => {
  const terminal = await half(t, 'SIGTERM')
  t.equal(await rowsThere(terminal), 0)
})

t.test('a crowd comes in while others write', { timeout: 600_000 }, async (t) => {
  const terminal = await subscribersTerminal(t)
  await writeMany(terminal, ROWS)
  const startedAt = performance.now()
  const importing = importMany(terminal)
  const ended = once(importing, 'close')
  let longestMs = 0
  while (importing.exitCode === null && importing.signalCode === null) {
    const at = performance.now()
    // With the server's own patience: what it writes waits for a quarter of a second and is tried again.
    await sql`update settings set value = value where name = ''`.execute(terminal.db).catch(() => undefined)
    longestMs = Math.max(longestMs, performance.now() - at)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  t.strictSame(await ended, [0, null])
  t.comment(
    `${ROWS} rows in ${Math.round(performance.now() - startedAt)} ms; a write waited ${Math.round(longestMs)} ms`,
  )
  t.match((await terminal.run('subscribers', 'count')).out, new RegExp(`^email +active +${ROWS}$`))
})
