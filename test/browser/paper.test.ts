import t from 'tap'
import type { Page } from 'playwright-core'

import { loadConfig } from '../../src/config/load.ts'
import { LOCALES } from '../../src/domain/locale.ts'
import { createHotlinePages } from '../../src/publish/pages/hotline/hotline-pages.ts'
import { readTypedSheet } from '../../src/publish/pages/hotline/typed-call.ts'
import { createMakeNow } from '../../src/publish/pages/make-now.ts'
import { noBrowser, openBrowser } from '../support/browser.ts'
import { startPageServer } from '../support/page-server.ts'
import { samplePageDeps, samplePages } from '../support/sample-pages.ts'
import { SAMPLE_NOW, sampleSnapshot } from '../support/sample-snapshot.ts'
import { sampleWaits } from '../support/sample-waits.ts'
import { sampleWallet } from '../support/sample-wallet.ts'

/** What somebody fills in who was charged and got nothing. */
const CALL = new URLSearchParams([
  ['who', 'self'],
  ['component', 'debit-card'],
  ['hint', '1234'],
  ['bank', '枫叶银行'],
  ['amount', '100'],
  ['order', '20260314001'],
  ['when', '3月14日 14:05'],
  ['what', '充值 100 元，银行已经扣款，钱包余额没有变，等了半小时还是没有到账。'],
  ['error', 'E-1001 银行无响应，请稍后再试'],
  ['device', '华为 Mate 60，应用 8.2.1'],
  ['tried', 'bill'],
  ['tried', 'network'],
  ['tried', 'restart'],
])

/** As Chromium prints unless told otherwise: A4 with a margin of a centimetre. */
async function sheetsOf(tab: Page): Promise<number> {
  const margin = { top: '1cm', right: '1cm', bottom: '1cm', left: '1cm' }
  const pdf = (await tab.pdf({ format: 'A4', margin })).toString('latin1')
  return pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0
}

async function testOnPaper(): Promise<void> {
  const { wallet } = loadConfig('data/wallet.yaml', {})
  const browser = await openBrowser()
  t.teardown(() => browser.close())
  const server = await startPageServer(samplePages({ wallet, readHotlines: async () => sampleWaits() }))
  t.teardown(() => server.close())
  const tab = await browser.newPage({ javaScriptEnabled: false })
  await tab.emulateMedia({ media: 'print' })

  await t.test('a call sheet is one sheet of paper and nothing else', async (t) => {
    const deps = { ...samplePageDeps(), wallet: { ...sampleWallet(), contacts: wallet.contacts } }
    const pages = createHotlinePages(
      createMakeNow(deps, { newest: async () => sampleSnapshot('walletDown'), clock: () => SAMPLE_NOW }),
    )
    for (const locale of LOCALES) {
      await tab.setContent((await pages.sheet(locale, readTypedSheet(CALL))).body)
      t.equal(await sheetsOf(tab), 1, locale)
      t.ok(await tab.locator('dd', { hasText: '20260314001' }).isVisible())
      for (const around of await tab.locator('footer, .bar .lost, blockquote[lang], .copy').all())
        t.notOk(await around.isVisible())
    }
  })

  for (const locale of LOCALES) {
    await t.test(
      `the steps after a loss fit on two sheets, with where they are done: ${locale}`,
      async (t) => {
        for (const sample of ['calm', 'walletDown']) {
          await tab.goto(`${server.url}/${sample}/${locale}/emergency`)
          t.ok((await sheetsOf(tab)) <= 2, `${await sheetsOf(tab)} sheets`)
        }
        const printed = await tab.evaluate<string[]>(
          `[...document.querySelectorAll('main a[href^="/"]')].filter((one) => one.checkVisibility()).map((one) => getComputedStyle(one, '::after').content)`,
        )
        t.ok(printed.length > 0)
        for (const address of printed) t.match(address, / \(https?:\/\/.*\/help\/lost/)
      },
    )

    await t.test(
      `the numbers fit on two sheets, without what is true of this minute alone: ${locale}`,
      async (t) => {
        await tab.goto(`${server.url}/calm/${locale}/hotline`)
        t.ok((await sheetsOf(tab)) <= 2, `${await sheetsOf(tab)} sheets`)
        for (const { reach } of wallet.contacts)
          t.ok(await tab.locator('main .reach', { hasText: reach }).first().isVisible(), reach)
        for (const now of await tab.locator('.live, .best, main .open, form, .copy, footer nav').all())
          t.notOk(await now.isVisible())
        t.ok(await tab.locator('footer time').last().isVisible(), 'when it was printed')
      },
    )
  }
}

if (noBrowser === false) await testOnPaper()
else t.pass('skipped', { skip: noBrowser })
