import { pageText } from './page-text.ts'
import type { TestApp } from './test-app.ts'

/** What a reader's browser shows after a request. */
export interface Shown {
  readonly status: number
  /** The words of the page. */
  readonly text: string
}

type Fields = Readonly<Record<string, string>> | readonly (readonly [name: string, value: string])[]

/** Where a link of a letter leads while the app runs at a test's own address. */
function addressOf(app: Pick<TestApp, 'url'>, link: string): string {
  const { pathname, search } = new URL(link, app.url())
  return app.url() + pathname + search
}

/** Opens a link, as its reader does or whatever scans their mail. */
export async function open(app: Pick<TestApp, 'url'>, link: string): Promise<Shown> {
  return shown(await fetch(addressOf(app, link), { headers: { 'sec-fetch-site': 'none' } }))
}

/** Submits a form of the page, as a browser does. */
export async function submit(app: Pick<TestApp, 'url'>, link: string, fields: Fields = {}): Promise<Shown> {
  const body = new URLSearchParams(Array.isArray(fields) ? fields : Object.entries(fields))
  return shown(
    await fetch(addressOf(app, link), {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin' },
      body,
    }),
  )
}

/** Posts as a mail program does whose user pressed its own button for unsubscribing (RFC 8058). */
export async function pressUnsubscribe(app: Pick<TestApp, 'url'>, link: string): Promise<Shown> {
  const body = new FormData()
  body.set('List-Unsubscribe', 'One-Click')
  return shown(await fetch(addressOf(app, link), { method: 'POST', body, redirect: 'manual' }))
}

async function shown(answer: Response): Promise<Shown> {
  return { status: answer.status, text: pageText(await answer.text()) }
}
