import { readFileSync } from 'node:fs'

import t from 'tap'
import type { TSchema } from 'typebox'

import { configSchema } from '../../src/config/schema.ts'
import type { Keywords } from '../../src/config/check/describe.ts'
import { parseConfig } from '../../src/config/load.ts'

/**
 * docs/configuration.md has a table for each mapping: its heading names the places that the table is about
 * (`expect.code` stands for every place that ends so), its rows the keys.
 */
const text = readFileSync('docs/configuration.md', 'utf8')

interface Section {
  readonly places: readonly string[]
  readonly rows: readonly string[][]
}

const sections: readonly Section[] = text
  .split(/^#{2,} /m)
  .slice(1)
  .map((section) => ({
    places: [...(section.split('\n')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, place]) => place ?? ''),
    rows: [...section.matchAll(/^\| +`[^\n]*/gm)].map(([row]) =>
      row.split(/(?<!\\)\|/).map((cell) => cell.trim()),
    ),
  }))

/** Every mapping with keys of its own, by its place. */
function mappings(schema: TSchema, place = ''): [place: string, keys: Keywords][] {
  const keywords: Keywords = schema
  const { anyOf = [], items, properties, patternProperties = {} } = keywords
  const below = (key: string): string => (place === '' ? key : `${place}.${key}`)
  return [
    ...(properties === undefined ? [] : [[place, keywords] satisfies [string, Keywords]]),
    ...anyOf.flatMap((branch) => mappings(branch, place)),
    ...(items === undefined ? [] : mappings(items, `${place}[]`)),
    ...Object.values(patternProperties).flatMap((value) => mappings(value, below('*'))),
    ...Object.entries(properties ?? {}).flatMap(([key, value]) => mappings(value, below(key))),
  ]
}

function rowsFor(place: string): readonly (readonly string[])[] {
  const isAbout = (named: string): boolean =>
    named === place || place.endsWith(`.${named}`) || (place === '' && named === 'top')
  return sections.filter(({ places }) => places.some(isAbout)).flatMap(({ rows }) => rows)
}

t.test('every key is documented where it may stand, and no key that is not there', async (t) => {
  for (const [place, { properties = {} }] of mappings(configSchema)) {
    const documented = rowsFor(place).map(([, key = '']) => key.replaceAll('`', ''))
    t.strictSame(documented.toSorted(), Object.keys(properties).toSorted(), place === '' ? 'the file' : place)
  }
})

t.test('the keys of the file stand in the order of their chapters', async (t) => {
  const chapters = [...text.matchAll(/^## [^\n]*/gm)].flatMap(([heading]) =>
    [...heading.matchAll(/`(\w+)(?:\[\])?`/g)].map(([, key = '']) => key),
  )
  const keys = rowsFor('').map(([, key = '']) => key.replaceAll('`', ''))
  t.strictSame(
    keys.filter((key) => key !== 'shared'),
    chapters.filter((key) => keys.includes(key)),
  )
})

t.test('every row has its meaning, type, default and example', async (t) => {
  for (const { places, rows } of sections.filter(({ places: named }) => named.length > 0))
    for (const [, key, meaning, type, unlessSaid, example] of rows)
      t.notOk([meaning, type, unlessSaid, example].includes(''), `${places[0]} ${key}`)
})

t.test('documented defaults are those of the schema', async (t) => {
  for (const [place, { properties = {} }] of mappings(configSchema))
    for (const [, key = '', , , unlessSaid = ''] of rowsFor(place)) {
      const property: Keywords = properties[key.replaceAll('`', '')] ?? {}
      if (typeof property.default === 'object' || property.default === undefined) continue
      t.equal(unlessSaid, `\`${JSON.stringify(property.default).replaceAll('"', '')}\``, `${place} ${key}`)
    }
})

t.test('the smallest file that works does work', async (t) => {
  const [, yaml = ''] = /```yaml\n(.*?)```/s.exec(text) ?? []
  t.equal(parseConfig(yaml, 'docs/configuration.md', {}).probes.length, 1)
})

t.test('every variable that the example asks for is documented', async (t) => {
  const example = readFileSync('data/wallet.yaml', 'utf8')
  const names = new Set([...example.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name ?? ''))
  t.ok(names.size > 0)
  for (const name of names) t.match(text, `\`${name}\``, name)
})
