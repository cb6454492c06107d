import t from 'tap'

import { LOCALES } from '../../src/domain/locale.ts'
import { answerTopUp } from '../support/answer-top-up.ts'
import { noBrowser, openBrowser, openSamplePages, PHONE, WIDE } from '../support/browser.ts'
import { axeFindings } from '../support/axe-findings.ts'
import { openSite } from '../http/open-site.ts'

const ANSWERS = [
  { typed: { bank: '港湾', channel: 'debit-card', amount: '100' }, snapshot: 'bankDown' },
  { typed: { bank: 'HMB', channel: 'debit-card', amount: '28000', class: '1' }, snapshot: 'calm' },
  { typed: { bank: '月亮', amount: 'abc', class: '9' }, snapshot: 'calm' },
  { typed: { amount: '100' }, snapshot: 'blind' },
] as const

async function testInBrowser(): Promise<void> {
  const browser = await openBrowser()
  t.teardown(() => browser.close())

  await t.test('answers fit a phone at twice the text size and have no serious finding', async (t) => {
    for (const [locale, colorScheme] of [
      ['zh-CN', 'light'],
      ['en', 'dark'],
    ] as const) {
      const tab = await browser.newPage({ viewport: PHONE, colorScheme })
      for (const { typed, snapshot } of ANSWERS) {
        await tab.setContent((await answerTopUp(typed, { snapshot, locale })).body)
        t.strictSame(await axeFindings(tab), [], `${JSON.stringify(typed)} ${locale}`)
        await tab.addStyleTag({ content: 'html { font-size: 200% }' })
        t.equal(
          await tab.evaluate('document.documentElement.scrollWidth'),
          PHONE.width,
          JSON.stringify(typed),
        )
      }
      await tab.close()
    }
  })

  await t.test('the table has headers on a wide screen and folds into cards on a phone', async (t) => {
    const { open, close } = await openSamplePages()
    t.teardown(close)
    for (const locale of LOCALES) {
      const wide = await open('bankDown/help-top-up', { viewport: WIDE, locale })
      t.ok(await wide.locator('.fold thead').first().isVisible())
      const phone = await open('bankDown/help-top-up', { viewport: PHONE, locale })
      const row = phone.locator('.fold .bank').first()
      const [name, state] = [row.locator('th'), row.locator('td').first()]
      const [right, bottom] = await name.evaluate((element) => {
        const box = element.getBoundingClientRect()
        return [box.right, box.bottom] as const
      })
      t.ok(
        (await state.evaluate((element) => element.getBoundingClientRect().left)) >= right,
        'beside the name',
      )
      const figures = row.locator('td').nth(1)
      t.ok((await figures.evaluate((element) => element.getBoundingClientRect().top)) >= bottom, 'beneath')
    }
  })

  await t.test('without JavaScript people ask, mend what they typed and go on to another way', async (t) => {
    const { url } = await openSite(t)
    const tab = await browser.newPage({ viewport: PHONE, javaScriptEnabled: false })
    await tab.goto(`${url}/en/help/top-up`)
    await tab.getByLabel('Amount (yuan)').fill('abc')
    await tab.getByRole('button', { name: 'See whether it works' }).click()
    t.match(await tab.locator('#amount-wrong').innerText(), 'We cannot read this amount')
    t.equal(
      await tab.getByLabel('Amount (yuan)').inputValue(),
      '',
      'what a link may have written is not shown',
    )
    await tab.getByLabel('Amount (yuan)').fill('１００')
    await tab.getByRole('button', { name: 'See whether it works' }).click()
    t.match(await tab.locator('h1').innerText(), 'no fresh data', 'nobody has looked in this store')
    await tab.getByRole('link', { name: 'See all ways, limits and fees' }).click()
    t.equal(new URL(tab.url()).pathname, '/en/help/top-up')
    await tab.close()
  })
}

if (noBrowser === false) await testInBrowser()
else t.pass('skipped', { skip: noBrowser })
