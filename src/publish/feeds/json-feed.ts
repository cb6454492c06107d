import type { Entry, Feed } from './entry.ts'

/** JSON Feed 1.1 (jsonfeed.org). */
export function jsonFeed(feed: Feed, selfUrl: string): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.subtitle,
    home_page_url: feed.homeUrl,
    feed_url: selfUrl,
    language: feed.locale,
    authors: [{ name: feed.siteName, url: feed.homeUrl }],
    items: feed.entries.map((entry) => jsonItem(entry, feed)),
  })
}

function jsonItem(entry: Entry, { locale }: Feed) {
  return {
    id: entry.id,
    url: entry.url,
    title: entry.title,
    summary: entry.summary,
    content_html: entry.html,
    content_text: entry.text,
    date_published: new Date(entry.publishedAt).toISOString(),
    date_modified: new Date(entry.updatedAt).toISOString(),
    tags: [entry.kind],
    language: locale,
  }
}
