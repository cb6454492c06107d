import { updatedAtOf, type Entry, type Feed } from './entry.ts'
import { element, xmlDocument, type Xml } from './xml.ts'

/** How long a program may wait before it asks again. */
const TTL_MINUTES = 5

/** RSS 2.0 with Atom's `self`, and its `updated`, since RSS has no word for an item that was revised. */
export function rssFeed(feed: Feed, selfUrl: string): string {
  const channel = element('channel', {}, [
    element('title', {}, feed.title),
    element('link', {}, feed.homeUrl),
    element('description', {}, feed.subtitle),
    element('language', {}, feed.locale),
    element('lastBuildDate', {}, rfc822(updatedAtOf(feed))),
    element('ttl', {}, String(TTL_MINUTES)),
    element('atom:link', { rel: 'self', type: 'application/rss+xml', href: selfUrl }),
    ...feed.entries.map(rssItem),
  ])
  return xmlDocument(
    element('rss', { version: '2.0', 'xmlns:atom': 'http://www.w3.org/2005/Atom' }, [channel]),
  )
}

function rssItem(entry: Entry): Xml {
  return element('item', {}, [
    element('title', {}, entry.title),
    element('link', {}, entry.url),
    element('guid', { isPermaLink: 'false' }, entry.id),
    element('pubDate', {}, rfc822(entry.publishedAt)),
    element('atom:updated', {}, new Date(entry.updatedAt).toISOString()),
    element('category', {}, entry.kind),
    element('description', {}, entry.html),
  ])
}

function rfc822(at: number): string {
  return new Date(at).toUTCString()
}
