import t from 'tap'

import { noBrowser, openBrowser, openDetails, openSamplePages, PHONE } from '../support/browser.ts'
import { axeFindings } from '../support/axe-findings.ts'
import { openOutage } from '../http/open-outage.ts'

/** One page for each kind of verdict that looks different. */
const VERDICTS = [
  'calm/help-outage?saw=account-restricted',
  'calm/help-outage?symptom=pay&saw=charged-not-credited',
  'bankDown/help-outage?symptom=top_up&saw=limit-reached',
  'walletDown/help-outage?saw=no-network',
  'maintenance/help-outage?symptom=withdraw',
  'blind/help-outage?saw=?',
]

async function testInBrowser(): Promise<void> {
  const { open, address, close } = await openSamplePages()
  t.teardown(close)

  for (const [locale, colorScheme] of [
    ['zh-CN', 'light'],
    ['en', 'dark'],
  ] as const) {
    await t.test(
      `every verdict fits a phone at twice the text size: ${locale}, ${colorScheme}`,
      async (t) => {
        const tab = await open(VERDICTS[0] ?? '', { viewport: PHONE, colorScheme, locale })
        for (const page of VERDICTS) {
          await tab.goto(address(page, locale))
          await openDetails(tab)
          t.strictSame(await axeFindings(tab), [], page)
          await tab.addStyleTag({ content: 'html { font-size: 200% }' })
          t.equal(await tab.evaluate('document.documentElement.scrollWidth'), PHONE.width, page)
        }
        await tab.close()
      },
    )
  }

  await t.test('without JavaScript people say what they did and saw, and are answered', async (t) => {
    const url = await openOutage(t)
    const browser = await openBrowser()
    t.teardown(() => browser.close())
    const tab = await browser.newPage({ viewport: PHONE, javaScriptEnabled: false })
    await tab.goto(`${url}/en/help/outage`)
    await tab.getByRole('link', { name: /^Top up/ }).click()
    await tab.getByLabel('Type the error code').fill('purple elephants')
    await tab.getByRole('button', { name: 'Look it up' }).click()
    t.match(await tab.getByRole('status').innerText(), 'We do not know this message.')
    t.notMatch(tab.url(), 'elephants')
    await tab.getByLabel('Type the error code').fill('Error: limit_exceeded')
    await tab.getByRole('button', { name: 'Look it up' }).click()
    t.equal(
      new URL(tab.url()).search,
      '?symptom=top_up&saw=limit-reached',
      'the first answer is not forgotten',
    )
    t.match(await tab.locator('.verdict').innerText(), 'It is a limit, not an outage.')
    await tab.close()
  })
}

if (noBrowser === false) await testInBrowser()
else t.pass('skipped', { skip: noBrowser })
