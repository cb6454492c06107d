import { assert, constantFrom, property, string, tuple, uniqueArray } from 'fast-check'
import t from 'tap'

import { chooseCoding, matchesEtag } from '../../src/http/sending/negotiate.ts'

t.test('the coding follows the weights, the smaller one where two weigh the same', async (t) => {
  const expected: [string | undefined, string][] = [
    [undefined, 'identity'],
    ['', 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['x-gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['deflate, zstd', 'identity'],
    ['*', 'br'],
    ['gzip;q=0.5, br;q=0.4', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0, gzip;q=0', 'identity'],
    ['br;q=0, *', 'gzip'],
    ['gzip;q=0, *;q=0.1', 'br'],
    ['gzip;q=0, br;q=0, *;q=1', 'identity'],
    ['identity, gzip;q=0.9', 'identity'],
    ['identity;q=0.5, gzip;q=0.9', 'gzip'],
    ['identity;q=0, gzip;q=0.1', 'gzip'],
    ['identity;q=0', 'identity'],
    ['*;q=0', 'identity'],
    ['br ; q=1 , gzip ; q=0.8', 'br'],
    ['br;q=nonsense, gzip', 'gzip'],
    ['br;q=7', 'identity'],
    [';;,,q=', 'identity'],
  ]
  for (const [header, coding] of expected) t.equal(chooseCoding(header), coding, `Accept-Encoding: ${header}`)
})

t.test('whatever stands in the header, a refused coding is never sent', async () => {
  const element = tuple(
    constantFrom('br', 'gzip', 'identity', '*', 'deflate', ''),
    constantFrom('', ';q=0', ';q=0.3', ';q=1', ';q=x', '; Q=0'),
  )
  assert(
    property(uniqueArray(element, { selector: ([coding]) => coding }), (elements) => {
      const chosen = chooseCoding(elements.map((parts) => parts.join('')).join(', '))
      if (chosen === 'identity') return true
      const weight = (elements.find(([coding]) => coding === chosen) ??
        elements.find(([coding]) => coding === '*'))?.[1]
      return weight === '' || weight === ';q=0.3' || weight === ';q=1'
    }),
  )
})

t.test('free text never breaks the choice', async () => {
  assert(property(string(), (header) => ['br', 'gzip', 'identity'].includes(chooseCoding(header))))
})

t.test('an entity tag matches by weak comparison, in a list, and by a star', async (t) => {
  for (const header of ['"a-b"', 'W/"a-b"', '"x", "a-b"', '"x",W/"a-b" , "y"', '*', ' * ']) {
    t.ok(matchesEtag(header, '"a-b"'), header)
  }
  for (const header of ['', '"a"', 'a-b', '"a-b-g"', 'W/"b"', '"*"'])
    t.notOk(matchesEtag(header, '"a-b"'), header)
})
