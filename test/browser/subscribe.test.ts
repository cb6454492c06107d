import type { Page } from 'playwright-core'
import t from 'tap'

import { openSite } from '../http/open-site.ts'
import { noBrowser, openBrowser, openDetails, PHONE } from '../support/browser.ts'
import { axeFindings } from '../support/axe-findings.ts'

const READERS = [
  { prefix: '', colorScheme: 'light' },
  { prefix: '/en', colorScheme: 'dark' },
] as const

async function testInBrowser(): Promise<void> {
  const browser = await openBrowser()
  t.teardown(() => browser.close())

  await t.test('without JavaScript people subscribe, say yes, look, pause and leave', async (t) => {
    const { url, one, tokens, subscribers } = await openSite(t)
    const tab = await browser.newPage({ viewport: PHONE, javaScriptEnabled: false })
    const press = (name: string) => tab.getByRole('button', { name, exact: true }).click()
    const heading = () => tab.locator('h1').innerText()
    await tab.goto(`${url}/en/subscribe?component=debit-card-maple`)
    t.ok(await tab.getByLabel('debit-card-maple').isChecked(), 'what the link named is chosen')
    t.notOk(await tab.locator('.scripted').isVisible(), 'what needs a script is not offered')
    await tab.getByRole('textbox', { name: 'Mail address' }).fill('nobody@localhost')
    await press('Subscribe')
    t.match(await tab.locator('[role=alert]').innerText(), 'does not look like a mail address')
    t.equal(await tab.getByRole('textbox', { name: 'Mail address' }).inputValue(), 'nobody@localhost')
    await tab.getByRole('textbox', { name: 'Mail address' }).fill('lin@example.com')
    await press('Subscribe')
    t.equal(await heading(), 'Look into your mailbox')
    const { confirm, manage } = tokens(await one())
    await tab.goto(`${url}/en/subscribe/confirm/${confirm}`)
    await press('Confirm')
    t.equal(await heading(), 'You are subscribed')
    await tab.getByRole('link', { name: 'See or change my subscription' }).click()
    t.equal(new URL(tab.url()).pathname, `/en/subscriptions/${manage}`)
    await press('Pause notices')
    t.match(await tab.locator('main').innerText(), 'You paused notices.')
    await press('Resume notices')
    await tab.locator('summary', { hasText: 'Change what' }).click()
    await tab.getByLabel('Everything').check()
    await press('Save')
    t.match(await one(), { topics: [{ kind: 'everything' }], status: 'active' })
    await press('Unsubscribe and delete')
    t.equal(await heading(), 'You are unsubscribed')
    t.strictSame(await subscribers(), [])
    await tab.close()
  })

  await t.test('only the fields of the chosen way are shown', async (t) => {
    const { url } = await openSite(t)
    const tab = await browser.newPage({ viewport: PHONE })
    await tab.goto(`${url}/en/subscribe`)
    const shown = async () => [
      await tab.getByRole('textbox', { name: 'Mail address' }).isVisible(),
      await tab.locator('[id="dingtalk.secret"]').isVisible(),
    ]
    t.strictSame(await shown(), [true, false])
    await tab.getByLabel('DingTalk').check()
    t.strictSame(await shown(), [false, true])
    await tab.close()
  })

  for (const { prefix, colorScheme } of READERS) {
    await t.test(`one’s own pages can be read by everybody: ${prefix || '/'}, ${colorScheme}`, async (t) => {
      const { url, ask, one, tokens } = await openSite(t)
      await ask({ transport: 'webhook', given: { address: 'https://example.com/hook' } })
      const { confirm, manage } = tokens(await one())
      const tab = await browser.newPage({ viewport: PHONE, colorScheme })
      const check = async (what: string) => {
        await openDetails(tab)
        t.strictSame(await axeFindings(tab), [], what)
        t.equal(await widthOf(tab), PHONE.width, what)
        await tab.addStyleTag({ content: 'html { font-size: 200% }' }).catch(() => undefined)
        t.equal(await widthOf(tab), PHONE.width, `${what} at twice the size`)
      }
      for (const path of [
        `/subscribe/confirm/${confirm}`,
        `/subscriptions/${manage}`,
        `/subscriptions/${manage}/unsubscribe`,
        '/subscriptions/nobody',
      ]) {
        await tab.goto(url + prefix + path)
        await check(path)
      }
      await tab.goto(`${url}${prefix}/subscribe`)
      await tab.locator('.send > button').click()
      await tab.waitForSelector('[role=alert]')
      await check('problems')
      await tab.close()
    })
  }
}

async function widthOf(tab: Page): Promise<unknown> {
  return tab.evaluate('document.documentElement.scrollWidth')
}

if (noBrowser === false) await testInBrowser()
else t.pass('skipped', { skip: noBrowser })
