import { LOCALES, type Locale } from '../../domain/locale.ts'
import { refuse } from '../operators/record-error.ts'
import { LONGEST_MESSAGE } from './read-words.ts'

/** An answer in every language that it may have to be read in. */
export type ReplyInput = Readonly<Record<Locale, string>>

/**
 * Reads an answer as an operator entered it: a mapping with `body` in one language, for one ticket, or in both. Throws RecordError
 * with every problem found.
 */
export function readReply(
  input: unknown,
  { locale }: { readonly locale: Locale } | { readonly locale: undefined },
): ReplyInput {
  const body = isMapping(input) ? input['body'] : undefined
  const said = (of: Locale): unknown => {
    if (isMapping(body)) return body[of]
    return of === locale ? body : undefined
  }
  const wanted = locale === undefined ? LOCALES : [locale]
  refuse(
    wanted.flatMap((of) => {
      const text = said(of)
      const place = locale === undefined || isMapping(body) ? `body.${of}` : 'body'
      if (typeof text !== 'string' || text.trim() === '')
        return [{ path: place, message: `expected the answer in ${of === 'en' ? 'English' : 'Chinese'}` }]
      if (Array.from(text).length > LONGEST_MESSAGE)
        return [{ path: place, message: `expected at most ${LONGEST_MESSAGE} characters` }]
      return []
    }),
  )
  const text = (of: Locale): string => {
    const entered = said(of)
    return typeof entered === 'string' ? entered.trim() : ''
  }
  return { 'zh-CN': text('zh-CN'), en: text('en') }
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
