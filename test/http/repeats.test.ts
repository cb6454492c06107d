import { sql } from 'kysely'
import t from 'tap'

import { form, openSite, type OpenSite } from './open-site.ts'

const WORDS = '今天中午充了 200 元，银行扣了款，钱包里没有，怎么办'
const FEEDBACK = { category: 'refund', incident: 'none', message: WORDS, contact: '' }
const LOSS: [string, string][] = [
  ['lost', 'phone'],
  ['contact', '13800001234'],
  ['words', '地铁上丢的'],
]
const PHONE = { 'user-agent': 'one telephone', 'x-forwarded-for': '203.0.113.7' }

/** Sends a form and answers where it leads, without going there. */
async function send(
  { url }: OpenSite,
  path: string,
  fields: Record<string, string> | [string, string][],
  from: Record<string, string> = PHONE,
): Promise<string> {
  const answer = await fetch(url + path, { ...form(fields), headers: from })
  if (answer.status !== 303) throw new Error(`answered ${answer.status}`)
  return `${url}${answer.headers.get('location')}`
}

const tickets = async ({ db }: OpenSite) => (await db.selectFrom('tickets').select('num').execute()).length
const notices = async ({ db }: OpenSite) => (await db.selectFrom('losses').select('num').execute()).length

t.test('a form that is sent twice at once makes one ticket, and both answers lead to it', async (t) => {
  const site = await openSite(t)
  const [first, second] = await Promise.all([
    send(site, '/feedback', FEEDBACK),
    send(site, '/feedback', FEEDBACK),
  ])
  t.equal(first, second)
  t.equal(await tickets(site), 1)
})

t.test('whoever has heard nothing and sends it again gets the same receipt', async (t) => {
  const site = await openSite(t)
  const first = await send(site, '/feedback', FEEDBACK)
  site.wait(30_000)
  t.equal(await send(site, '/feedback', FEEDBACK), first)
  site.wait(60_000)
  t.not(await send(site, '/feedback', FEEDBACK), first, 'later it is a new one')
})

t.test('a click while the receipt is on its way leads to it as well', async (t) => {
  const site = await openSite(t)
  const first = await send(site, '/feedback', FEEDBACK)
  await fetch(first)
  site.wait(2_000)
  t.equal(await send(site, '/feedback', FEEDBACK), first)
  site.wait(10_000)
  t.not(await send(site, '/feedback', FEEDBACK), first, 'who has had it and writes again is heard again')
})

t.test(
  'other words, another telephone, another address and another language are other tickets',
  async (t) => {
    const site = await openSite(t)
    const links = new Set([
      await send(site, '/feedback', FEEDBACK),
      await send(site, '/feedback', { ...FEEDBACK, message: `${WORDS}？` }),
      await send(site, '/feedback', FEEDBACK, { ...PHONE, 'user-agent': 'another' }),
      await send(site, '/feedback', FEEDBACK, { ...PHONE, 'x-forwarded-for': '203.0.113.8' }),
      await send(site, '/en/feedback', FEEDBACK),
    ])
    t.equal(links.size, 5)
    t.equal(await tickets(site), 5)
  },
)

t.test('words that anybody may write lead nobody to a receipt that somebody has opened', async (t) => {
  const site = await openSite(t)
  const common = { ...FEEDBACK, message: '充值失败' }
  const first = await send(site, '/feedback', common)
  await fetch(first)
  t.not(await send(site, '/feedback', common), first)
})

t.test('words that anybody may write are a second click for some seconds, opened or not', async (t) => {
  const site = await openSite(t)
  const common = { ...FEEDBACK, message: '充值失败' }
  const first = await send(site, '/feedback', common)
  site.wait(2_000)
  t.equal(await send(site, '/feedback', common), first)
  site.wait(10_000)
  t.not(await send(site, '/feedback', common), first, 'whoever comes then is somebody else')
})

t.test('a ticket that its writer has deleted is not led to again', async (t) => {
  const site = await openSite(t)
  const first = (await send(site, '/feedback', FEEDBACK)).replace(/\?.*/, '')
  await fetch(`${first}/delete`, form({}))
  const second = await send(site, '/feedback', FEEDBACK)
  t.equal((await fetch(second)).status, 200)
})

t.test('a form that came to nothing is read anew', async (t) => {
  const site = await openSite(t)
  await sql`create trigger full before insert on losses begin select raise(abort, 'full'); end`.execute(
    site.db,
  )
  const refused = await fetch(`${site.url}/help/lost/notice`, { ...form(LOSS), headers: PHONE })
  t.not(refused.status, 303)
  await sql`drop trigger full`.execute(site.db)
  await send(site, '/help/lost/notice', LOSS)
  t.equal(await notices(site), 1)
})

t.test('a word that is sent twice to a ticket stands in it once', async (t) => {
  const site = await openSite(t)
  const link = (await send(site, '/feedback', FEEDBACK)).replace(/\?.*/, '')
  const path = new URL(link).pathname
  await send(site, `${path}/words`, { message: '还没到账' })
  await send(site, `${path}/words`, { message: '还没到账' })
  t.equal((await site.db.selectFrom('ticket_words').select('num').execute()).length, 2)
  site.wait(600_000)
  await send(site, `${path}/words`, { message: '还没到账' })
  t.equal((await site.db.selectFrom('ticket_words').select('num').execute()).length, 3, 'later it is news')
})

t.test('a loss notice that is sent twice at once is one, and operators are told once', async (t) => {
  const site = await openSite(t)
  const [first, second] = await Promise.all([
    send(site, '/help/lost/notice', LOSS),
    send(site, '/help/lost/notice', LOSS),
  ])
  t.equal(first, second)
  t.equal(await notices(site), 1)
})

t.test('a loss notice that says who sent it nowhere is taken each time it comes', async (t) => {
  const site = await openSite(t)
  const first = await send(site, '/help/lost/notice', [['lost', 'phone']])
  t.not(await send(site, '/help/lost/notice', [['lost', 'phone']]), first)
  t.equal(await notices(site), 2)
})
