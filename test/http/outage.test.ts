import t from 'tap'

import { openOutage } from './open-outage.ts'
import { form } from './open-site.ts'

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

t.test('a link with a code leads to the one page of its symptom, however it is spelt', async (t) => {
  const url = await openOutage(t)
  for (const code of ['LIMIT_EXCEEDED', 'limit_Exceeded', '%EF%BC%ACIMIT_EXCEEDED', 'Daily_Limit_Exceeded']) {
    const answer = await fetch(`${url}/en/help/outage?saw=${code}&symptom=top_up`, { redirect: 'manual' })
    t.equal(answer.status, 303)
    t.equal(answer.headers.get('location'), '/en/help/outage?symptom=top_up&saw=limit-reached')
  }
  t.equal((await fetch(`${url}/help/outage?saw=limit-reached`, { redirect: 'manual' })).status, 200)
})

t.test('codes that nobody knows share one page, which holds none of them', async (t) => {
  const url = await openOutage(t)
  const pages = await Promise.all(
    ['XQ-4711', 'purple-elephants', '%3Cb%3Eelephants'].map(async (code) => {
      const answer = await fetch(`${url}/help/outage?saw=${code}`)
      return { status: answer.status, etag: answer.headers.get('etag'), body: await answer.text() }
    }),
  )
  t.ok(pages.every(({ status }) => status === 200))
  t.equal(new Set(pages.map(({ etag }) => etag)).size, 1)
  t.match(pages[0]?.body, '我们不认识这条提示')
  t.notMatch(pages.map(({ body }) => body).join(''), /elephants|4711/)
})

t.test('words but for a slip from known ones offer what is known, in words of ours', async (t) => {
  const url = await openOutage(t)
  const body = await (
    await fetch(`${url}/en/help/outage`, form({ words: 'LIMIT_EXEEDED elephants', symptom: 'top_up' }))
  ).text()
  t.match(body, 'Did you mean:')
  t.match(body.replaceAll('&#x3D;', '='), /help\/outage\?symptom=top_up&(amp;)?saw=limit-reached#us/)
  t.notMatch(body, /EXEEDED|elephants/)
  const linked = await (await fetch(`${url}/en/help/outage?saw=LIMIT_EXEEDED&near=top-up-failed`)).text()
  t.match(linked, 'Did you mean:')
  t.notMatch(linked, 'EXEEDED')
  t.notMatch(
    await (await fetch(`${url}/en/help/outage?saw=elephants&near=top-up-failed`)).text(),
    'Did you mean:',
    'a link chooses no suggestion',
  )
})

t.test('what one does with a wallet and nobody has heard of is a 400', async (t) => {
  const url = await openOutage(t)
  t.equal((await fetch(`${url}/help/outage?symptom=dance`)).status, 400)
  t.equal((await fetch(`${url}/help/outage?symptom=dance&saw=XQ-4711`)).status, 400)
})
