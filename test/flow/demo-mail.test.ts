import path from 'node:path'

import t, { type Test } from 'tap'
import { request } from 'undici'

import { demoCommand } from '../../src/cli/demo.ts'
import { eventually } from '../support/eventually.ts'
import { temporaryFolder } from '../support/store.ts'

/** `npm run demo` on ports of its own, in more of a hurry still; resolves with what it says once it is there. */
async function runDemo(t: Test) {
  // Below the range that systems hand out, so that nobody else is given them meanwhile.
  const port = 32_000 + (process.pid % 190) * 4
  const stop = new AbortController()
  const lines: string[] = []
  const up = Promise.withResolvers<void>()
  const ended = demoCommand.run([], {
    env: {
      PORT: String(port),
      SANDBOX_PORT: String(port + 1),
      DATA_DIR: path.join(await temporaryFolder(t), 'demo'),
      LOG_LEVEL: 'silent',
      PROBE_EVERY: '4s',
      PUBLISH_AFTER: '100ms',
    },
    cwd: '/',
    signal: stop.signal,
    out(line) {
      lines.push(line)
      if (line.includes('Ctrl-C')) up.resolve()
    },
    err: (line) => lines.push(line),
  })
  t.teardown(async () => {
    stop.abort()
    await ended.catch(() => undefined)
  })
  await Promise.race([up.promise, ended])
  const site = `http://localhost:${port}`
  const sandbox = `http://127.0.0.1:${port + 1}`
  return { said: lines.join('\n'), site, sandbox }
}

async function get(url: string): Promise<string> {
  const { statusCode, body } = await request(url, { reset: true })
  const text = await body.text()
  if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}.`)
  return text
}

async function post(url: string, form: Record<string, string> = {}): Promise<string> {
  const body = new URLSearchParams(form).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return (await request(url, { method: 'POST', headers, body, reset: true })).body.text()
}

/** The page of the newest mail whose subject matches, once it has come. */
function mailAbout(subject: RegExp, sandbox: string): Promise<string> {
  return eventually(String(subject), async () => {
    const list = await get(`${sandbox}/en/mailbox`)
    const rows = [...list.matchAll(/<a href="(\/en\/mailbox\/\d+)"><b>(.*?)<\/b>/g)]
    const href = rows.find(([, , shown = '']) => subject.test(shown))?.[1]
    return href === undefined ? undefined : get(sandbox + href)
  })
}

void t.test('who runs the demo subscribes, confirms and is told, by mail and by webhook', async (t) => {
  const { said, site, sandbox } = await runDemo(t)
  t.match(said, `${sandbox}/mailbox`)

  const asked = { transport: 'email', 'email.address': 'reader@home.example', locale: 'en' }
  await post(`${site}/en/subscribe`, asked)
  const asking = await mailAbout(/Please confirm/, sandbox)
  const confirm = /href="(http:[^"]*\/subscribe\/confirm\/[^"]+)"/.exec(asking)?.[1] ?? ''
  t.match(confirm, `${site}/en/subscribe/confirm/`)
  t.match(await post(confirm), 'You are subscribed')

  const hook = { transport: 'webhook', 'webhook.address': `${sandbox}/room`, locale: 'en' }
  await post(`${site}/en/subscribe`, hook)
  await eventually('the challenge', async () =>
    (await get(`${sandbox}/en/room`)).includes('subscription.challenge'),
  )

  const { statusCode } = await request(`${sandbox}/_faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"endpoint":"balance"}',
    reset: true,
  })
  t.equal(statusCode, 201)
  const notice = await mailAbout(/Balance/, sandbox)
  t.match(notice, 'reader@home.example')
  const manage = /href="(http:[^"]*\/subscriptions\/[^"/]+)"/.exec(notice)?.[1] ?? ''
  t.match(await get(manage), /<dd>reader@home\.example<\/dd>/)
  await eventually('the webhook', async () => (await get(`${sandbox}/en/room`)).includes('incident.opened'))
})
