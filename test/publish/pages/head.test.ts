import t from 'tap'

import { LOCALES } from '../../../src/domain/locale.ts'
import type { PageName } from '../../../src/publish/page.ts'
import { render } from '../../support/render.ts'
import { samplePages } from '../../support/sample-pages.ts'

const pages = samplePages()
const isPage = (name: string): name is PageName => name in pages
/** A table for programs is kept like a page and is none. */
const PAGE_NAMES = Object.keys(pages)
  .filter(isPage)
  .filter((name) => name !== 'complaints-csv')

const PARAMS: Partial<Record<PageName, Record<string, string>>> = {
  component: { id: 'debit-card' },
  incident: { id: 'a1b2c3d4e5f6' },
  'incident-card': { id: 'a1b2c3d4e5f6' },
  announcement: { id: 'd4e5f6a1b2c3' },
}

void t.test('every page leads to itself in the other language and to the emergency page', async (t) => {
  for (const name of PAGE_NAMES) {
    const params = PARAMS[name] ?? {}
    const chinese = await render(name, { params })
    const english = await render(name, { params, locale: 'en' })
    t.match(chinese.body, /<a class="other" href="\/en[^"]*" lang="en"/, name)
    t.match(english.body, /<a class="other" href="\/(?!en)[^"]*" lang="zh-CN"/, name)
    t.match(chinese.body, '<a class="lost" href="/emergency">', name)
    t.match(english.body, '<a class="lost" href="/en/emergency">', name)
  }
})

void t.test('every English page keeps its readers in English', async (t) => {
  for (const name of PAGE_NAMES) {
    const { body } = await render(name, { params: PARAMS[name] ?? {}, locale: 'en' })
    const chineseLinks = [...withoutScripts(body).matchAll(/href="(\/[^"]*)"(?! lang="zh-CN")/g)]
      .map(([, href]) => href ?? '')
      .filter((href) => !href.startsWith('/en'))
    t.same(chineseLinks, [], name)
  }
})

void t.test('heads say what the page is, to people and machines', async (t) => {
  for (const name of PAGE_NAMES) {
    for (const locale of LOCALES) {
      const { body, status } = await render(name, { params: PARAMS[name] ?? {}, locale })
      t.match(body, `<html lang="${locale}">`)
      t.match(body, '<meta name="format-detection" content="telephone=no">')
      t.match(body, /<meta name="description" content="[^"]+">/)
      if (status !== 200) {
        t.match(body, '<meta name="robots" content="noindex">')
        continue
      }
      t.match(body, /<link rel="canonical" href="http:\/\/localhost:3000\/[^"]*">/)
      t.equal(body.match(/rel="alternate" hreflang=/g)?.length, LOCALES.length)
      const [, structured = ''] = /ld\+json">([^]*?)<\/script>/.exec(body) ?? []
      t.equal(JSON.parse(structured)['@type'], 'WebPage')
    }
  }
})

void t.test('every page carries the demo banner, the contacts and the time of its data', async (t) => {
  for (const name of PAGE_NAMES) {
    const { body } = await render(name, { params: PARAMS[name] ?? {} })
    t.match(body, '演示数据')
    t.match(body, '000-0000-0000')
    t.match(body, '数据时间：')
  }
})

function withoutScripts(body: string): string {
  return body.replaceAll(/<script>[^]*?<\/script>/g, '')
}
