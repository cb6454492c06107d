import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import t from 'tap'

import { noBrowser, openDetails, openSamplePages, PHONE, SAMPLE_PAGES, WIDE } from '../support/browser.ts'

/** Every size meets every scheme and every language once. */
const READERS = [
  { viewport: PHONE, colorScheme: 'light', locale: 'zh-CN' },
  { viewport: PHONE, colorScheme: 'dark', locale: 'en' },
  { viewport: WIDE, colorScheme: 'light', locale: 'en' },
  { viewport: WIDE, colorScheme: 'dark', locale: 'zh-CN' },
] as const

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function testInBrowser(): Promise<void> {
  const { open, address, close } = await openSamplePages()
  t.teardown(close)

  for (const reader of READERS) {
    const { viewport, colorScheme, locale } = reader
    await t.test(`axe finds nothing serious: ${viewport.width} px, ${colorScheme}, ${locale}`, async (t) => {
      const tab = await open(SAMPLE_PAGES[0] ?? '', reader)
      for (const page of SAMPLE_PAGES) {
        await tab.goto(address(page, locale))
        await openDetails(tab)
        t.same(await seriousFindings(tab), [], page)
      }
      await tab.close()
    })
  }
}

async function seriousFindings(tab: Page): Promise<string[]> {
  await tab.evaluate(axe)
  const { violations }: AxeResults = await tab.evaluate(
    `axe.run({ resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })`,
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}

if (noBrowser === false) await testInBrowser()
else t.pass('skipped', { skip: noBrowser })
