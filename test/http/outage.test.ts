import t from 'tap'

import { loadTexts } from '../../src/lib/text.ts'
import { loadTemplates } from '../../src/lib/templates.ts'
import { createLog } from '../../src/lib/log.ts'
import { createSite } from '../../src/publish/site.ts'
import { openTestStore } from '../support/store.ts'
import { sampleWallet } from '../support/sample-wallet.ts'
import { form } from './open-site.ts'
import { openTestServer } from './test-server.ts'

async function openOutage(t: Parameters<typeof openTestServer>[0]): Promise<string> {
  const { db } = await openTestStore(t)
  const texts = loadTexts('templates/locales')
  const site = createSite({
    db,
    wallet: sampleWallet(),
    probes: [],
    texts,
    templates: loadTemplates('templates', texts),
    clock: Date.now,
    log: createLog('silent'),
  })
  t.teardown(() => site.stop())
  const { app } = await openTestServer(t, { askedOutage: site.askedOutage })
  return app.listen({ host: '127.0.0.1', port: 0 })
}

t.test('a code that is typed leads to the page of its symptom, in the reader’s language', async (t) => {
  const url = await openOutage(t)
  for (const prefix of ['', '/en']) {
    const answer = await fetch(`${url}${prefix}/help/outage`, {
      ...form({ words: '错误 limit_exceeded', symptom: 'top_up' }),
      redirect: 'manual',
    })
    t.equal(answer.status, 303)
    t.equal(answer.headers.get('location'), `${prefix}/help/outage?symptom=top_up&saw=limit-reached`)
    t.equal(answer.headers.get('cache-control'), 'no-store')
  }
})

t.test('words that nobody knows are answered from how things are, and stand nowhere', async (t) => {
  const url = await openOutage(t)
  const answer = await fetch(
    `${url}/en/help/outage`,
    form({ words: 'purple <b>elephants</b> 4111111111111111' }),
  )
  const body = await answer.text()
  t.equal(answer.status, 200)
  t.match(body, 'We do not know this message.')
  t.notMatch(body, 'elephants')
  t.notMatch(body, '4111')
  t.equal(answer.headers.get('cache-control'), 'no-store')
})

t.test('another site’s page cannot ask in a reader’s name, and a novel is refused', async (t) => {
  const url = await openOutage(t)
  const foreign = { ...form({ words: 'x' }), headers: { 'sec-fetch-site': 'cross-site' } }
  t.equal((await fetch(`${url}/help/outage`, foreign)).status, 403)
  t.equal((await fetch(`${url}/help/outage`, form({ words: 'x'.repeat(20_000) }))).status, 413)
})
