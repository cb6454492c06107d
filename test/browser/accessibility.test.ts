import t from 'tap'

import { noBrowser, openDetails, openSamplePages, PHONE, SAMPLE_PAGES, WIDE } from '../support/browser.ts'
import { axeFindings } from '../support/axe-findings.ts'

/** Every size meets every scheme and every language once. */
const READERS = [
  { viewport: PHONE, colorScheme: 'light', locale: 'zh-CN' },
  { viewport: PHONE, colorScheme: 'dark', locale: 'en' },
  { viewport: WIDE, colorScheme: 'light', locale: 'en' },
  { viewport: WIDE, colorScheme: 'dark', locale: 'zh-CN' },
] as const

async function testInBrowser(): Promise<void> {
  const { open, address, close } = await openSamplePages()
  t.teardown(close)

  for (const reader of READERS) {
    const { viewport, colorScheme, locale } = reader
    await t.test(`axe finds nothing: ${viewport.width} px, ${colorScheme}, ${locale}`, async (t) => {
      const tab = await open(SAMPLE_PAGES[0] ?? '', reader)
      for (const page of SAMPLE_PAGES) {
        await tab.goto(address(page, locale))
        await openDetails(tab)
        t.same(await axeFindings(tab), [], page)
      }
      await tab.close()
    })
  }
}

if (noBrowser === false) await testInBrowser()
else t.pass('skipped', { skip: noBrowser })
