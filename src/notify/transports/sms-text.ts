import type { Letter } from '../../domain/message.ts'
import type { Texts } from '../../lib/text.ts'
import { cut, plainLine } from './plain-words.ts'

/** Two parts of a short message: 67 characters each, since six bytes of the 140 tell that they belong together. */
const MOST = 134

/** Less of a title says nothing. */
const LEAST_TITLE = 24

/**
 * What a short message says: the title, where to read on, how to stop. It keeps to two parts where its links let it: the
 * page's own link goes first, as the other leads there too, then the end of the title. Operators are told the title alone,
 * which holds the reference.
 */
export function smsText({ message, links }: Letter, texts: Pick<Texts, 'say'>): string {
  const { locale, id, page } = message
  const title = plainLine(message.title)
  const write = (key: string, shown: string, url = ''): string =>
    texts.say(locale, key, { title: shown, url, id, stop: links.manage })
  if (links.manage === undefined)
    return texts.say(locale, 'robot:sms.operators', { title: cut(title, MOST), id })
  const key = links.confirm === undefined ? 'robot:sms.one' : 'robot:sms.confirm'
  const whole = page === undefined ? undefined : write('robot:sms.both', title, page.url)
  if (links.confirm === undefined && whole !== undefined && whole.length <= MOST) return whole
  const room = MOST - write(key, '', links.confirm).length
  return write(key, cut(title, Math.max(room, LEAST_TITLE)), links.confirm)
}
