import { Writable } from 'node:stream'

import pino from 'pino'
import t, { type Test } from 'tap'

import { prefixOfAddress } from '../../src/http/askers/address-prefix.ts'
import { createVoteCounter } from '../../src/record/articles/vote.ts'
import { articleVotes } from '../../src/store/article-votes.ts'
import { pageText } from '../support/page-text.ts'
import { SHIPPED_ARTICLES, SHIPPED_WALLET } from '../support/shipped-help.ts'
import { DAY, ZONE } from '../publish/small-wallet.ts'
import { form, openSite } from './open-site.ts'

async function openHelp(t: Test) {
  let logged = ''
  const sink = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk)
      done()
    },
  })
  const site = await openSite(t, {
    log: pino({ level: 'trace' }, sink),
    written: SHIPPED_ARTICLES,
    wallet: SHIPPED_WALLET,
  })
  const votes = () => articleVotes(site.db, { fromDay: '0000-01-01' })
  return { ...site, votes, logged: () => logged }
}

t.test('a question is answered with articles, kept by nobody and logged nowhere', async (t) => {
  const { url, logged } = await openHelp(t)
  const answer = await fetch(`${url}/help?q=${encodeURIComponent('充值 秘密词')}`)
  const body = await answer.text()
  t.equal(answer.status, 200)
  t.equal(answer.headers.get('cache-control'), 'no-store')
  t.match(body, 'href="/help/top-up-failed"')
  t.match(body, 'name="robots" content="noindex"')
  t.notMatch(logged(), '秘密词')
  t.notMatch(logged(), encodeURIComponent('秘密词'))
  const plain = await (await fetch(`${url}/help`)).text()
  t.notMatch(plain, '秘密词')
})

t.test('a code on the screen leads to what it means', async (t) => {
  const { url } = await openHelp(t)
  const [symptom] = SHIPPED_WALLET.symptoms.filter(({ codes }) => codes.length > 0)
  const body = await (await fetch(`${url}/en/help?q=${symptom?.codes[0]?.toLowerCase()}`)).text()
  t.match(body, `href="/en/help/outage?saw&#x3D;${symptom?.id}"`)
})

t.test('what was typed is shown as text, and cut', async (t) => {
  const { url } = await openHelp(t)
  const typed = '"><xyzzy onload=qqqq>'
  const body = await (await fetch(`${url}/en/help?q=${encodeURIComponent(typed)}`)).text()
  t.notMatch(body, '<xyzzy')
  t.match(pageText(body), 'Nothing found')
  const long = await fetch(`${url}/help?q=${'x'.repeat(5_000)}`)
  t.equal(long.status, 200)
  t.notMatch(await long.text(), 'x'.repeat(81))
})

t.test('an empty question is the page itself, and a question twice counts once', async (t) => {
  const { url } = await openHelp(t)
  t.match((await fetch(`${url}/help?q=`)).headers.get('cache-control'), 'public')
  t.equal((await fetch(`${url}/help?q=a&q=b`)).status, 200)
})

t.test('an answer is counted by article, day and answer, and thanked for', async (t) => {
  const { url, votes } = await openHelp(t)
  const yes = await fetch(`${url}/help/call-well`, form({ helped: 'yes' }))
  t.equal(yes.status, 200)
  t.match(pageText(await yes.text()), '谢谢，记下了')
  const no = await fetch(`${url}/en/help/call-well`, form({ helped: 'no' }))
  t.match(await no.text(), 'href="/en/feedback"')
  t.strictSame(await votes(), [{ articleId: 'call-well', yes: 1, no: 1 }])
})

t.test('who answers again and again is counted five times a day', async (t) => {
  const { url, votes, wait } = await openHelp(t)
  const press = () => fetch(`${url}/help/call-well`, form({ helped: 'no' }))
  for (let times = 0; times < 8; times += 1) t.equal((await press()).status, 200)
  t.strictSame(await votes(), [{ articleId: 'call-well', yes: 0, no: 5 }])
  wait(DAY)
  await press()
  t.strictSame(await votes(), [{ articleId: 'call-well', yes: 0, no: 6 }])
})

t.test(
  'whoever holds a whole IPv6 block answers fifty times a day with it, and takes nothing from others',
  async (t) => {
    const { url, votes } = await openHelp(t)
    const press = (from: string) =>
      fetch(`${url}/help/call-well`, { ...form({ helped: 'no' }), headers: { 'x-forwarded-for': from } })
    for (let home = 0; home < 60; home += 1) await press(`2001:db8:7:${home.toString(16)}::1`)
    t.strictSame(await votes(), [{ articleId: 'call-well', yes: 0, no: 50 }])
    await press('2001:db8:8::1')
    t.strictSame(await votes(), [{ articleId: 'call-well', yes: 0, no: 51 }])
  },
)

t.test('answers about nothing, of another make, or in another site’s name are refused', async (t) => {
  const { url, votes } = await openHelp(t)
  t.equal((await fetch(`${url}/help/no-such`, form({ helped: 'yes' }))).status, 404)
  t.equal((await fetch(`${url}/help/call-well`, form({ helped: 'maybe' }))).status, 400)
  const foreign = { ...form({ helped: 'yes' }), headers: { 'sec-fetch-site': 'cross-site' } }
  t.equal((await fetch(`${url}/help/call-well`, foreign)).status, 403)
  t.strictSame(await votes(), [])
})

t.test('nothing about whoever answered is in the database', async (t) => {
  const { db } = await openHelp(t)
  const count = createVoteCounter({ db, zone: ZONE })
  await count(
    { articleId: 'call-well', helped: true, from: prefixOfAddress('203.0.113.77') },
    Date.UTC(2026, 2, 14, 20),
  )
  t.strictSame(await db.selectFrom('article_votes').selectAll().execute(), [
    { day: '2026-03-15', article_id: 'call-well', helped: 1, times: 1 },
  ])
})

t.test('help pages are the same by the shortcut as through the framework', async (t) => {
  const { app, url } = await openHelp(t)
  for (const path of ['/help', '/en/help', '/help/outage', '/en/help/call-well']) {
    await (await fetch(url + path)).text()
    const short = await fetch(url + path, { headers: { 'accept-encoding': 'identity' } })
    const usual = await app.inject({ url: path })
    t.equal(short.headers.get('etag'), usual.headers['etag'], path)
    t.equal(await short.text(), usual.body, path)
    t.equal(short.headers.get('content-security-policy'), usual.headers['content-security-policy'], path)
  }
})
