import t from 'tap'

import { writeFeed } from '../../support/sample-feeds.ts'
import { readXml } from '../../support/read-xml.ts'

const CARD = 'component=debit-card'
const none = {
  incidents: async () => [],
  announcements: async () => [],
  maintenances: async () => [],
}

const jsonOf = async (asked: Parameters<typeof writeFeed>[1] = {}) =>
  JSON.parse((await writeFeed('feed-json', asked)) ?? '')
const xmlOf = async (name: 'history-atom' | 'history-rss', asked: Parameters<typeof writeFeed>[1] = {}) =>
  readXml((await writeFeed(name, asked)) ?? '')

void t.test('Atom has all that RFC 4287 demands, and the same words as JSON Feed', async (t) => {
  const { feed } = await xmlOf('history-atom', { locale: 'en', component: 'debit-card' })
  const { items } = await jsonOf({ locale: 'en', component: 'debit-card' })
  t.match(feed, {
    '@xmlns': 'http://www.w3.org/2005/Atom',
    '@xml:lang': 'en',
    id: `http://localhost:3000/en/history.atom?${CARD}`,
    title: '[Demo] Qingzhou Wallet status · Top-up (debit card)',
    author: { name: 'Qingzhou Wallet status' },
    link: [
      { '@rel': 'self', '@href': `http://localhost:3000/en/history.atom?${CARD}` },
      { '@rel': 'alternate', '@href': 'http://localhost:3000/en/components/debit-card' },
    ],
  })
  t.equal(feed.updated, feed.entry[0].updated)
  t.equal(feed.entry.length, items.length)
  for (const [index, entry] of feed.entry.entries()) {
    const item = items[index]
    t.equal(entry.id, item.id)
    t.equal(entry.title, item.title)
    t.equal(entry.link['@href'], item.url)
    t.equal(entry.published, item.date_published)
    t.equal(entry.updated, item.date_modified)
    t.ok(entry.updated >= entry.published)
    t.equal(entry.summary, item.summary)
    t.equal(entry.content['@type'], 'html')
    t.equal(entry.content['#text'], item.content_html)
  }
})

void t.test('RSS names itself, and its items by ids that are no addresses', async (t) => {
  const { rss } = await xmlOf('history-rss')
  const { items } = await jsonOf()
  const { channel } = rss
  t.equal(rss['@version'], '2.0')
  t.match(channel, {
    title: '【演示】青舟钱包状态',
    link: 'http://localhost:3000/history',
    language: 'zh-CN',
    'atom:link': { '@rel': 'self', '@href': 'http://localhost:3000/history.rss' },
  })
  t.ok(channel.description.length > 0)
  for (const [index, item] of channel.item.entries()) {
    t.strictSame(item.guid, { '#text': items[index].id, '@isPermaLink': 'false' })
    t.equal(item.description, items[index].content_html)
    t.equal(item.link, items[index].url)
    t.match(item.pubDate, /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/)
    t.equal(new Date(item.pubDate).getTime(), Math.floor(Date.parse(items[index].date_published) / 1e3) * 1e3)
    t.equal(item['atom:updated'], items[index].date_modified)
  }
})

void t.test('JSON Feed 1.1 says its language and its authors', async (t) => {
  const feed = await jsonOf({ locale: 'en' })
  t.match(feed, {
    version: 'https://jsonfeed.org/version/1.1',
    language: 'en',
    home_page_url: 'http://localhost:3000/en/history',
    feed_url: 'http://localhost:3000/en/feed.json',
    authors: [{ name: 'Qingzhou Wallet status' }],
  })
  t.equal('author' in feed, false)
  for (const item of feed.items) {
    t.type(item.id, 'string')
    t.ok(item.content_html.length > 0)
    t.ok(item.content_text.length > 0)
    t.equal(item.language, 'en')
  }
})

void t.test('feeds of a wallet of which nothing was ever told are whole, and stay as they are', async (t) => {
  const { feed } = await xmlOf('history-atom', { news: none })
  t.equal(feed.updated, '1970-01-01T00:00:00.000Z')
  t.equal(feed.entry, undefined)
  t.equal((await xmlOf('history-rss', { news: none })).rss.channel.item, undefined)
  t.strictSame((await jsonOf({ news: none })).items, [])
  t.match(await writeFeed('calendar', { news: none }), /\r\nEND:VCALENDAR\r\n$/)
})
