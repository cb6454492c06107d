import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import t from 'tap'

import { insertNotice } from '../../src/store/notices/notices.ts'
import { keepLog } from '../support/log-lines.ts'
import { startTestApp } from '../support/test-app.ts'
import { form, openSite } from './open-site.ts'

t.test('what was typed is answered on the same page, escaped, in either language', async (t) => {
  const { url } = await openSite(t)
  const answer = await fetch(`${url}/en/verify`, form({ text: '</textarea><b>status.example.evil.com' }))
  t.equal(answer.status, 200)
  t.equal(answer.headers.get('content-language'), 'en')
  t.equal(answer.headers.get('cache-control'), 'no-store')
  t.equal(answer.headers.get('referrer-policy'), 'no-referrer')
  const body = await answer.text()
  t.match(body, 'Looks like ours, but is not')
  t.match(body, '<mark>evil.com</mark>')
  t.notMatch(body, '<b>status')
  t.match(await (await fetch(`${url}/verify`, form({ text: '110' }))).text(), '不在官方名单中')
})

t.test('nothing typed is said next to the field', async (t) => {
  const { url } = await openSite(t)
  const answer = await fetch(`${url}/verify`, form({ text: ' ' }))
  t.equal(answer.status, 400)
  t.match(await answer.text(), '请先输入要核对的内容')
})

t.test(
  'a notice’s code tells which notice it is and where it stands; an unknown one was not sent',
  async (t) => {
    const { url, db, now } = await openSite(t)
    const title = { 'zh-CN': '充值不稳定', en: 'Top-up unstable' }
    await insertNotice(db, {
      id: 'abcdef123456',
      at: now(),
      news: {
        subject: 'announcement',
        subjectId: 'announced000',
        moment: 'posted',
        kind: 'security',
        title,
        body: title,
        componentIds: [],
      },
    })
    const known = await (await fetch(`${url}/en/verify`, form({ text: 'ABCDEF123456' }))).text()
    t.match(known, 'We sent this notice')
    t.match(known, /Top-up unstable[^]*href="\/en\/announcements\/announced000"/)
    const unknown = await (await fetch(`${url}/en/verify`, form({ text: 'abcdef123457' }))).text()
    t.match(unknown, 'We sent no notice with this code')
  },
)

t.test('other sites’ pages and floods of text are refused', async (t) => {
  const { url } = await openSite(t)
  const foreign = { ...form({ text: '110' }), headers: { 'sec-fetch-site': 'cross-site' } }
  t.equal((await fetch(`${url}/verify`, foreign)).status, 403)
  t.equal((await fetch(`${url}/verify`, form({ text: 'x'.repeat(40_000) }))).status, 413)
})

t.test('who asks very often is answered all the same, a second later', async (t) => {
  const { url } = await openSite(t)
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => fetch(`${url}/verify`, form({ text: '110' }))),
  )
  t.ok(answers.every(({ status }) => status === 200))
})

const TYPED = 'kxqzvtypedbyaperson.evil.com'

t.test('what was typed reaches no log, no header and no database', async (t) => {
  const { lines, log } = keepLog()
  const { url } = await openSite(t, { log })
  const answer = await fetch(`${url}/verify`, form({ text: TYPED }))
  t.match(await answer.text(), TYPED, 'it is on the page of who typed it')
  t.notMatch(JSON.stringify([...answer.headers]), 'kxqzv')
  t.notMatch(JSON.stringify(lines), 'kxqzv')
  t.equal((await fetch(`${url}/verify`, form({ text: `${TYPED}${'x'.repeat(40_000)}` }))).status, 413)
  t.notMatch(JSON.stringify(lines), 'kxqzv')
})

t.test('the whole server keeps nothing of it on its disk', async (t) => {
  const app = await startTestApp(t, { only: [] })
  const answer = await fetch(`${app.url()}/en/verify`, form({ text: TYPED }))
  t.match(await answer.text(), TYPED)
  for (const file of readdirSync(app.dataFolder)) {
    t.notMatch(readFileSync(path.join(app.dataFolder, file)).toString('latin1'), 'kxqzv', file)
  }
  t.notMatch(app.logText(), 'kxqzv')
})
