import ICAL from 'ical.js'
import t from 'tap'

import { both, smallWallet } from '../publish/small-wallet.ts'
import { form, openSite } from './open-site.ts'

const ICS_LINES = /^(?:[^\r\n]{1,75}\r\n)+$/

t.test('a sheet is made of what was typed, without its secrets, and is kept nowhere', async (t) => {
  const { url } = await openSite(t)
  const response = await fetch(
    `${url}/hotline/sheet`,
    form({
      what: '充值100元没到账，卡号6222021234567894，验证码 482913',
      error: '系统繁忙 <b>200012</b>',
      order: '6222021234567894',
      hint: '13800138000',
      when: '3月14日 14:05',
    }),
  )
  t.equal(response.status, 200)
  t.equal(response.headers.get('cache-control'), 'no-store')
  t.equal(response.headers.get('x-robots-tag'), 'noindex')
  const html = await response.text()
  t.match(html, '卡号〔卡号已隐去〕，验证码 〔验证码已隐去〕')
  t.match(html, 'role="alert"')
  t.match(html, '系统繁忙 &lt;b&gt;200012&lt;/b&gt;')
  t.match(html, '账户尾号是 8000。')
  t.match(html, '订单号是 6222021234567894。', 'a number that is declared an order')
  t.notMatch(html, /482913|1380013/)
})

t.test('a link fills in the sheet and nothing else, in both languages', async (t) => {
  const { url } = await openSite(t)
  const response = await fetch(
    `${url}/en/hotline/sheet?code=E-1001&bank=debit-card-maple&amount=100&what=spam&who=family`,
  )
  t.equal(response.headers.get('cache-control'), 'no-store')
  const html = await response.text()
  t.match(html, '>E-1001</textarea>')
  t.match(html, 'name="amount" value="100"')
  t.match(html, /name="bank" value="[^"]+"/)
  t.notMatch(html, 'spam')
  const plain = await fetch(`${url}/hotline/sheet`)
  t.match(plain.headers.get('cache-control'), 'public')
})

t.test('a sheet that nobody filled in has nothing in its fields', async (t) => {
  const { url } = await openSite(t)
  for (const path of ['/hotline/sheet', '/en/hotline/sheet', '/hotline/sheet?bank=elsewhere']) {
    const html = await (await fetch(`${url}${path}`)).text()
    const inputs = html.match(/<input (?!type)[^>]*>/gu) ?? []
    t.ok(inputs.length > 5, path)
    for (const input of inputs) t.match(input, 'value=""', path)
  }
})

t.test('a link brings no sentence and no telephone number of a stranger onto the sheet', async (t) => {
  const { url } = await openSite(t)
  for (const words of [
    'Call Eve now',
    '请打客服电话',
    '4001112222',
    '400-111-2222',
    'call-400.111.2222',
    'Eve',
  ]) {
    const query = new URLSearchParams({ code: words, bank: words, amount: words })
    if (words === 'Eve') query.delete('code')
    const html = await (await fetch(`${url}/en/hotline/sheet?${query.toString()}`)).text()
    t.notMatch(html, words)
  }
})

t.test('a bank that a link names by its id stands by its name: nobody says an id', async (t) => {
  const components = smallWallet.components.map((one) =>
    one.id === 'debit-card-harbour' ? { ...one, name: both('Harbour Bank') } : one,
  )
  const { url } = await openSite(t, { wallet: { ...smallWallet, components } })
  const html = await (await fetch(`${url}/en/hotline/sheet?bank=debit-card-harbour`)).text()
  t.match(html, 'name="bank" value="Harbour Bank"')
})

t.test('another site cannot have a sheet made in a reader’s name', async (t) => {
  const { url } = await openSite(t)
  const request = form({ what: 'x' })
  const response = await fetch(`${url}/hotline/sheet`, {
    ...request,
    headers: { 'sec-fetch-site': 'cross-site' },
  })
  t.equal(response.status, 403)
})

t.test('notes name the day to call again, and a calendar takes it', async (t) => {
  const { url } = await openSite(t)
  const fields = {
    called: '2026-03-13',
    follow: '3',
    agent: '0427',
    ticket: 'T-77',
    promise: '三天内退款；密码 abc123',
  }
  const html = await (await fetch(`${url}/hotline/notes`, form(fields))).text()
  t.match(html, /3月18日 周三 还没有结果，就再打一次/)
  t.notMatch(html, 'abc123')
  const file = await fetch(`${url}/hotline/notes`, form({ ...fields, as: 'calendar' }))
  t.equal(file.headers.get('content-type'), 'text/calendar; charset=utf-8')
  t.match(file.headers.get('content-disposition'), 'call-again.ics')
  const text = await file.text()
  t.match(text, ICS_LINES)
  const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')
  t.equal(event?.getFirstPropertyValue('dtstart')?.toString(), '2026-03-18')
  t.match(event?.getFirstPropertyValue('description'), /工单号：T-77\n/)
  t.notMatch(text, 'abc123')
})

t.test('a day that cannot be read is said beside its field, and nothing typed is lost', async (t) => {
  const { url } = await openSite(t)
  for (const as of ['', 'calendar']) {
    const fields = { called: '2026-02-30', ticket: 'T-77', as }
    const response = await fetch(`${url}/en/hotline/notes`, form(fields))
    t.equal(response.status, 400)
    const html = await response.text()
    t.match(html, 'value="T-77"')
    t.match(html, 'id="called" type="date" name="called" value="2026-02-30" aria-invalid="true"')
  }
})
