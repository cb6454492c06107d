import { connect } from 'node:net'

import t from 'tap'

import { openTestIncident } from '../support/incidents.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { keepLog } from '../support/log-lines.ts'
import { form, openSite } from './open-site.ts'

const MAIL = { transport: 'email', address: 'lin@example.com' }

t.test('one field is enough: the answer says where to look, and a letter waits', async (t) => {
  const { url, one, letters, asked } = await openSite(t)
  const answer = await fetch(`${url}/subscribe`, form({ ...MAIL, locale: 'zh-CN' }))
  t.equal(answer.status, 200)
  t.match(await answer.text(), '请看您的邮箱')
  t.match(await one(), { status: 'pending', locale: 'zh-CN', topics: [{ kind: 'everything' }] })
  t.match(await letters(), [{ moment: 'confirm' }])
  t.equal(asked(), 1)
})

t.test('the whole form is read: what, how, how much and when', async (t) => {
  const { url, one } = await openSite(t)
  const filled: [string, string][] = [
    ['scope', 'chosen'],
    ['topic', 'component:debit-card-maple'],
    ['topic', 'maintenance'],
    ['transport', 'dingtalk'],
    ['email.address', 'left behind'],
    ['dingtalk.address', 'https://robots.example/send'],
    ['dingtalk.secret', 'hush'],
    ['locale', 'en'],
    ['detail', 'start_and_end'],
    ['quiet', '1'],
    ['quiet_from', '23:00'],
    ['quiet_to', '07:30'],
  ]
  t.match(await (await fetch(`${url}/en/subscribe`, form(filled))).text(), 'Look into the group')
  t.match(await one(), {
    transport: 'dingtalk',
    address: 'https://robots.example/send',
    settings: { secret: 'hush' },
    topics: [{ id: 'debit-card-maple' }, { kind: 'maintenance' }],
    detail: 'start_and_end',
    quiet: { from: 1_380, to: 450 },
  })
})

t.test('what is wrong is said on the same page, which keeps what was typed', async (t) => {
  const { url, subscribers, asked } = await openSite(t)
  const typed = {
    scope: 'chosen',
    topic: 'group:pay',
    transport: 'email',
    'email.address': '"><b>x',
    detail: 'once',
  }
  const answer = await fetch(`${url}/en/subscribe`, form(typed))
  t.equal(answer.status, 400)
  t.equal(answer.headers.get('content-language'), 'en')
  const body = await answer.text()
  t.match(body, 'This does not look like a mail address.')
  t.match(body, 'No incident about this is open right now')
  t.match(body, 'value="&quot;&gt;&lt;b&gt;x"')
  t.match(body, 'value="group:pay" checked')
  t.match(body, 'value="once" checked')
  t.strictSame(await subscribers(), [])
  t.equal(asked(), 0)
})

t.test('a browser that is told anyway reads so when it asks to be told once', async (t) => {
  const { url, db } = await openSite(t)
  await openTestIncident(db, 'incident0001', { componentId: 'payment' })
  const browser = { transport: 'web_push', address: 'https://push.example/1', auth: 'a', p256dh: 'b' }
  await fetch(`${url}/en/subscribe`, form(browser))
  const once = { ...browser, scope: 'chosen', topic: 'incident:incident0001', detail: 'once' }
  const answer = await fetch(`${url}/en/subscribe`, form(once))
  t.match(await answer.text(), /hears of it already[^]*\/en\/subscriptions\//)
})

t.test('an answer is the same whether or not an address was known', async (t) => {
  const { url, db, send, wait, letters } = await openSite(t)
  await addSubscriber(db, 'active')
  await addSubscriber(db, 'paused', { status: 'paused', pausedBecause: 'gone' })
  const seen = async (address: string) => {
    const before = (await letters()).length
    const answer = await fetch(`${url}/subscribe`, form({ transport: 'email', address }))
    const { date: _, ...headers } = Object.fromEntries(answer.headers)
    const written = (await letters()).length - before
    return { status: answer.status, headers, body: await answer.text(), written }
  }
  const stranger = await seen('stranger@example.com')
  for (const name of ['active', 'paused']) t.strictSame(await seen(`${name}@example.com`), stranger, name)
  await send()
  const again = await seen('stranger@example.com')
  t.strictSame(again, { ...stranger, written: 0 })
  for (const name of ['active', 'paused']) t.strictSame(await seen(`${name}@example.com`), again, name)
  wait(3_600_000)
  for (const name of ['active', 'stranger']) t.strictSame(await seen(`${name}@example.com`), stranger, name)
})

t.test('ten megabytes are refused before they are read, in the reader’s language', async (t) => {
  const { url, subscribers } = await openSite(t)
  const { port } = new URL(url)
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1')
    let text = ''
    socket.on('data', (chunk) => (text += chunk.toString()))
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
    // The head alone: an answer that came proves that nobody waited for the rest.
    socket.write(
      'POST /en/subscribe HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n' +
        'Content-Length: 10485760\r\n\r\n',
    )
  })
  t.match(answer, /^HTTP\/1\.1 413 /)
  t.match(answer, 'Too much content')
  const large = form({ ...MAIL, padding: 'x'.repeat(10_485_760) })
  const sent = await fetch(`${url}/subscribe`, large).then(
    ({ status }) => status,
    () => 413,
  )
  t.equal(sent, 413)
  t.strictSame(await subscribers(), [])
})

t.test('other kinds of content are not taken', async (t) => {
  const { url, subscribers } = await openSite(t)
  const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(MAIL) }
  t.equal((await fetch(`${url}/subscribe`, json)).status, 415)
  t.strictSame(await subscribers(), [])
})

t.test('another site’s page cannot ask in a reader’s name', async (t) => {
  const { url, subscribers } = await openSite(t)
  for (const site of ['cross-site', 'same-site']) {
    const answer = await fetch(`${url}/en/subscribe`, { ...form(MAIL), headers: { 'sec-fetch-site': site } })
    t.equal(answer.status, 403)
    t.match(await answer.text(), 'own page')
  }
  t.strictSame(await subscribers(), [])
})

t.test('one place asks thirty times in ten minutes at most; reading is never counted', async (t) => {
  const { url, wait } = await openSite(t)
  const ask = (from: string, number: number) =>
    fetch(`${url}/en/subscribe`, {
      ...form({ transport: 'email', address: `lin${number}@example.com` }),
      headers: { 'x-forwarded-for': from },
    })
  for (let number = 0; number < 30; number += 1) t.equal((await ask('192.0.2.1', number)).status, 200)
  const refused = await ask('192.0.2.1', 31)
  t.equal(refused.status, 429)
  t.equal(refused.headers.get('retry-after'), '600')
  t.match(await refused.text(), 'Too many requests')
  t.equal((await ask('192.0.2.2', 32)).status, 200, 'a neighbour')
  const page = await fetch(`${url}/en/subscribe`, { headers: { 'x-forwarded-for': '192.0.2.1' } })
  t.equal(page.status, 200)
  wait(600_000)
  t.equal((await ask('192.0.2.1', 33)).status, 200)
})

t.test('a mailbox spelled in a hundred ways gets no hundred letters, and nobody learns why', async (t) => {
  const { url, db, letters } = await openSite(t)
  await addSubscriber(db, 'known')
  for (const name of ['stranger', 'known']) {
    const before = (await letters()).length
    const statuses = new Map<number, number>()
    for (let number = 0; number < 100; number += 1) {
      const address = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}+${number}@EXAMPLE.com`
      const init = form({ transport: 'email', address })
      const headers = { 'x-forwarded-for': `198.51.${number}.1` }
      const { status } = await fetch(`${url}/subscribe`, { ...init, headers })
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    t.strictSame([...statuses], [[200, 100]], name)
    t.equal((await letters()).length - before, 1)
  }
})

t.test('opening the link in a mail does nothing; the button confirms, once and for all', async (t) => {
  const { url, ask, one, tokens } = await openSite(t)
  await ask()
  const { confirm } = tokens(await one())
  const address = `${url}/en/subscribe/confirm/${confirm}`
  const shown = await (await fetch(address)).text()
  t.match(shown, `action="/en/subscribe/confirm/${confirm}"`)
  t.match(shown, 'Everything')
  t.equal((await one()).status, 'pending')
  t.match(await (await fetch(address, form({}))).text(), 'You are subscribed')
  t.equal((await one()).status, 'active')
  t.match(await (await fetch(address, form({}))).text(), 'You confirmed this before')
  t.match(await (await fetch(address)).text(), 'You confirmed this before')
})

t.test('links that are worth nothing all get the same page', async (t) => {
  const { url, ask, one, tokens, wait } = await openSite(t)
  await ask()
  const { confirm } = tokens(await one())
  wait(49 * 3_600_000)
  const bodies = new Set<string>()
  for (const token of [confirm, 'x'.repeat(43), 'x', '%E2%98%83', '..%2f..']) {
    for (const init of [{}, form({})]) {
      for (const path of ['subscribe/confirm/', 'subscriptions/']) {
        const answer = await fetch(`${url}/en/${path}${token}`, init)
        t.equal(answer.status, 404, token)
        bodies.add(await answer.text())
      }
    }
  }
  t.equal(bodies.size, 1)
  t.match([...bodies][0], 'This link does not work')
  t.match([...bodies][0], 'href="/en/subscribe"')
})

t.test(
  'the page of a subscription says that we are turned away, and goes on when that is mended',
  async (t) => {
    const { db, url, ask, one, tokens } = await openSite(t)
    await ask()
    const paused = { status: 'paused', paused_because: 'blocked', confirmed_at: 1 } as const
    await db.updateTable('subscribers').set(paused).execute()
    const { manage } = tokens(await one())
    const page = async (path: string) => (await fetch(url + path)).text()
    t.match(await page(`/en/subscriptions/${manage}`), 'Paused: our notices are turned away there')
    t.match(await page(`/subscriptions/${manage}`), '已暂停：那边拒收我们的通知')
    await fetch(`${url}/subscriptions/${manage}/resume`, form({}))
    t.match(await one(), { status: 'active', pausedBecause: undefined })
  },
)

t.test('personal pages are kept by nobody and lead nobody back', async (t) => {
  const { url, ask, one, tokens } = await openSite(t)
  await ask()
  const { manage, confirm } = tokens(await one())
  for (const path of [
    `/subscribe/confirm/${confirm}`,
    `/subscriptions/${manage}`,
    `/subscriptions/${manage}/unsubscribe`,
    `/subscriptions/${manage}/export`,
    '/subscriptions/nobody',
  ]) {
    const { headers } = await fetch(url + path)
    t.equal(headers.get('cache-control'), 'no-store', path)
    t.equal(headers.get('referrer-policy'), 'no-referrer', path)
    t.equal(headers.get('x-robots-tag'), 'noindex', path)
    t.equal(headers.get('x-frame-options'), 'DENY', path)
    t.equal(headers.get('etag'), null, path)
  }
})

t.test('no token is ever in the log, whatever breaks', async (t) => {
  const kept = keepLog()
  const { url, ask, one, tokens, db } = await openSite(t, { log: kept.log })
  await ask()
  const { manage, confirm } = tokens(await one())
  await db.schema.dropTable('subscriptions').execute()
  for (const path of [
    `/subscribe/confirm/${confirm}`,
    `/en/subscriptions/${manage}`,
    `/subscriptions/${manage}/export?again=${manage}`,
  ]) {
    const answer = await fetch(url + path)
    t.equal(answer.status, 503)
    t.notMatch(await answer.text(), manage)
  }
  t.equal((await fetch(`${url}/subscriptions/${manage}/unsubscribe`, { method: 'POST' })).status, 503)
  t.match(kept.text(), '/subscriptions/…')
  t.notMatch(kept.text(), manage)
  t.notMatch(kept.text(), confirm)
})
