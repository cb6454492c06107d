import t from 'tap'

import { StoreUnavailable } from '../../src/store/errors.ts'
import { textOf } from '../support/render.ts'
import { form, openSite, type OpenSite } from './open-site.ts'

const FILLED: [string, string][] = [
  ['lost', 'phone'],
  ['lost', 'card'],
  ['noticed', '2026-03-14T11:30'],
  ['hint', '6222 0200 1234'],
  ['contact', '13800001234'],
  ['words', '地铁上丢的，密码是 abc12345'],
]

/** Reports a loss and answers where its receipt is. */
async function report({ url }: OpenSite, fields = FILLED, prefix = ''): Promise<string> {
  const answer = await fetch(`${url}${prefix}/help/lost/notice`, form(fields))
  if (answer.status !== 303) throw new Error(`answered ${answer.status}`)
  return `${url}${answer.headers.get('location')}`
}

async function textAt(address: string): Promise<string> {
  return textOf({ status: 200, contentType: '', body: await (await fetch(address)).text() })
}

t.test('a report answers at once with a receipt that says when, and that nothing is frozen', async (t) => {
  const site = await openSite(t)
  const at = await report(site)
  const body = await (await fetch(at)).text()
  t.match(body, '<strong>挂失通知不等于冻结：它自己不会冻结您的钱包。</strong>')
  const text = await textAt(at)
  t.match(text, /编号 L-\d{4}-\w{5} 收到时间 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d（北京时间，UTC\+08:00）/)
  t.match(text, /丢失的 手机/)
  t.match(text, /摘要（SHA-256） [0-9a-f]{64}/)
  t.match(text, /现在： ?已收到/)
  t.equal(site.asked(), 1, 'operators are told at once')
})

t.test('no more than four characters of an account are kept, and no secret', async (t) => {
  const site = await openSite(t)
  const text = await textAt(await report(site))
  t.match(text, /末四位 1234/)
  t.match(text, '〔密码已隐去〕')
  const [row] = await site.db.selectFrom('losses').selectAll().execute()
  t.notMatch(JSON.stringify(row), /6222|abc12345/)
})

t.test('nothing that steers a terminal or turns text around is kept of a notice', async (t) => {
  const site = await openSite(t)
  await report(site, [
    ['contact', '\u202Emoc.elpmaxe\u202C \u001B]0;x\u0007'],
    ['words', 'lost\r\nat\u009B2J noon\u2066\u0000'],
  ])
  const [row] = await site.db.selectFrom('losses').select(['contact', 'words']).execute()
  t.strictSame(row, { contact: 'moc.elpmaxe ]0;x', words: 'lost\nat2J noon' })
})

t.test('an empty form is a report too, in English as well', async (t) => {
  const site = await openSite(t)
  const text = await textAt(await report(site, [], '/en'))
  t.match(text, /A loss notice is not a freeze/)
  t.match(text, /Now: +Received/)
})

t.test('what is wrong is said beside its field, and what was typed stays', async (t) => {
  const { url, db } = await openSite(t)
  const typed: [string, string][] = [
    ['noticed', '2099-01-01T00:00'],
    ['words', `<b>${'长'.repeat(600)}`],
    ['lost', 'wallet'],
  ]
  const answer = await fetch(`${url}/help/lost/notice`, form(typed))
  t.equal(answer.status, 400)
  const body = await answer.text()
  t.match(body, '这个时间还没到')
  t.match(body, '请写在 500 个字以内')
  t.match(body, /value="wallet" checked/)
  t.match(body, `&lt;b&gt;${'长'.repeat(600)}`)
  t.strictSame(await db.selectFrom('losses').selectAll().execute(), [])
})

t.test('nobody is turned away, however many come from one address', async (t) => {
  const site = await openSite(t)
  for (let index = 0; index < 60; index += 1) await report(site, [['words', `${index}`]])
  const { length } = await site.db.selectFrom('losses').select('num').execute()
  t.equal(length, 60)
  const words = await site.db.selectFrom('notices').select('num').where('subject', '=', 'operators').execute()
  t.equal(words.length, 5, 'operators hear of the rest together')
})

t.test('where a notice came from cannot be read in the database', async (t) => {
  const site = await openSite(t)
  await report(site)
  t.notMatch(JSON.stringify(await site.db.selectFrom('losses').selectAll().execute()), /127[.]0|127,0/)
})

t.test('a store that is away is said calmly, and nothing typed is lost', async (t) => {
  const site = await openSite(t)
  const broken = site.db.transaction.bind(site.db)
  site.db.transaction = () => {
    throw new StoreUnavailable('full', new Error('disk'))
  }
  const answer = await fetch(`${site.url}/help/lost/notice`, form(FILLED))
  t.equal(answer.status, 503)
  const body = await answer.text()
  t.match(body, '现在存不下来，没有人收到')
  t.match(body, '地铁上丢的')
  t.match(body, 'value="13800001234"')
  site.db.transaction = broken
  t.match(await textAt(await report(site)), '挂失通知回执', 'and the same form goes through later')
})

t.test('the ladder and its details are served while the store is away', async (t) => {
  const site = await openSite(t)
  site.db.selectFrom = () => {
    throw new StoreUnavailable('broken', new Error('gone'))
  }
  for (const path of ['/emergency', '/help/lost', '/en/help/lost', '/help/lost/notice']) {
    const answer = await fetch(site.url + path)
    t.equal(answer.status, 200, path)
    t.ok((await answer.text()).length > 1_000, path)
  }
  const receipt = await fetch(`${site.url}/help/lost/notice/${'a'.repeat(43)}`)
  t.equal(receipt.status, 503)
  t.match(await receipt.text(), '现在读不出这份通知')
})

t.test('whoever holds the link deletes the notice; any other link is nobody’s', async (t) => {
  const site = await openSite(t)
  const at = await report(site)
  const deleted = await fetch(`${at}/delete`, form({}))
  t.match(await deleted.text(), '已删除')
  t.strictSame(await site.db.selectFrom('losses').selectAll().execute(), [])
  t.equal((await fetch(at)).status, 404)
  t.equal((await fetch(`${site.url}/help/lost/notice/nonsense`)).status, 404)
})

t.test('another site’s page reports nothing in a reader’s name', async (t) => {
  const { url } = await openSite(t)
  const answer = await fetch(`${url}/help/lost/notice`, {
    ...form({}),
    headers: { 'sec-fetch-site': 'cross-site' },
  })
  t.equal(answer.status, 403)
})

t.test('a receipt is nobody’s to keep or to find', async (t) => {
  const site = await openSite(t)
  const { headers } = await fetch(await report(site))
  t.equal(headers.get('cache-control'), 'no-store')
  t.equal(headers.get('referrer-policy'), 'no-referrer')
  t.match(headers.get('x-robots-tag'), 'noindex')
})
