import t from 'tap'

import { openSite } from '../http/open-site.ts'
import { noBrowser, openBrowser, openSamplePages, PHONE, openDetails } from '../support/browser.ts'
import { axeFindings } from '../support/axe-findings.ts'

const PAGES = [
  'calm/verify',
  'walletDown/incident-card?id=a1b2c3d4e5f6',
  'walletDown/incident?id=a1b2c3d4e5f6',
]

async function testInBrowser(): Promise<void> {
  await t.test(
    'without JavaScript a message is checked, and the answer can be read by everybody',
    async (t) => {
      const browser = await openBrowser()
      t.teardown(() => browser.close())
      const { url } = await openSite(t)
      for (const [prefix, button, heading] of [
        ['', '核对', '核对结果'],
        ['/en', 'Check', 'What we found'],
      ] as const) {
        const tab = await browser.newPage({ viewport: PHONE, javaScriptEnabled: false })
        await tab.goto(`${url}${prefix}/verify`)
        await tab.locator('textarea').fill('https://status.example.evil.com/a 13800138000')
        await tab.getByRole('button', { name: button, exact: true }).click()
        t.equal(await tab.locator('h1').innerText(), heading)
        t.equal(await tab.locator('mark').innerText(), 'evil.com')
        t.equal(new URL(tab.url()).search, '', 'nothing typed stands in the address')
        t.match(await tab.locator('textarea').inputValue(), 'evil.com')
        await tab.close()
        const scripted = await browser.newPage({ viewport: PHONE })
        await scripted.goto(`${url}${prefix}/verify`)
        await scripted.locator('textarea').fill('status.example.evil.com')
        await scripted.getByRole('button', { name: button, exact: true }).click()
        t.strictSame(await axeFindings(scripted), [], heading)
        await scripted.close()
      }
    },
  )

  await t.test(
    'the official list, the card and the text to forward hold on a phone at twice the size',
    async (t) => {
      const pages = await openSamplePages()
      t.teardown(() => pages.close())
      for (const page of PAGES) {
        for (const [locale, colorScheme] of [
          ['zh-CN', 'light'],
          ['en', 'dark'],
        ] as const) {
          const tab = await pages.open(page, { locale, colorScheme, viewport: PHONE })
          await openDetails(tab)
          t.strictSame(await axeFindings(tab), [], page)
          await tab.addStyleTag({ content: 'html { font-size: 200% }' })
          t.equal(await tab.evaluate<number>('document.documentElement.scrollWidth'), PHONE.width, page)
          await tab.close()
        }
      }
    },
  )

  await t.test('the card prints on one sheet', async (t) => {
    const pages = await openSamplePages()
    t.teardown(() => pages.close())
    const tab = await pages.open('walletDown/incident-card?id=a1b2c3d4e5f6', { locale: 'en' })
    const pdf = (await tab.pdf({ format: 'A4' })).toString('latin1')
    t.equal(pdf.match(/\/Type\s*\/Page\b/g)?.length, 1)
  })
}

if (noBrowser === false) await testInBrowser()
else t.test('in a browser', { skip: noBrowser }, () => {})
