import { once } from 'node:events'
import { createServer } from 'node:http'

import t from 'tap'

import { createLog } from '../../src/lib/log.ts'
import { portOf } from '../../src/sandbox/port-of.ts'
import { startReportingJob } from '../../src/sandbox/reporting-job.ts'

t.test('the pretend job proves itself and reports at once, then again and again', async (t) => {
  const seen: string[] = []
  const { promise: thrice, resolve } = Promise.withResolvers<void>()
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization}`)
    response.writeHead(204).end()
    if (seen.length === 3) resolve()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const url = `http://127.0.0.1:${portOf(server)}/api/v1/heartbeats/settlement`
  const job = await startReportingJob({ url, token: 'secret', everyMs: 1, log: createLog('silent') })
  t.teardown(() => job.stop())
  t.same(seen, ['POST /api/v1/heartbeats/settlement Bearer secret'])
  await thrice
})
