import t from 'tap'

import { openSite } from './open-site.ts'

/** As many pages as tell apart a link that is wrong everywhere from one that is wrong on a page. */
const MOST_PAGES = 150

/** Served only where somebody's browser can be told things, which this site does not do. */
const OF_PUSH = '/app.webmanifest'

t.test('no link on any page leads nowhere', async (t) => {
  const { app, url } = await openSite(t)
  const seen = new Set<string>(['/', '/en'])
  const left = [...seen]
  for (let path = left.shift(); path !== undefined; path = left.shift()) {
    const { statusCode, body, headers } = await app.inject(path)
    t.ok(statusCode < 400, `${path} is ${statusCode}`)
    if (!String(headers['content-type']).startsWith('text/html')) continue
    for (const next of linksOf(body, new URL(path, url))) {
      if (next === OF_PUSH || seen.has(next) || seen.size >= MOST_PAGES) continue
      seen.add(next)
      left.push(next)
    }
  }
  t.ok(seen.size > 40, `${seen.size} pages were walked`)
  for (const wanted of [
    '/help',
    '/hotline',
    '/verify',
    '/emergency',
    '/report',
    '/feedback',
    '/quality',
    '/privacy',
  ]) {
    t.ok(seen.has(wanted), wanted)
  }
})

function linksOf(body: string, page: URL): string[] {
  return [...body.matchAll(/ href="([^"]+)"/g)].flatMap(([, href = '']) => {
    const target = new URL(href.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'), page)
    return target.origin === page.origin ? [target.pathname + target.search] : []
  })
}
