import t from 'tap'

import { loadTemplates } from '../../src/lib/templates.ts'
import { loadTexts } from '../../src/lib/text.ts'
import { openTestServer } from './test-server.ts'

const templates = loadTemplates('templates', loadTexts('templates/locales'))
const serviceWorker = templates.render('assets/sw.js', { key: 'BPublicKey-of_ours' })

t.test('the service worker is fresh at every look, holds our key and may ask only us', async (t) => {
  const { app } = await openTestServer(t, { push: { serviceWorker } })
  const { statusCode, headers, body } = await app.inject('/sw.js')
  t.equal(statusCode, 200)
  t.match(headers, {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'no-cache',
    'content-security-policy': "default-src 'none'; connect-src 'self'",
  })
  t.match(body, "const KEY = 'BPublicKey-of_ours'")
})

t.test('on the home screen of a phone the page is an app', async (t) => {
  const { app } = await openTestServer(t, { push: { serviceWorker } })
  const { headers, body } = await app.inject('/app.webmanifest')
  t.match(headers['content-type'], 'application/manifest+json')
  const { display, icons } = JSON.parse(body)
  t.equal(display, 'standalone')
  t.equal((await app.inject(icons[0].src)).statusCode, 200)
})

t.test('pages may start our service worker and no other', async (t) => {
  const { app } = await openTestServer(t, { push: { serviceWorker } })
  const { headers } = await app.inject('/')
  t.match(headers['content-security-policy'], "worker-src 'self'; manifest-src 'self'")
})

t.test('where pushes are not offered there is no service worker', async (t) => {
  const { app } = await openTestServer(t)
  t.equal((await app.inject('/sw.js')).statusCode, 404)
})
