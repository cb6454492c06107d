import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'

import { sql } from 'kysely'
import t, { type Test } from 'tap'

import { systemClock } from '../../src/lib/clock.ts'
import { startSandbox } from '../../src/sandbox/start-sandbox.ts'
import { changesBetween } from '../../src/store/changes.ts'
import { incidentById } from '../../src/store/incidents/incidents.ts'
import { recentObservations } from '../../src/store/observations/observations.ts'
import { DATABASE_FILE, openStore, type Store } from '../../src/store/open.ts'
import { FLOW_WALLET, flowVariables } from '../support/flow-config.ts'
import { idIn, runCliWith } from '../support/run-cli.ts'
import { temporaryFolder } from '../support/store.ts'
import { untilHeadline, untilText } from '../support/until-page.ts'

const MAIN = path.resolve(import.meta.dirname, '../../src/main.js')

interface Server {
  readonly child: ChildProcess
  page(address: string): Promise<string>
}

/** `wallet-status serve` as a process of its own. */
async function serve(t: Test, dataFolder: string, variables: Record<string, string>): Promise<Server> {
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    env: { PATH, ...variables, CONFIG: FLOW_WALLET, DATA_DIR: dataFolder, PORT: '0', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.teardown(() => child.kill('SIGKILL'))
  const lines = createInterface({ input: child.stdout })
  for await (const line of lines) {
    const url = /^The status page is at (http:\S+)$/.exec(line)?.[1]
    if (url === undefined) continue
    const page = async (address: string): Promise<string> => (await fetch(url + address)).text()
    return { child, page }
  }
  throw new Error('The server ended before it served.')
}

const INCIDENT = `
title: { zh-CN: 部分用户看不到账单, en: Some people cannot see their bills }
components: [{ id: bills, state: degraded }]
body: { zh-CN: 我们正在处理。, en: We are on it. }
answers:
  scope: { zh-CN: 账单页可能是空的。, en: The page of bills may be empty. }
  doNow: [{ zh-CN: 请稍后再看。, en: Please look again later. }]
  nextUpdateAt: 2099-01-01 10:00
`

t.test('a server killed in the middle of its work has lost nothing of what it had shown', async (t) => {
  const sandbox = await startSandbox({ port: 0, clock: systemClock, credit: { meanMs: 100, spreadMs: 0 } })
  t.teardown(() => sandbox.close())
  const dataFolder = await temporaryFolder(t)
  const variables = flowVariables(sandbox)
  const server = await serve(t, dataFolder, variables)
  await untilHeadline(server, '/', '星桥钱包一切正常。')
  sandbox.faults.add({ endpoint: 'balance', kind: 'error' })
  await untilHeadline(server, '/', '余额显示暂时不可用。')
  await untilText(server, '/', /正在发生 余额显示暂时不可用/)
  const shown = await server.page('/api/v2/summary.json')
  const opened = await runCliWith({ dataFolder, variables }, ['incident', 'open', 'FILE'], INCIDENT)
  const ended = once(server.child, 'close')
  server.child.kill('SIGKILL')
  t.strictSame(await ended, [null, 'SIGKILL'])

  const store = await openStore({ file: path.join(dataFolder, DATABASE_FILE) })
  t.strictSame(await integrity(store), [{ integrity_check: 'ok' }])
  t.match(await incidentById(store.db, idIn(opened)), { title: { en: 'Some people cannot see their bills' } })
  const id = /"id":"(\w{12})","name":"余额显示暂时不可用"/.exec(shown)?.[1] ?? ''
  const incident = await incidentById(store.db, id)
  t.match(incident, { id, publication: 'published', updates: [{ body: { en: /Balance display/ } }] })
  const all = { fromAt: 0, toAt: Number.MAX_SAFE_INTEGER, componentIds: ['balance'] }
  const down = (await changesBetween(store.db, all)).at(-1)
  t.match(down, { to: 'major_outage', at: incident?.startedAt })
  const looks = await recentObservations(store.db, { probeId: 'balance', limit: 100 })
  t.ok(looks.filter(({ outcome }) => outcome === 'tech_fail').length >= 3, 'the looks behind it are there')
  t.ok(looks.some(({ at, outcome }) => outcome === 'tech_fail' && at === down?.at))
  await store.close()

  const again = await serve(t, dataFolder, variables)
  await untilHeadline(again, '/', '余额显示暂时不可用，账单暂时不稳定。')
  await untilText(again, '/', /部分用户看不到账单/)
  await untilText(again, `/incidents/${id}`, /余额显示用不了/)
  again.child.kill('SIGTERM')
  t.strictSame(await once(again.child, 'close'), [0, null], 'and it ends in good order when asked')
})

async function integrity({ db }: Store): Promise<unknown> {
  return (await sql`pragma integrity_check`.execute(db)).rows
}
