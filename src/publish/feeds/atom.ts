import { updatedAtOf, type Entry, type Feed } from './entry.ts'
import { element, xmlDocument, type Xml } from './xml.ts'

/** Atom 1.0 (RFC 4287). `selfUrl` is the feed's own address, and its id. */
export function atomFeed(feed: Feed, selfUrl: string): string {
  return xmlDocument(
    element('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': feed.locale }, [
      element('id', {}, selfUrl),
      element('title', {}, feed.title),
      element('subtitle', {}, feed.subtitle),
      element('updated', {}, rfc3339(updatedAtOf(feed))),
      element('author', {}, [element('name', {}, feed.siteName)]),
      element('link', { rel: 'self', type: 'application/atom+xml', href: selfUrl }),
      element('link', { rel: 'alternate', type: 'text/html', hreflang: feed.locale, href: feed.homeUrl }),
      ...feed.entries.map((entry) => atomEntry(entry, feed)),
    ]),
  )
}

function atomEntry(entry: Entry, { locale }: Feed): Xml {
  return element('entry', {}, [
    element('id', {}, entry.id),
    element('title', {}, entry.title),
    element('link', { rel: 'alternate', type: 'text/html', hreflang: locale, href: entry.url }),
    element('published', {}, rfc3339(entry.publishedAt)),
    element('updated', {}, rfc3339(entry.updatedAt)),
    element('category', { term: entry.kind }),
    element('summary', {}, entry.summary),
    element('content', { type: 'html' }, entry.html),
  ])
}

function rfc3339(at: number): string {
  return new Date(at).toISOString()
}
