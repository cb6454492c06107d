import t, { type Test } from 'tap'

import { form, openSite } from './open-site.ts'

async function openActive(t: Test, transport = 'email') {
  const site = await openSite(t)
  const given =
    transport === 'email'
      ? { address: 'lin@example.com' }
      : { address: 'https://example.com/hook', keyVersion: '1' }
  await site.ask({ transport, given })
  await site.db.updateTable('subscribers').set({ status: 'active', confirmed_at: site.now() }).execute()
  const { manage } = site.tokens(await site.one())
  const address = `${site.url}/en/subscriptions/${manage}`
  const page = async () => (await fetch(address)).text()
  return { ...site, manage, address, page }
}

/** Follows to where an act leads, as a browser does. */
async function act(address: string, fields = {}): Promise<string> {
  const answer = await fetch(address, form(fields))
  if (answer.status !== 303) throw new Error(`${address} answered ${answer.status}.`)
  return (await fetch(new URL(answer.headers.get('location') ?? '', address))).text()
}

t.test('the page shows all that is held, and every way out of it', async (t) => {
  const { page, manage } = await openActive(t)
  const text = await page()
  for (const held of [
    'lin@example.com',
    'E-mail',
    'Everything',
    'Every update',
    '中文',
    'To version 1 zh-CN',
  ])
    t.match(text, held)
  for (const way of ['', '/pause', '/unsubscribe'])
    t.match(text, `action="/en/subscriptions/${manage}${way}"`)
  t.match(text, `href="/en/subscriptions/${manage}/export"`)
})

t.test('wishes are changed, and what is wrong with them is said', async (t) => {
  const { address, page, one } = await openActive(t)
  const wishes = { scope: 'chosen', topic: 'maintenance', locale: 'en', detail: 'start_and_end' }
  t.match(await act(address, wishes), 'Saved.')
  t.match(await one(), { locale: 'en', detail: 'start_and_end', topics: [{ kind: 'maintenance' }] })
  t.match(await page(), 'value="maintenance" checked')
  const refused = await fetch(address, form({ scope: 'chosen', locale: 'en', detail: 'every_update' }))
  t.equal(refused.status, 400)
  t.match(await refused.text(), 'Please choose at least one thing')
})

t.test('a pause is said and ended on the same page', async (t) => {
  const { address, one } = await openActive(t)
  t.match(await act(`${address}/pause`), 'You paused notices.')
  t.equal((await one()).status, 'paused')
  t.match(await act(`${address}/resume`), 'Your subscription works')
  t.equal((await one()).status, 'active')
})

t.test('a webhook’s secret is shown and renewed', async (t) => {
  const { address, page } = await openActive(t, 'webhook')
  t.match(await page(), 'whsec_of_version_1')
  t.match(await act(`${address}/rotate-key`), 'whsec_of_version_2')
  const again = await act(`${address}/rotate-key`)
  t.match(again, 'whsec_of_version_2')
  t.match(again, 'changed less than 24 hours ago')
  t.notMatch(await page(), 'example.com/hook')
})

t.test('an export is a file', async (t) => {
  const { address } = await openActive(t)
  const { headers, ...answer } = await fetch(`${address}/export`).then(async (got) => ({
    headers: got.headers,
    body: await got.json(),
  }))
  t.match(headers.get('content-type'), 'application/json')
  t.match(headers.get('content-disposition'), 'attachment')
  t.match(answer.body, { subscription: { address: 'lin@example.com' }, deliveries: [{ status: 'waiting' }] })
})

t.test('another site’s page changes nothing', async (t) => {
  const { address, one } = await openActive(t)
  const before = await one()
  for (const way of ['', '/pause', '/resume', '/rotate-key']) {
    const init = { ...form({ locale: 'en' }), headers: { 'sec-fetch-site': 'cross-site' } }
    t.equal((await fetch(address + way, init)).status, 403, way)
  }
  t.strictSame(await one(), before)
})

t.test('opening the link to unsubscribe does nothing', async (t) => {
  const { address, one } = await openActive(t)
  for (const method of ['GET', 'HEAD'])
    t.equal((await fetch(`${address}/unsubscribe`, { method })).status, 200)
  t.equal((await one()).status, 'active')
})

const ONE_CLICK = { 'List-Unsubscribe': 'One-Click' }

function multipart(): FormData {
  const body = new FormData()
  body.set('List-Unsubscribe', 'One-Click')
  return body
}

for (const [name, body] of [
  ['as a plain form', () => new URLSearchParams(ONE_CLICK)],
  ['as multipart', multipart],
  ['with nothing in it', () => null],
] as const) {
  t.test(`a mail program unsubscribes at one click, ${name}, from anywhere`, async (t) => {
    const { address, subscribers } = await openActive(t)
    const init = {
      method: 'POST',
      body: body(),
      redirect: 'manual',
      headers: { 'sec-fetch-site': 'cross-site' },
    } as const
    const answer = await fetch(`${address}/unsubscribe`, init)
    t.equal(answer.status, 200)
    t.match(await answer.text(), 'You are unsubscribed')
    t.strictSame(await subscribers(), [])
    t.equal((await fetch(address)).status, 404)
  })
}

t.test('what is no method of a page is said, as everywhere', async (t) => {
  const { address, url } = await openActive(t)
  const answer = await fetch(`${address}/pause`)
  t.equal(answer.status, 405)
  t.equal(answer.headers.get('allow'), 'POST')
  t.equal((await fetch(`${url}/subscribe`, { method: 'DELETE' })).headers.get('allow'), 'GET, HEAD, POST')
})
