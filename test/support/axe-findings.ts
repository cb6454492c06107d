import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The rules of WCAG 2.2, level AA. */
export const WCAG_RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Those, and what axe holds for good practice on pages: mails have no landmarks and headings of their own. */
const PAGE_RULES = [...WCAG_RULES, 'best-practice']

/** What axe finds in what is open, however slight. */
export async function axeFindings(tab: Page, rules: readonly string[] = PAGE_RULES): Promise<string[]> {
  await tab.evaluate(axe)
  const { violations }: AxeResults = await tab.evaluate(
    `axe.run({ resultTypes: ['violations'], runOnly: ${JSON.stringify(rules)} })`,
  )
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
}
