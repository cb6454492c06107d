import t from 'tap'

import { LOCALES, type Locale } from '../../src/domain/locale.ts'
import { axeFindings } from './axe-findings.ts'
import { noBrowser, openDetails, openSamplePages, SAMPLE_PAGES } from './browser.ts'

/** What most people open when something fails. */
const FIRST_PAGES = SAMPLE_PAGES.filter((page) => /\/(home|help-outage)\b/.test(page))

interface Size {
  readonly viewport: { readonly width: number; readonly height: number }
  /** The language whose every page is looked at light, and of the other every page dark. */
  readonly allLight: Locale
}

/** Tests that axe finds nothing at this size: the first pages light and dark in both languages, each other one twice. */
export async function testAccessibility({ viewport, allLight }: Size): Promise<void> {
  if (noBrowser !== false) {
    t.pass('skipped', { skip: noBrowser })
    return
  }
  const { open, address, close } = await openSamplePages()
  t.teardown(close)

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const locale of LOCALES) {
      const pages = (colorScheme === 'light') === (locale === allLight) ? SAMPLE_PAGES : FIRST_PAGES
      await t.test(`axe finds nothing: ${viewport.width} px, ${colorScheme}, ${locale}`, async (t) => {
        const tab = await open(pages[0] ?? '', { viewport, colorScheme, locale })
        for (const page of pages) {
          await tab.goto(address(page, locale))
          await openDetails(tab)
          t.same(await axeFindings(tab), [], page)
        }
        await tab.close()
      })
    }
  }
}
