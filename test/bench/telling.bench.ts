import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { openStore } from '../../src/store/open.ts'
import { benchConfig, configText } from './bench-config.ts'
import { type Child, startChild } from './child.ts'
import { type Bench, median } from './figure.ts'
import { benchFolder } from './folder.ts'
import type { LoadAsk, LoadTold } from './load.ts'
import type { MailSinkAsk, MailSinkTold } from './mail-sink.ts'
import { plainMails } from './plain-mails.ts'
import { isDone, newsOf, openSending, tellOf, whenDone } from './sending.ts'
import { startServe } from './serve-process.ts'
import { fillSubscribers, SECRET_KEY } from './subscriber-rows.ts'
import type { TargetAsk } from './target.ts'

const PARTS = 10
const EACH = 5_000
const NTH = 1_000
const ROUNDS = 5
const VISITORS = 10
/** Shorter than a notice takes to reach everybody whom it is for. */
const WINDOW_MS = 1_000
const BETWEEN_MS = 1_000

type Sink = Child<MailSinkAsk, MailSinkTold>

interface Told {
  readonly firstMs: number
  readonly nthMs: number
}

/**
 * From the commit of an update to mails at the mail server, against nodemailer's own way of sending as many; and what
 * readers of the page notice meanwhile.
 */
export const tellingBench: Bench = {
  name: 'telling',
  async run() {
    const sink = startChild<MailSinkAsk, MailSinkTold>('mail-sink.ts')
    const { port } = await sink.ask({ do: 'start' })
    const { here, plain } = await inProcess(sink, port)
    const { there, idle, busy } = await inServer(sink, port)
    await sink.stop()
    const figure = (name: string, told: readonly Told[], which: keyof Told) => ({
      name,
      value: median(told.map((one) => one[which])),
      limit: median(plain.map((one) => one[which])),
      unit: 'ms',
    })
    return [
      figure('committed here: first mail', here, 'firstMs'),
      figure(`committed here: mail ${NTH}`, here, 'nthMs'),
      figure('committed in another process: first mail', there, 'firstMs'),
      figure(`committed in another process: mail ${NTH}`, there, 'nthMs'),
      {
        name: `home page for ${VISITORS} visitors while ${EACH} are told: p99`,
        value: median(busy.map(({ p99Ms }) => p99Ms)),
        limit: median(idle.map(({ p99Ms }) => p99Ms)),
        unit: 'ms',
        goal: { of: 'ratio', atMost: 2 },
      },
      {
        name: 'the same: p50',
        value: median(busy.map(({ p50Ms }) => p50Ms)),
        limit: median(idle.map(({ p50Ms }) => p50Ms)),
        unit: 'ms',
      },
    ]
  },
}

/** The process that writes the update sends the mails as well; and after each, as many by nodemailer alone. */
async function inProcess(sink: Sink, port: number) {
  await using folder = await benchFolder()
  await fill(folder.path)
  const config = benchConfig({ count: PARTS, every: '10s', targetUrl: 'http://127.0.0.1:1', mails: true })
  await using sending = await openSending(folder.path, config, port)
  const loop = plainMails(port, sending)
  const here: Told[] = []
  const plain: Told[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const arrivals = sink.ask({ do: 'expect', mails: NTH })
    here.push(since(await sending.tell(newsOf([`part-${round}`])), await arrivals))
    await sending.done()
    plain.push(await plainly(sink, loop))
  }
  loop.close()
  // The first one compiles.
  return { here: here.slice(1), plain: plain.slice(1) }
}

/** A server sends them; the update comes from another process, as the command line writes it. */
async function inServer(sink: Sink, port: number) {
  await using folder = await benchFolder()
  const file = await fill(folder.path)
  const target = startChild<TargetAsk, number>('target.ts')
  const targetUrl = `http://127.0.0.1:${await target.ask({ do: 'start', delayMs: 2 })}`
  const configFile = path.join(folder.path, 'wallet.yaml')
  await writeFile(configFile, configText({ count: PARTS, every: '10s', targetUrl, mails: true }))
  const serve = await startServe({
    CONFIG: configFile,
    DATA_DIR: folder.path,
    SECRET_KEY,
    SMTP_URL: `smtp://127.0.0.1:${port}`,
  })
  const { db, close } = await openStore({ file })
  const visitors = startChild<LoadAsk, LoadTold>('load.ts')
  const press = async (): Promise<LoadTold> => {
    await visitors.ask({ do: 'connect', port: serve.port, count: VISITORS })
    return visitors.ask({ do: 'press', path: '/', forMs: WINDOW_MS, revalidating: false })
  }
  const there: Told[] = []
  const idle: LoadTold[] = []
  const busy: LoadTold[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const arrivals = sink.ask({ do: 'expect', mails: NTH })
    await tellOf(db, newsOf([`part-${round}`]))
    const at = Date.now()
    there.push(since(at, await arrivals))
    await whenDone(db)
    await sleep(BETWEEN_MS)
    idle.push(await press())
    const started = sink.ask({ do: 'expect', mails: 1 })
    await tellOf(db, newsOf([`part-${round}`]))
    await started
    busy.push(await press())
    if (await isDone(db)) throw new Error('Everybody was told before the visitors were done.')
    await whenDone(db)
    await sleep(BETWEEN_MS)
  }
  for (const one of [visitors, serve, target]) await one.stop()
  await close()
  return { there: there.slice(1), idle: idle.slice(1), busy: busy.slice(1) }
}

async function plainly(sink: Sink, loop: ReturnType<typeof plainMails>): Promise<Told> {
  const arrivals = sink.ask({ do: 'expect', mails: NTH })
  const at = Date.now()
  await loop.send(NTH)
  return since(at, await arrivals)
}

function fill(folder: string): Promise<string> {
  return fillSubscribers(folder, {
    count: PARTS * EACH,
    transport: 'email',
    address: 's#@example.com',
    parts: PARTS,
  })
}

function since(at: number, { firstAt, lastAt }: MailSinkTold): Told {
  return { firstMs: firstAt - at, nthMs: lastAt - at }
}
