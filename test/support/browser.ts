import { existsSync } from 'node:fs'

import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'

import { startPageServer } from './page-server.ts'

const CHROMIUM = '/usr/bin/chromium'

/** Why browser tests cannot run here; false where they can. */
export const noBrowser = existsSync(CHROMIUM)
  ? false
  : `${CHROMIUM} is not installed (Debian: apt-get install chromium); the pages are not tested in a browser.`

/** Debian's Chromium, quiet: it asks the network for nothing of its own. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export const PHONE = { width: 360, height: 640 }
export const WIDE = { width: 1280, height: 800 }

/** One of every page, in the shape test/support/page-server.ts serves it: `<sample>/<page>?<query>`. */
export const SAMPLE_PAGES = [
  'walletDown/home',
  'bankDown/home',
  'blind/home',
  'bankDown/component?id=debit-card',
  'walletDown/incident?id=a1b2c3d4e5f6',
  'calm/history?month=2026-03',
  'calm/announcements',
  'calm/announcement?id=e5f6a1b2c3d4',
  'walletDown/help-outage?symptom=top_up',
  'bankDown/help-top-up',
  'walletDown/help',
  'bankDown/help-article?id=top-up-failed',
  'walletDown/help-article?id=when-it-fails',
  'walletDown/incident-card?id=a1b2c3d4e5f6',
  'calm/verify',
  'calm/report',
  'calm/report-thanks?component=payment-code&symptom=charged',
  'calm/help-feedback',
  'calm/quality',
  'calm/privacy',
  'calm/emergency',
  'walletDown/emergency',
  'calm/help-lost',
  'walletDown/help-lost',
  'calm/loss-notice',
  'walletDown/subscribe?incident=a1b2c3d4e5f6&once=1',
  'calm/subscribe?component=debit-card-harbour',
  'calm/not-found',
]

/** Folded parts are part of the page: what is in them must hold as well. */
export async function openDetails(tab: Page): Promise<void> {
  await tab.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true })')
}

/** A browser over a server of sample pages. */
export interface SamplePages {
  /** Where a sample page is served in one of its languages. */
  address(page: string, locale: string): string
  /** Opens one in a context of its own. */
  open(page: string, reader: BrowserContextOptions & { locale: string }): Promise<Page>
  close(): Promise<void>
}

export async function openSamplePages(): Promise<SamplePages> {
  const browser = await openBrowser()
  const server = await startPageServer()
  const address = (page: string, locale: string) => {
    const [sample, rest] = page.split('/')
    return `${server.url}/${sample}/${locale}/${rest}`
  }
  return {
    address,
    open: async (page, { locale, ...options }) => {
      const tab = await browser.newPage(options)
      await tab.goto(address(page, locale))
      return tab
    },
    close: async () => {
      await browser.close()
      server.close()
    },
  }
}
