import t from 'tap'

import { openSite } from '../http/open-site.ts'
import { noBrowser, openBrowser, openDetails, PHONE } from '../support/browser.ts'
import { startPageServer } from '../support/page-server.ts'
import { samplePages } from '../support/sample-pages.ts'
import { sampleWaits } from '../support/sample-waits.ts'
import { axeFindings } from '../support/axe-findings.ts'

const READERS = [
  { locale: 'zh-CN', colorScheme: 'light' },
  { locale: 'en', colorScheme: 'dark' },
] as const

async function testInBrowser(): Promise<void> {
  const browser = await openBrowser()
  t.teardown(() => browser.close())
  const server = await startPageServer(samplePages({ readHotlines: async () => sampleWaits() }))
  t.teardown(() => server.close())

  for (const { locale, colorScheme } of READERS) {
    for (const name of ['hotline', 'hotline?clock=new-york', 'hotline-sheet', 'hotline-notes']) {
      await t.test(`everybody can read ${name} on a phone: ${locale}, ${colorScheme}`, async (t) => {
        const tab = await browser.newPage({ viewport: PHONE, colorScheme, javaScriptEnabled: true })
        await tab.goto(`${server.url}/calm/${locale}/${name}`)
        await openDetails(tab)
        t.same(await axeFindings(tab), [])
        for (const size of ['100%', '200%']) {
          await tab.addStyleTag({ content: `html { font-size: ${size} }` })
          const width = await tab.evaluate<number>('document.documentElement.scrollWidth')
          t.ok(width <= PHONE.width, `${width} px wide at ${size}`)
        }
        await tab.close()
      })
    }
  }

  await t.test(
    'the first screen of a phone says which number, whether somebody answers and how long it takes',
    async (t) => {
      const tab = await browser.newPage({ viewport: PHONE, javaScriptEnabled: false })
      for (const locale of ['zh-CN', 'en']) {
        await tab.goto(`${server.url}/calm/${locale}/hotline`)
        for (const what of ['main .reach', 'main .open', 'main .live']) {
          const box = await tab.locator(what).first().boundingBox()
          t.ok(
            box !== null && box.y + box.height <= PHONE.height,
            `${what} ends at ${box?.y} + ${box?.height}`,
          )
        }
        const height = await tab.evaluate<number>('document.documentElement.scrollHeight')
        t.ok(height < 4_200, `${height} px long`)
        const footer = await tab.locator('footer').boundingBox()
        t.ok((footer?.height ?? 0) < 600, `the footer takes ${footer?.height} px`)
      }
      await tab.close()
    },
  )

  await t.test('paper shows what is folded on a screen', async (t) => {
    const tab = await browser.newPage({ javaScriptEnabled: false })
    await tab.goto(`${server.url}/calm/en/hotline`)
    for (const what of ['.keys', '.waits', '.contacts .small']) {
      t.notOk(await tab.locator(`main ${what}`).first().isVisible(), what)
    }
    await tab.emulateMedia({ media: 'print' })
    for (const what of ['.keys', '.waits', '.contacts .small']) {
      const box = await tab.locator(`main ${what}`).first().boundingBox()
      t.ok((box?.height ?? 0) > 10, what)
    }
    await tab.close()
  })

  for (const javaScriptEnabled of [false, true]) {
    const how = javaScriptEnabled
      ? 'everybody can read what was made of a call'
      : 'no script is needed for it'
    await t.test(`a sheet is filled in and loses its secrets, notes follow: ${how}`, async (t) => {
      const { url } = await openSite(t)
      const tab = await browser.newPage({ viewport: PHONE, javaScriptEnabled })
      const legible = async () => {
        // The checker is a script itself.
        if (javaScriptEnabled) t.same(await axeFindings(tab), [])
      }
      await tab.goto(`${url}/en/hotline`)
      await tab.getByRole('link', { name: 'Fill in a call sheet' }).click()
      await tab.getByLabel('What went wrong').fill('charged, card 6222021234567894')
      await tab.getByLabel('Order number').fill('20260314001')
      await tab.getByRole('button', { name: 'Make the sheet' }).click()
      t.match(await tab.locator('[role=alert]').innerText(), 'full card number')
      t.match(await tab.locator('main').innerText(), 'The order number is 20260314001.')
      await legible()
      await tab.emulateMedia({ media: 'print' })
      t.notOk(
        await tab.getByRole('heading', { name: 'Copy as text' }).isVisible(),
        'nothing to copy on paper',
      )
      await tab.emulateMedia({ media: 'screen' })
      await tab.getByRole('link', { name: 'Done calling: note the result' }).click()
      await tab.getByLabel('Ticket number').fill('T-77')
      await tab.getByRole('button', { name: 'Find the day' }).click()
      t.match(await tab.locator('main').innerText(), /If nothing has come by .*, call again/)
      await legible()
      const [download] = await Promise.all([
        tab.waitForEvent('download'),
        tab.getByRole('button', { name: 'Save to the calendar' }).click(),
      ])
      t.equal(download.suggestedFilename(), 'call-again.ics')
      await tab.close()
    })
  }
}

if (noBrowser === false) await testInBrowser()
else t.pass('skipped', { skip: noBrowser })
