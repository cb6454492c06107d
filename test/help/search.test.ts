import fc from 'fast-check'
import t from 'tap'

import { createSearch, LONGEST_QUESTION, type SearchDocument } from '../../src/help/search/search.ts'
import { LOCALES } from '../../src/domain/locale.ts'
import { SHIPPED_ARTICLES } from '../support/shipped-help.ts'
import { wholeText } from '../../src/publish/pages/help/article-pieces.ts'

const searches = Object.fromEntries(
  LOCALES.map((locale) => [
    locale,
    createSearch(
      SHIPPED_ARTICLES.map(({ id, versions }) => ({
        id,
        ...versions[locale],
        text: wholeText(versions[locale].parts),
      })),
    ),
  ]),
)

/** What people type, and the article that must come first. */
const QUESTIONS = [
  ['zh-CN', '充值', 'top-up-failed'],
  ['zh-CN', '充值失败', 'top-up-failed'],
  ['zh-CN', '我充不了值', 'top-up-failed'],
  ['zh-CN', '手机丢了', 'lost-or-stolen'],
  ['zh-CN', '被盗', 'lost-or-stolen'],
  ['zh-CN', '冻结', 'lost-or-stolen'],
  ['zh-CN', '客服电话多少', 'find-the-hotline'],
  ['zh-CN', '投诉', 'not-satisfied'],
  ['zh-CN', '扣了钱没到账', 'not-credited'],
  ['zh-CN', '重复扣款', 'not-credited'],
  ['zh-CN', '重启', 'when-it-fails'],
  ['zh-CN', '１１０', 'lost-or-stolen'],
  ['en', 'top up failed', 'top-up-failed'],
  ['en', 'my phone was stolen', 'lost-or-stolen'],
  ['en', 'complain', 'not-satisfied'],
  ['en', 'complaimt', 'not-satisfied'],
  ['en', 'HOTLINE number', 'find-the-hotline'],
  ['en', 'charged twice', 'not-credited'],
  ['en', 'refuund', 'not-credited'],
  ['en', 'restart', 'when-it-fails'],
] as const

for (const [locale, typed, id] of QUESTIONS)
  t.test(`“${typed}” finds ${id} first`, async (t) => {
    t.equal(searches[locale]?.(typed)[0], id)
  })

t.test('what nothing speaks of finds nothing', async (t) => {
  t.strictSame(searches['zh-CN']?.('量子物理'), [])
  t.strictSame(searches['en']?.('zebra xylophone'), [])
  t.strictSame(searches['en']?.(''), [])
})

const code: SearchDocument = {
  id: 'c',
  title: 'LIMIT_EXCEEDED',
  questions: [],
  keywords: [],
  text: '超过限额',
}

t.test('a code is found as it stands, in small letters, and by a piece of it', async (t) => {
  const search = createSearch([code])
  for (const typed of ['LIMIT_EXCEEDED', 'limit_exceeded', 'exceeded', '超过限额了'])
    t.strictSame(search(typed), ['c'], typed)
})

t.test('whatever is typed, search answers with ids it knows, each once', async () => {
  const known = new Set(SHIPPED_ARTICLES.map(({ id }) => id))
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.constantFrom(...LOCALES),
      (typed, locale) => {
        const found = searches[locale]?.(typed) ?? []
        return found.every((id) => known.has(id)) && new Set(found).size === found.length
      },
    ),
  )
})

t.test('what comes after the longest question does not count', async (t) => {
  const search = createSearch([code])
  t.strictSame(search(`${'x '.repeat(LONGEST_QUESTION / 2)}LIMIT_EXCEEDED`), [])
})
