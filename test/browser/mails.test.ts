import type { Page } from 'playwright-core'
import t from 'tap'

import { noBrowser, openBrowser } from '../support/browser.ts'
import { sampleMails } from '../support/sample-mails.ts'
import { axeFindings, WCAG_RULES } from '../support/axe-findings.ts'

/** The smallest phones there are, the width of a mail itself, and what mail programs give it on a desk. */
const READERS = [
  { width: 320, colorScheme: 'light', locale: 'zh-CN' },
  { width: 320, colorScheme: 'dark', locale: 'en' },
  { width: 600, colorScheme: 'light', locale: 'zh-CN' },
  { width: 600, colorScheme: 'dark', locale: 'en' },
  { width: 800, colorScheme: 'light', locale: 'en' },
  { width: 800, colorScheme: 'dark', locale: 'zh-CN' },
] as const

async function testInBrowser(): Promise<void> {
  const browser = await openBrowser()
  t.teardown(() => browser.close())
  for (const { width, colorScheme, locale } of READERS) {
    await t.test(`mails can be read at ${width} px, ${colorScheme}, ${locale}`, async (t) => {
      const tab = await browser.newPage({ viewport: { width, height: 700 }, colorScheme, offline: true })
      for (const [name, { mail }] of sampleMails(locale)) {
        await tab.setContent(mail.html)
        t.ok((await widthOf(tab, 'html')) <= width, `${name} needs no scrolling aside`)
        t.ok((await widthOf(tab, '.paper')) <= 600, `${name} is one narrow column`)
        t.same(await axeFindings(tab, WCAG_RULES), [], name)
      }
      await tab.close()
    })
  }
}

function widthOf(tab: Page, selector: string): Promise<number> {
  return tab.evaluate(`document.querySelector('${selector}').scrollWidth`)
}

if (noBrowser === false) await testInBrowser()
else t.pass('skipped', { skip: noBrowser })
