import { sql } from 'kysely'
import t from 'tap'

import { smallWallet } from '../publish/small-wallet.ts'
import { SMALL_FEEDBACK } from '../record/feedback/desk-of.ts'
import { pageText } from '../support/page-text.ts'
import { SHIPPED_ARTICLES } from '../support/shipped-help.ts'
import { form, openSite, type OpenSite } from './open-site.ts'

type Row = Readonly<Record<string, unknown>>

/** Every row of every table. */
async function everything({ db }: OpenSite): Promise<Map<string, Row[]>> {
  const tables = await sql<{ name: string }>`
    select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`.execute(db)
  const rows = new Map<string, Row[]>()
  for (const { name } of tables.rows) {
    const { rows: all } = await sql<Row>`select * from ${sql.table(name)}`.execute(db)
    rows.set(name, all)
  }
  return rows
}

/** The columns that an act has filled in, by table; a table that it did not touch is not there. */
async function storedBy(site: OpenSite, act: () => Promise<unknown>): Promise<Record<string, string[]>> {
  const before = await everything(site)
  await act()
  const stored: Record<string, string[]> = {}
  for (const [table, rows] of await everything(site)) {
    const known = new Set((before.get(table) ?? []).map((row) => JSON.stringify(row)))
    const fresh = rows.filter((row) => !known.has(JSON.stringify(row)))
    const filled = fresh.flatMap((row) => Object.keys(row).filter((column) => row[column] !== null))
    if (fresh.length > 0) stored[table] = [...new Set(filled)]
  }
  return stored
}

const columns = (names: string) => names.split(' ')

const post = ({ url }: OpenSite, path: string, fields: Record<string, string> | [string, string][] = {}) =>
  fetch(url + path, { ...form(fields), headers: { 'user-agent': 'the phone of Lin' } })

t.test('what is typed to be answered at once leaves nothing in the database', async (t) => {
  const site = await openSite(t, { written: SHIPPED_ARTICLES })
  const stored = await storedBy(site, async () => {
    await post(site, '/hotline/sheet', { what: 'secret words', hint: '1234', order: '42' })
    await post(site, '/hotline/notes', { promise: 'secret words', agent: '7' })
    await post(site, '/verify', { typed: '95188' })
    for (const path of [
      '/help?q=secret',
      '/help/outage?symptom=top_up',
      '/help/top-up?bank=x&amount=100',
      '/',
    ])
      await fetch(site.url + path)
  })
  t.strictSame(stored, {})
})

t.test('feedback leaves what the page says, and nothing else', async (t) => {
  const site = await openSite(t)
  const typed = {
    category: 'refund',
    incident: 'none',
    component: 'payment',
    message: 'words',
    contact: 'lin@example.com',
  }
  t.strictSame(await storedBy(site, () => post(site, '/feedback', typed)), {
    tickets: columns(
      'num id ref token_hash category kind component_id locale contact state received_at reply_by reply_by_certain',
    ),
    ticket_words: ['num', 'ticket', 'written_by', 'body', 'at'],
    ticket_counts: columns(
      'year kind category received withdrawn within_1 within_3 within_7 over_7 rated rating_sum',
    ),
  })
})

t.test('a loss notice leaves what the page says, and nothing else', async (t) => {
  const site = await openSite(t)
  const typed: [string, string][] = [
    ['lost', 'card'],
    ['noticed', '2026-03-14T11:30'],
    ['hint', '6222020012345678'],
    ['contact', 'lin@example.com'],
    ['words', 'words'],
  ]
  const stored = await storedBy(site, () => post(site, '/help/lost/notice', typed))
  t.strictSame(stored, {
    losses: columns(
      'num ref token_hash locale lost_json noticed_at account_hint contact words received_at digest state told_at crowd',
    ),
    notices: ['num', 'id', 'subject', 'subject_id', 'moment', 'news_json', 'at'],
  })
  const [notice] = (await everything(site)).get('notices') ?? []
  t.match(String(notice?.['news_json']), /L-2026-/)
  t.notMatch(String(notice?.['news_json']), /5678|lin@example|"words"/)
})

t.test('asking for notices leaves what the page says, and nothing else', async (t) => {
  const site = await openSite(t)
  const typed = { transport: 'email', address: 'lin@example.com', scope: 'everything' }
  const stored = await storedBy(site, () => post(site, '/subscribe', typed))
  t.strictSame(Object.keys(stored).toSorted(), [
    'askings',
    'deliveries',
    'notices',
    'subscribers',
    'subscriptions',
  ])
  t.strictSame(
    stored['subscribers'],
    columns(
      'num id transport address settings_json locale detail once status manage_hash confirm_hash confirm_until created_at consent_text consent_at asked_at operator',
    ),
  )
  t.notMatch(JSON.stringify((await everything(site)).get('askings')), /lin@example/)
})

t.test('a report and an answer to an article leave numbers that are nobody’s', async (t) => {
  const site = await openSite(t, { written: SHIPPED_ARTICLES })
  const id = SHIPPED_ARTICLES[0]?.id ?? ''
  const stored = await storedBy(site, async () => {
    await post(site, `/help/${id}`, { helped: 'yes' })
    await post(site, '/report', { component: 'payment', symptom: 'fails', region: 'north' })
    await site.reports.work(site.now())
  })
  t.strictSame(stored, {
    report_salts: ['day_at', 'salt'],
    report_marks: ['day_at', 'component_id', 'sender', 'block', 'net', 'at'],
    report_counts: ['hour_at', 'component_id', 'symptom', 'region', 'count'],
    article_votes: ['day', 'article_id', 'helped', 'times'],
    report_peaks: ['component_id', 'hour_at', 'level'],
  })
})

t.test(
  'no form leaves the network address or the browser of whoever sent it, and no page sets a cookie',
  async (t) => {
    const site = await openSite(t, { written: SHIPPED_ARTICLES })
    const answers = [
      await post(site, '/feedback', { category: 'refund', incident: 'none', message: 'words' }),
      await post(site, '/help/lost/notice', [['lost', 'card']]),
      await post(site, '/subscribe', { transport: 'email', address: 'lin@example.com', scope: 'everything' }),
      await post(site, '/report', { component: 'payment', symptom: 'fails' }),
      await fetch(`${site.url}/privacy`),
    ]
    await site.reports.work(site.now())
    for (const answer of answers) t.equal(answer.headers.get('set-cookie'), null)
    const held = JSON.stringify([...(await everything(site))])
    t.notMatch(held, /127[.,]0|the phone of Lin/)
  },
)

t.test(
  'the page tells how long things are kept as the configuration has it, in both languages',
  async (t) => {
    const day = 86_400_000
    const retention = {
      ...smallWallet.retention,
      lossesMs: 17 * day,
      deliveriesMs: 11 * day,
      reportsMs: 23 * day,
    }
    const feedback = { ...SMALL_FEEDBACK, keepMs: 29 * day, closeAfterMs: 5 * day }
    const site = await openSite(t, {
      wallet: { ...smallWallet, retention, feedback },
      written: SHIPPED_ARTICLES,
    })
    for (const [path, lengths] of [
      ['/privacy', ['17 天', '11 天', '23 天', '29 天', '5 天', '2 天', '30 天']],
      ['/en/privacy', ['17 days', '11 days', '23 days', '29 days', '5 days', '2 days', '30 days']],
    ] as const) {
      const text = pageText(await (await fetch(site.url + path)).text())
      for (const length of lengths) t.match(text, length, path)
    }
  },
)

t.test('a form that is not offered is not spoken of', async (t) => {
  const site = await openSite(t, { wallet: smallWallet })
  const text = await (await fetch(`${site.url}/en/privacy`)).text()
  t.notMatch(text, 'id="feedback"')
  t.notMatch(text, 'id="votes"')
  t.match(text, 'id="loss"')
})

t.test('every form leads to what is kept of it', async (t) => {
  const { url } = await openSite(t)
  for (const [path, part] of [
    ['/subscribe', 'subscribe'],
    ['/feedback', 'feedback'],
    ['/help/lost/notice', 'loss'],
    ['/report', 'report'],
    ['/hotline/sheet', 'forgotten'],
    ['/hotline/notes', 'forgotten'],
  ] as const) {
    t.match(await (await fetch(`${url}/en${path}`)).text(), `href="/en/privacy#${part}"`, path)
    t.match(await (await fetch(`${url}/en/privacy`)).text(), `id="${part}"`, path)
  }
})
