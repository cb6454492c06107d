import { copyFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import Database from 'better-sqlite3'

import { walkingNotices } from '../../src/store/notices/notices.ts'
import { type Db, openStore } from '../../src/store/open.ts'
import { configText } from './bench-config.ts'
import { startChild } from './child.ts'
import type { Bench } from './figure.ts'
import { benchFolder } from './folder.ts'
import { newsOf, tellOf } from './sending.ts'
import type { RawAnswer } from './raw-server.ts'
import { residentMb, type ServeProcess, startServe } from './serve-process.ts'
import { fillSubscribers, SECRET_KEY } from './subscriber-rows.ts'
import type { TargetAsk } from './target.ts'

const SUBSCRIBERS = 1_000_000
/** Each follows one of so many components: a notice about one of them is for every hundredth subscriber. */
const PARTS = 100
const FOLLOWED = 'part-7'
const FOLLOWERS = `subscribers join subscriptions
  on subscriber = num and topic = 'component' and topic_id = '${FOLLOWED}'`
/** To a transaction of the bare loop. */
const STEP = 1_000
const LOOK_EVERY_MS = 100

/** A server with a million subscribers: a notice for all of them, and one for few, fanned out and not sent. */
export const subscribersBench: Bench = {
  name: 'subscribers',
  async run() {
    await using folder = await benchFolder()
    const file = await fillSubscribers(folder.path, {
      count: SUBSCRIBERS,
      transport: 'email',
      address: 's#@example.com',
      parts: PARTS,
    })
    const bareWide = await bareFanOut(file, 'subscribers')
    const bareNarrow = await bareFanOut(file, FOLLOWERS)
    const raw = startChild<RawAnswer, number>('raw-server.ts')
    await raw.ask({ headers: [], unchangedHeaders: [], body: Buffer.from('ok') })
    const rawMb = await residentMb(raw.pid)
    const { db, close } = await openStore({ file })
    const target = startChild<TargetAsk, number>('target.ts')
    const targetUrl = `http://127.0.0.1:${await target.ask({ do: 'start', delayMs: 2 })}`
    const configFile = path.join(folder.path, 'wallet.yaml')
    // No way to send anything is set up: what is made waits.
    await writeFile(configFile, configText({ count: PARTS, every: '10s', targetUrl }))
    const serve = await startServe({ CONFIG: configFile, DATA_DIR: folder.path, SECRET_KEY })
    const narrow = await fannedOut(db, serve, [FOLLOWED])
    const wide = await fannedOut(
      db,
      serve,
      Array.from({ length: PARTS }, (_, index) => `part-${index}`),
    )
    await serve.stop()
    for (const child of [raw, target]) await child.stop()
    await close()
    const memory = { limit: rawMb, unit: 'MB', goal: { of: 'value', atMost: 200 } } as const
    return [
      { name: `${SUBSCRIBERS} subscribers: most memory, a notice for all`, value: wide.mostMb, ...memory },
      { name: 'the same: a notice for every hundredth', value: narrow.mostMb, ...memory },
      { name: 'deliveries made a second', value: wide.perSecond, limit: bareWide, unit: '/s' },
      {
        name: 'walked over a second for every hundredth',
        value: narrow.perSecond,
        limit: bareNarrow,
        unit: '/s',
      },
    ]
  },
}

/** Writes a notice, as another process does, and watches the server take it to everybody. */
async function fannedOut(db: Db, serve: ServeProcess, componentIds: readonly string[]) {
  await tellOf(db, newsOf(componentIds))
  const samples: number[] = []
  const beganAt = performance.now()
  while ((await walkingNotices(db, { limit: 1 })).length > 0) {
    samples.push(await serve.residentMb())
    await sleep(LOOK_EVERY_MS)
  }
  const tookMs = performance.now() - beganAt
  return { mostMb: Math.max(...samples), perSecond: (SUBSCRIBERS * 1000) / tookMs }
}

/** Subscribers a second for whom SQLite alone puts rows into such a table, or passes them by, in a copy of the database. */
async function bareFanOut(file: string, readers: string): Promise<number> {
  const copy = `${file}.bare`
  await copyFile(file, copy)
  const raw = new Database(copy)
  raw.pragma('journal_mode = wal')
  raw.pragma('synchronous = normal')
  raw.pragma('foreign_keys = on')
  raw.exec(
    `insert into notices (num, id, subject, subject_id, moment, news_json, at) values (1, 'n', '', '', '', '{}', 0)`,
  )
  const insert = raw.prepare(
    `insert into deliveries (notice, subscriber, transport, status, due_at, created_at)
      select 1, num, transport, 'waiting', 0, 0 from ${readers} where num between ? and ?`,
  )
  const beganAt = performance.now()
  for (let first = 1; first <= SUBSCRIBERS; first += STEP) insert.run(first, first + STEP - 1)
  const tookMs = performance.now() - beganAt
  raw.close()
  await rm(copy)
  return (SUBSCRIBERS * 1000) / tookMs
}
