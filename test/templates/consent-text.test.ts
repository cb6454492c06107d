import { createHash } from 'node:crypto'

import t from 'tap'

import { LOCALES, type Locale } from '../../src/domain/locale.ts'
import { loadTexts } from '../../src/lib/text.ts'

/** All that people agree to when they subscribe. */
const AGREED = ['stored.what', 'stored.why', 'stored.long', 'stored.stop', 'consent.text']

/** What every version said, SHA-256 of its lines. One that somebody agreed to is never changed: another wording is a new one. */
const VERSIONS: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  '2026-11-2': {
    'zh-CN': '11083f0aa0c9e187f9f299ba07a0505e237c0ba5077ea1801a239d82052c48c6',
    en: 'ce9561249068b57f01b5ad7de14950baf08ad5ea405f74d18fb5c3f78dacd566',
  },
}

t.test('what people agree to has the version that is kept as the proof of it', async (t) => {
  const texts = loadTexts('templates/locales')
  for (const locale of LOCALES) {
    const said = AGREED.map((key) => texts.say(locale, `subscribe:${key}`)).join('\n')
    const version = texts.say(locale, 'subscribe:consent.version')
    t.equal(createHash('sha256').update(said).digest('hex'), VERSIONS[version]?.[locale], locale)
  }
})
