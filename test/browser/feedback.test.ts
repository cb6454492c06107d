import t from 'tap'

import { openSite } from '../http/open-site.ts'
import { noBrowser, openBrowser, PHONE } from '../support/browser.ts'
import { axeFindings } from '../support/axe-findings.ts'

const READERS = [
  { prefix: '', colorScheme: 'light' },
  { prefix: '/en', colorScheme: 'dark' },
] as const

async function testInBrowser(): Promise<void> {
  const browser = await openBrowser()
  t.teardown(() => browser.close())

  for (const { prefix, colorScheme } of READERS) {
    await t.test(
      `feedback without JavaScript, for everybody: ${prefix || '/'}, ${colorScheme}`,
      async (t) => {
        const { url } = await openSite(t)
        const tab = await browser.newPage({ viewport: PHONE, colorScheme })
        const width = () => tab.evaluate('document.documentElement.scrollWidth')
        const check = async (what: string) => {
          t.strictSame(await axeFindings(tab), [], what)
          t.equal(await width(), PHONE.width, what)
          const style = await tab.addStyleTag({ content: 'html { font-size: 200% }' }).catch(() => undefined)
          t.equal(await width(), PHONE.width, `${what} at twice the size`)
          await style?.evaluate((element) => (element.textContent = ''))
        }
        for (const path of ['/help/feedback', '/quality', '/feedback/F-2026-22222', '/feedback']) {
          await tab.goto(url + prefix + path)
          await check(path)
        }
        await tab.locator('#message').fill('Words')
        await tab.locator('.send button').click()
        await tab.waitForSelector('[role=alert]')
        t.equal(await tab.locator('#message').inputValue(), 'Words', 'nothing typed is lost')
        await check('problems')
        await tab.locator('[name=category]').first().check()
        await tab.locator('.send button').click()
        await tab.waitForSelector('.ref')
        t.match(new URL(tab.url()).pathname, /\/feedback\/F-2026-\w{5}\.[\w-]{43}$/)
        await check('the ticket')
        await tab.locator('.danger').click()
        await tab.waitForLoadState()
        t.equal(await tab.locator('.ref').count(), 0)
        await tab.close()
      },
    )
  }
}

if (noBrowser === false) await testInBrowser()
else t.pass('skipped', { skip: noBrowser })
