import { eventually } from './eventually.ts'
import { headline, pageText } from './page-text.ts'
import type { Summary, TestApp } from './test-app.ts'

/** Resolves with the page once its headline is this, or of this form. */
export function untilHeadline(
  app: Pick<TestApp, 'page'>,
  address: string,
  wanted: string | RegExp,
): Promise<string> {
  let seen = ''
  return eventually(`the headline ${wanted} at ${address}`, async () => {
    const html = await app.page(address)
    seen = headline(html)
    return (typeof wanted === 'string' ? seen === wanted : wanted.test(seen)) && html
  }).catch((error: unknown) => {
    throw new Error(`The headline at ${address} was "${seen}" in the end.`, { cause: error })
  })
}

/** Resolves with a page's words once they hold this. */
export function untilText(
  app: Pick<TestApp, 'page'>,
  address: string,
  wanted: RegExp,
  boundMs?: number,
): Promise<string> {
  let seen = ''
  const ask = async () => {
    seen = pageText(await app.page(address))
    return wanted.test(seen) && seen
  }
  return eventually(`${wanted} at ${address}`, ask, boundMs).catch((error: unknown) => {
    throw new Error(`${address} said in the end: ${seen}`, { cause: error })
  })
}

/** Resolves with the summary once this holds of it. */
export function untilSummary(
  app: Pick<TestApp, 'summary'>,
  what: string,
  holds: (summary: Summary) => boolean,
): Promise<Summary> {
  return eventually(what, async () => {
    const summary = await app.summary()
    return holds(summary) && summary
  })
}
