import t from 'tap'

import { openSite } from './open-site.ts'

t.test('the page is kept for everybody, an answer for nobody', async (t) => {
  const { url } = await openSite(t)
  const kept = await fetch(`${url}/help/top-up`)
  t.equal(kept.status, 200)
  t.match(kept.headers.get('cache-control'), 'public')
  t.ok(kept.headers.get('etag'))
  for (const path of ['/help/top-up?amount=100', '/en/help/top-up?bank=debit-card-maple']) {
    const answer = await fetch(url + path)
    t.equal(answer.status, 200, path)
    t.equal(answer.headers.get('cache-control'), 'no-store')
    t.equal(answer.headers.get('referrer-policy'), 'no-referrer')
    t.match(answer.headers.get('x-robots-tag'), 'noindex')
    await answer.text()
  }
})

t.test('a form sent with nothing in it, and names nobody reads, get the page for everybody', async (t) => {
  const { url } = await openSite(t)
  for (const query of ['?bank=&channel=&amount=&class=', '?from=home', '?amount=%20']) {
    const answer = await fetch(`${url}/help/top-up${query}`)
    t.equal(answer.status, 200)
    t.match(answer.headers.get('cache-control'), 'public', query)
    await answer.text()
  }
})

t.test('what cannot be read is a 400 that shows no more of it than is asked for', async (t) => {
  const { url } = await openSite(t)
  const answer = await fetch(`${url}/help/top-up?amount=${'9'.repeat(5_000)}&amount=1`)
  t.equal(answer.status, 400)
  const body = await answer.text()
  t.match(body, `value="${'9'.repeat(100)}"`)
  t.notMatch(body, '9'.repeat(101))
})

t.test('a class that is none is asked for again, whatever it is called', async (t) => {
  const { url } = await openSite(t)
  for (const name of ['4', 'constructor', '__proto__']) {
    const answer = await fetch(`${url}/help/top-up?amount=100&class=${name}`)
    t.equal(answer.status, 400, name)
    await answer.text()
  }
})
