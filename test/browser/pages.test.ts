import t from 'tap'

import { noBrowser, openDetails, openSamplePages, PHONE, SAMPLE_PAGES } from '../support/browser.ts'

async function testInBrowser(): Promise<void> {
  const { open, address, close } = await openSamplePages()
  t.teardown(close)

  await t.test('nothing scrolls sideways, at twice the text size either', async (t) => {
    const tab = await open('calm/home', { viewport: PHONE, locale: 'en' })
    for (const page of SAMPLE_PAGES) {
      for (const locale of ['zh-CN', 'en']) {
        await tab.goto(address(page, locale))
        await openDetails(tab)
        t.equal(await tab.evaluate('document.documentElement.scrollWidth'), PHONE.width, `${page} ${locale}`)
        await tab.addStyleTag({ content: 'html { font-size: 200% }' })
        t.equal(
          await tab.evaluate('document.documentElement.scrollWidth'),
          PHONE.width,
          `${page} ${locale} 200 %`,
        )
      }
    }
    await tab.close()
  })

  await t.test('what is to be touched is large enough to be hit', async (t) => {
    const tab = await open('calm/home', { viewport: PHONE, locale: 'zh-CN' })
    for (const page of SAMPLE_PAGES) {
      await tab.goto(address(page, 'zh-CN'))
      const targets = '.rows a, summary, .bar a, footer nav a, button, select, .call, .choices a, .reach'
      const heights = await tab
        .locator(targets)
        .evaluateAll((found) => found.map((element) => element.getBoundingClientRect().height))
      t.ok(heights.length > 0 && heights.every((height) => height === 0 || height >= 44), page)
    }
    await tab.close()
  })

  await t.test('the answer and what to do stand on the first screen of a phone', async (t) => {
    const tab = await open('walletDown/home', { viewport: PHONE, locale: 'zh-CN' })
    const bottom = await tab
      .locator('.card .answers > div')
      .nth(3)
      .evaluate((element) => element.getBoundingClientRect().bottom)
    t.ok(bottom <= PHONE.height, `${bottom} px`)
    await tab.close()
  })

  await t.test(
    'paper holds the content, light and without ways around it, whatever the screen is like',
    async (t) => {
      const tab = await open('walletDown/home', { viewport: PHONE, colorScheme: 'dark', locale: 'zh-CN' })
      await tab.emulateMedia({ media: 'print', colorScheme: 'dark' })
      for (const page of [
        'walletDown/home',
        'calm/history?month=2026-03',
        'calm/announcement?id=e5f6a1b2c3d4',
      ]) {
        await tab.goto(address(page, 'zh-CN'))
        for (const around of await tab.locator('.bar .other, .bar .lost, footer nav, .filters').all())
          t.notOk(await around.isVisible(), page)
        t.ok(await tab.locator('h1').isVisible(), page)
        t.equal(await tab.evaluate('getComputedStyle(document.body).backgroundColor'), 'rgb(255, 255, 255)')
      }
      await tab.close()
    },
  )

  await t.test('everything works without JavaScript', async (t) => {
    const tab = await open('calm/home', { viewport: PHONE, locale: 'zh-CN', javaScriptEnabled: false })
    t.match(await tab.locator('.age').innerText(), '数据截至 20:31:05（北京时间）')
    const line = tab.locator('details').first()
    await line.locator('summary').click()
    t.ok(await line.locator('.strip').isVisible())
    await tab.goto(address('calm/history?month=2026-03', 'zh-CN'))
    await tab.locator('select[name=component]').selectOption('debit-card')
    const [request] = await Promise.all([tab.waitForRequest(/history\?/), tab.locator('button').click()])
    t.equal(new URL(request.url()).search, '?month=2026-03&component=debit-card&impact=')
    await tab.close()
  })

  await t.test('a script may say how old the data is, and nothing else changes', async (t) => {
    const tab = await open('calm/home', { viewport: PHONE, locale: 'en' })
    t.match(await tab.locator('.age').innerText(), /Data as of 20:31:05 .* · \d+\smin\sago/)
    await tab.close()
  })

  await t.test('the keyboard reaches the content first, and can be seen', async (t) => {
    const tab = await open('calm/home', { viewport: PHONE, locale: 'zh-CN' })
    await tab.keyboard.press('Tab')
    t.equal(await tab.evaluate('document.activeElement.textContent'), '跳到正文')
    await tab.keyboard.press('Tab')
    t.equal(await tab.evaluate('getComputedStyle(document.activeElement).outlineWidth'), '3px')
    await tab.close()
  })
}

if (noBrowser === false) await testInBrowser()
else t.pass('skipped', { skip: noBrowser })
