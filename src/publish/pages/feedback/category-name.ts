import { plainText } from '../../../lib/words/local-text.ts'
import type { PageContext } from '../page-context.ts'

/** A category as readers know it; its id where the configuration has lost it since. */
export function categoryName({ words, deps }: Pick<PageContext, 'words' | 'deps'>, id: string): string {
  const known = deps.wallet.feedback?.categories.find((category) => category.id === id)
  return known === undefined ? id : plainText(words, known.name)
}
