import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import t from 'tap'

import { LOCALES, type Locale } from '../../../src/domain/locale.ts'

const FILES = [
  'page',
  'help',
  'emergency',
  'lost',
  'state',
  'subscribe',
  'feed',
  'push',
  'notice',
  'topup',
  'article',
  'feedback',
  'verify',
  'share',
  'hotline',
  'report',
].map((name) => `${name}.json`)

/** Every text of one language by key, plural forms under one key. */
function textsOf(locale: Locale): Map<string, string> {
  const walk = (value: unknown, key: string): [string, string][] =>
    typeof value === 'string'
      ? [[key.replace(/_(one|other)$/, ''), value]]
      : Object.entries(value ?? {}).flatMap(([name, inner]) => walk(inner, `${key}.${name}`))
  return new Map(
    FILES.flatMap((file) =>
      walk(JSON.parse(readFileSync(path.join('templates/locales', locale, file), 'utf8')), file),
    ),
  )
}

const texts = Object.fromEntries(LOCALES.map((locale) => [locale, textsOf(locale)]))
const zh = texts['zh-CN']!
const en = texts['en']!

void t.test('both languages have every text, with the same parameters', (t) => {
  t.same([...zh.keys()].toSorted(), [...en.keys()].toSorted())
  const parameters = (text = '') => new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))
  for (const [key, text] of zh) {
    if (key.endsWith('list.more')) continue
    t.same(parameters(text), parameters(en.get(key)), key)
  }
  t.end()
})

void t.test('no text shouts, and none uses the words to avoid', (t) => {
  const avoided =
    /[!！]|抖动|消息库|局部|少量用户|尽快|很快|应已恢复|a small subset|should be resolved|any inconvenience/i
  for (const [key, text] of [...zh, ...en]) t.notMatch(text, avoided, key)
  t.end()
})

void t.test('templates stay short enough to be read at once', (t) => {
  const files = readdirSync('templates', { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((name) => /^(partials|layouts|emails).*\.hbs$/.test(name))) {
    const lines = readFileSync(path.join('templates', file), 'utf8').split('\n').length
    t.ok(lines <= 41, file)
  }
  t.end()
})
