import type { Page } from 'playwright-core'
import t from 'tap'

import { loadConfig } from '../../src/config/load.ts'
import { openSite } from '../http/open-site.ts'
import { noBrowser, openBrowser, PHONE } from '../support/browser.ts'
import { startPageServer } from '../support/page-server.ts'
import { samplePages } from '../support/sample-pages.ts'
import { axeFindings } from '../support/axe-findings.ts'

const READERS = [
  { prefix: '', colorScheme: 'light', send: '提交挂失通知', deletes: '删除这份通知' },
  { prefix: '/en', colorScheme: 'dark', send: 'Send the loss notice', deletes: 'Delete this notice' },
] as const

async function testInBrowser(): Promise<void> {
  const browser = await openBrowser()
  t.teardown(() => browser.close())

  for (const { prefix, colorScheme, send, deletes } of READERS)
    await t.test(
      `without JavaScript a loss is reported, followed and deleted: ${prefix || '/'}`,
      async (t) => {
        const { url, db } = await openSite(t)
        const tab = await browser.newPage({ viewport: PHONE, colorScheme, javaScriptEnabled: false })
        const check = async (what: string) => {
          t.equal(await widthOf(tab), PHONE.width, what)
        }
        for (const path of ['/emergency', '/help/lost']) {
          await tab.goto(url + prefix + path)
          await check(path)
          await tab.locator('main a[href$="/help/lost/notice"]').first().waitFor()
        }
        await tab.locator('main a[href$="/help/lost/notice"]').first().click()
        await tab.locator('input[value=phone]').check()
        await tab.locator('#hint').fill('1234')
        await tab.locator('#words').fill('x'.repeat(500))
        await check('form')
        await tab.getByRole('button', { name: send }).click()
        t.match(await tab.locator('.warn strong').innerText(), /不等于冻结|not a freeze/)
        await check('receipt')
        await db.updateTable('losses').set({ state: 'seen' }).execute()
        await tab.reload()
        t.match(await tab.locator('main .lead').innerText(), /已看到|Seen by an operator/)
        t.equal(
          (await db.selectFrom('losses').select('num').execute()).length,
          1,
          'reloading reports nothing twice',
        )
        await tab.getByRole('button', { name: deletes }).click()
        t.strictSame(await db.selectFrom('losses').select('num').execute(), [])
        await tab.close()
      },
    )

  for (const { prefix, colorScheme } of READERS)
    await t.test(
      `everybody can read it, at twice the size too: ${prefix || '/'}, ${colorScheme}`,
      async (t) => {
        const { url } = await openSite(t)
        const tab = await browser.newPage({ viewport: PHONE, colorScheme, bypassCSP: true })
        const answer = await fetch(`${url}${prefix}/help/lost/notice`, {
          method: 'POST',
          redirect: 'manual',
          body: new URLSearchParams({ lost: 'card', hint: '1234' }),
        })
        const receipt = answer.headers.get('location') ?? ''
        for (const path of ['/emergency', '/help/lost', '/help/lost/notice']
          .map((one) => prefix + one)
          .concat(receipt)) {
          await tab.goto(url + path)
          t.strictSame(await axeFindings(tab), [], path)
          await tab.addStyleTag({ content: 'html { font-size: 200% }' })
          t.equal(await widthOf(tab), PHONE.width, `${path} at twice the size`)
        }
        await tab.close()
      },
    )

  await t.test('on paper the address to freeze at can be read, and none stands there twice', async (t) => {
    const { wallet } = loadConfig('data/wallet.yaml', {})
    const server = await startPageServer(samplePages({ wallet }))
    t.teardown(() => server.close())
    const tab = await browser.newPage({ javaScriptEnabled: false })
    await tab.emulateMedia({ media: 'print' })
    for (const name of ['emergency', 'help-lost']) {
      await tab.goto(`${server.url}/calm/zh-CN/${name}`)
      const added = (path: string) =>
        tab.evaluate<string>(
          `getComputedStyle(document.querySelector('main a[href="https://lamplight.example/${path}"]'), '::after').content`,
        )
      t.match(await added('freeze'), 'https://lamplight.example/', name)
      t.equal(await added('chat'), 'none', name)
    }
    await tab.close()
  })
}

function widthOf(tab: Page): Promise<number> {
  return tab.evaluate<number>('document.documentElement.scrollWidth')
}

if (noBrowser === false) void testInBrowser()
else t.test('the pages of a lost wallet in a browser', { skip: noBrowser }, () => Promise.resolve())
