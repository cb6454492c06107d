import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'

import type { BrowserContext, Page } from 'playwright-core'
import t, { type Test } from 'tap'

import type { Locale } from '../../src/domain/locale.ts'
import { loadTemplates } from '../../src/lib/templates.ts'
import { loadTexts } from '../../src/lib/text.ts'
import { createTokens } from '../../src/lib/tokens.ts'
import { vapidPublicKey } from '../../src/notify/transports/vapid.ts'
import { noBrowser, openBrowser } from '../support/browser.ts'

const templates = loadTemplates('templates', loadTexts('templates/locales'))
const key = vapidPublicKey(createTokens('a secret key'))

const partial = (name: string, locale: Locale) => templates.render(name, { locale, key })

/** A page with a form that has every field typed in already, and the button in it. */
const page = (locale: Locale) => `<!doctype html><html lang="${locale}"><title>Subscribe</title>
  <form method="post" action="/subscribe">
    <label><input type="radio" name="transport" value="email" checked> E-mail</label>
    <input name="address" value="somebody@lamplight.example">
    <input type="checkbox" name="topic" value="maintenance" checked>
    ${partial('partials/push-button', locale)}
  </form><script>${partial('assets/push.js', locale)}</script>`

/** Serves the page and the service worker, and keeps what the form or the worker sends. */
async function startSite(
  t: Test,
  status: () => number = () => 200,
): Promise<{ url: string; posted: string[] }> {
  const posted: string[] = []
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '/' } = request
    const answer = (type: string, body: string) =>
      response
        .writeHead(method === 'POST' ? status() : 200, { 'content-type': `${type}; charset=utf-8` })
        .end(body)
    if (method === 'POST') {
      posted.push(await text(request))
      answer('text/html', '<title>Done</title>')
    } else if (url === '/sw.js') answer('text/javascript', partial('assets/sw.js', 'en'))
    else answer('text/html', page(url.startsWith('/en') ? 'en' : 'zh-CN'))
  }
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('The site listens on no port.')
  return { url: `http://127.0.0.1:${bound.port}`, posted }
}

/** There is no push service here: the browser is given a subscription such as one makes. */
const SUBSCRIBES = `PushManager.prototype.subscribe = async (options) => ({
  toJSON: () => ({
    endpoint: 'https://push.example/send/abcd',
    keys: { p256dh: 'p256dh-' + options.applicationServerKey.length, auth: String(options.userVisibleOnly) },
  }),
})`
const FAILS = `PushManager.prototype.subscribe = async () => { throw new Error('no push service') }`

async function testInBrowser(): Promise<void> {
  const browser = await openBrowser()
  t.teardown(() => browser.close())

  async function open(
    t: Test,
    {
      stub = SUBSCRIBES,
      permissions = ['notifications'],
      status,
      ...options
    }: {
      stub?: string
      permissions?: string[]
      /** What the site answers to what is sent. */
      status?: () => number
      javaScriptEnabled?: boolean
    } = {},
  ): Promise<{ context: BrowserContext; tab: Page; url: string; posted: string[] }> {
    const site = await startSite(t, status)
    const context = await browser.newContext(options)
    t.teardown(() => context.close())
    await context.grantPermissions(permissions, { origin: site.url })
    await context.addInitScript(stub)
    const tab = await context.newPage()
    await tab.goto(`${site.url}/en`)
    return { context, tab, ...site }
  }

  await t.test('one touch subscribes this browser, with what else was chosen in the form', async (t) => {
    const { tab, posted } = await open(t)
    await tab.getByRole('button', { name: 'Notify me in this browser' }).click()
    await tab.waitForURL(/subscribe$/)
    t.same(Object.fromEntries(new URLSearchParams(posted[0])), {
      topic: 'maintenance',
      transport: 'web_push',
      address: 'https://push.example/send/abcd',
      p256dh: 'p256dh-65',
      auth: 'true',
    })
  })

  await t.test('a browser told to show nothing is told where to change that', async (t) => {
    const { tab, posted } = await open(t, {
      stub: `Notification.requestPermission = async () => 'denied'`,
      permissions: [],
    })
    await tab.getByRole('button').click()
    await tab.getByText('Allow them in its settings').waitFor()
    t.same(posted, [])
  })

  await t.test('where the push service is away the page says so and may be asked again', async (t) => {
    const { tab, posted } = await open(t, { stub: FAILS })
    await tab.getByRole('button').click()
    await tab.getByText('could not be subscribed').waitFor()
    t.ok(await tab.getByRole('button').isEnabled())
    t.same(posted, [])
  })

  await t.test('nothing is offered that would not work: without scripts, without pushes', async (t) => {
    const plain = await open(t, { javaScriptEnabled: false })
    t.notOk(await plain.tab.locator('[data-push]').isVisible())
    const old = await open(t, { stub: 'delete window.PushManager' })
    t.notOk(await old.tab.locator('[data-push]').isVisible())
  })

  await t.test('an iPhone is told to use the home screen', async (t) => {
    const { tab } = await open(t, {
      stub: `Object.defineProperty(navigator, 'standalone', { value: false }); delete window.PushManager`,
    })
    t.match(await tab.locator('[data-push-note]').innerText(), 'home screen')
    t.equal(await tab.locator('head link[rel=manifest]').count(), 1)
  })

  await t.test('a push is shown in its language, and a newer one in place of an older', async (t) => {
    const { context, tab, url } = await open(t)
    await tab.evaluate(`navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready)`)
    const push = await pusher(context, tab, url)
    const said = {
      title: '充值失败',
      body: '正在查原因。',
      lang: 'zh-CN',
      tag: 'incident',
      url: `${url}/incidents/1`,
    }
    await push(JSON.stringify({ ...said, unsubscribe: { label: '退订', url: `${url}/unsubscribe` } }))
    await push(JSON.stringify({ ...said, title: '充值恢复了' }))
    await push('no JSON')
    const host = { title: new URL(url).host, body: '', lang: '', tag: '', actions: [] }
    const { title, body, lang, tag } = { ...said, title: '充值恢复了' }
    await tab.waitForFunction(`${SHOWN}.then((all) => all.length === 2 && all[1].title === '${title}')`)
    t.same(await tab.evaluate(SHOWN), [host, { title, body, lang, tag, actions: [] }])
  })

  /** A browser that has subscribed as `abcd`, and what its worker does when the browser changes that. */
  async function subscribed(t: Test, status?: () => number) {
    const { context, tab, posted } = await open(t, { ...(status && { status }) })
    const [worker] = await Promise.all([
      context.waitForEvent('serviceworker'),
      tab.getByRole('button').click(),
    ])
    await tab.waitForURL(/subscribe$/)
    const endpoint = (name: string) => `endpoint: 'https://push.example/send/${name}'`
    const renew = async (to: string, from?: string) => {
      const next = `{ toJSON: () => ({ ${endpoint(to)}, keys: { p256dh: 'new', auth: 'own' } }) }`
      const old = from === undefined ? '' : `oldSubscription: { ${endpoint(from)} },`
      await worker.evaluate(`renew({ ${old} newSubscription: ${next} })`)
    }
    const renewals = () => posted.slice(1).map((body) => Object.fromEntries(new URLSearchParams(body)))
    return { renew, renewals }
  }

  await t.test('a subscription that the browser changed takes over from the old one', async (t) => {
    const { renew, renewals } = await subscribed(t)
    // Not every browser still knows the old one.
    await renew('next')
    await renew('last', 'next')
    const keys = { transport: 'web_push', p256dh: 'new', auth: 'own' }
    const address = (name: string) => `https://push.example/send/${name}`
    t.same(renewals(), [
      { ...keys, replaces: address('abcd'), address: address('next') },
      { ...keys, replaces: address('next'), address: address('last') },
    ])
  })

  await t.test('what we did not take is still replaced the next time', async (t) => {
    let status = 200
    const { renew, renewals } = await subscribed(t, () => status)
    status = 429
    await renew('lost', 'abcd')
    status = 200
    await renew('next', 'lost')
    t.match(renewals(), [
      { replaces: /abcd$/, address: /lost$/ },
      { replaces: /abcd$/, address: /next$/ },
    ])
  })
}

/** Pushes as the push service would, through the browser's own tools. */
async function pusher(
  context: BrowserContext,
  tab: Page,
  url: string,
): Promise<(data: string) => Promise<void>> {
  const tools = await context.newCDPSession(tab)
  const registered = new Promise<string>((resolve) => {
    tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [registration] = registrations
      if (registration !== undefined) resolve(registration.registrationId)
    })
  })
  await tools.send('ServiceWorker.enable')
  const registrationId = await registered
  return async (data) => {
    await tools.send('ServiceWorker.deliverPushMessage', { origin: url, registrationId, data })
  }
}

/** The notifications that are shown now, by title. */
const SHOWN = `navigator.serviceWorker.ready
  .then((one) => one.getNotifications())
  .then((all) => all.map(({ title, body, lang, tag, actions }) => ({ title, body, lang, tag, actions })))
  .then((all) => all.sort((a, b) => (a.title < b.title ? -1 : 1)))`

if (noBrowser === false) await testInBrowser()
else t.pass('skipped', { skip: noBrowser })
