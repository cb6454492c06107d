import { readFileSync } from 'node:fs'

import * as fc from 'fast-check'
import t from 'tap'
import { stringify } from 'yaml'

import { parseConfig } from '../../src/config/load.ts'
import { ConfigError, type Problem } from '../../src/config/problem.ts'

const EXAMPLE = readFileSync('data/wallet.yaml', 'utf8')
const MINIMAL = readFileSync('test/fixtures/config/minimal.yaml', 'utf8')

/** Loads or refuses; anything else that is thrown fails the property. Every problem stands within the text. */
function loadsOrRefuses(text: string): boolean {
  try {
    parseConfig(text, 'any.yaml', {})
    return true
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const lines = text.split(/\r\n|\r|\n/).length
    return error.problems.length > 0 && error.problems.every((problem) => isPlaced(problem, lines))
  }
}

function isPlaced({ line, column, message }: Problem, lines: number): boolean {
  return line >= 1 && line <= lines && column >= 1 && message !== ''
}

t.test('arbitrary text is loaded or refused, never a crash', async () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), loadsOrRefuses), { numRuns: 150 })
})

t.test('text made of what YAML is made of is loaded or refused', async () => {
  const words =
    'a page groups : - [ ] { } &x *x << | > " \' ! !!set # --- ... ? , % ${A} ${ ~ 1 .nan __proto__'
  const scrap = fc.constantFrom(...words.split(' '), ' ', '  ', '\n', '\t', '- ', ': ')
  const text = fc.array(scrap, { maxLength: 40 }).map((scraps) => scraps.join(''))
  fc.assert(fc.property(text, loadsOrRefuses), { numRuns: 2_000 })
})

t.test('arbitrary data under the known keys is loaded or refused', async () => {
  const data = fc.record(
    {
      page: fc.jsonValue(),
      thresholds: fc.jsonValue(),
      canaries: fc.jsonValue(),
      contacts: fc.jsonValue(),
      emergency: fc.array(fc.jsonValue()),
      groups: fc.array(
        fc.record({ id: fc.jsonValue(), components: fc.array(fc.jsonValue()) }, { requiredKeys: [] }),
      ),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(data, (value) => loadsOrRefuses(stringify(value))),
    { numRuns: 150 },
  )
})

t.test('a good file with a piece cut out or put in is loaded or refused', async () => {
  const place = fc.nat({ max: MINIMAL.length })
  const piece = fc.string({ maxLength: 5 })
  fc.assert(
    fc.property(place, fc.nat({ max: 30 }), piece, (start, length, extra) =>
      loadsOrRefuses(MINIMAL.slice(0, start) + extra + MINIMAL.slice(start + length)),
    ),
    { numRuns: 300 },
  )
})

t.test('the example with any line left out is loaded or refused', async () => {
  const lines = EXAMPLE.split('\n')
  fc.assert(
    fc.property(fc.nat({ max: lines.length - 1 }), (left) =>
      loadsOrRefuses(lines.filter((_, index) => index !== left).join('\n')),
    ),
    { numRuns: 8 },
  )
})
