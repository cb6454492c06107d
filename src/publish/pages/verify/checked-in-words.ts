import type { Contact } from '../../../domain/contact.ts'
import { plainText } from '../../../lib/words/local-text.ts'
import { isCheckDue } from '../check-due.ts'
import type { PageContext } from '../page-context.ts'

/** Who says so, since when, and whether that is long ago. */
export function checkedInWords(
  context: PageContext,
  checked: Pick<Contact, 'source' | 'checkedOn' | 'checkAgainOn'>,
): string {
  const { words } = context
  const { source, checkedOn } = checked
  const said = words.say('verify:checked', {
    source: plainText(words, source),
    date: words.day(checkedOn),
  })
  return isCheckDue(context, checked) ? words.say('verify:checkDue', { said }) : said
}
