import { isDeepStrictEqual } from 'node:util'

import * as fc from 'fast-check'
import t from 'tap'

import { fill, fillEach, fillHeader, fillJson, fillUrl } from '../../../src/probe/flow/template.ts'
import { ProbeFault } from '../../../src/probe/probe-fault.ts'

const BASE = 'http://127.0.0.1:4010/gateway'

function knowing(value: string | number | boolean) {
  return new Map([['value', value]])
}

t.test('a name without a value is our own mistake, and the known names are told', async (t) => {
  t.throws(() => fill('a {{ nothing }}', knowing('x')), ProbeFault)
  t.throws(() => fill('{{nothing}}', knowing('x')), { message: /"nothing".*value/ })
})

t.test('text without a mark stays as it is', async () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !text.includes('{{')),
      (text) => fill(text, new Map()) === text,
    ),
  )
})

t.test('a value is filled in once and as it is, marks and dollar signs included', async (t) => {
  t.equal(fill('{{value}}', knowing('{{other}}')), '{{other}}')
  t.equal(fill('[{{ value }}]', knowing('$& $1 $$')), '[$& $1 $$]')
  t.same(fillEach({ a: '{{value}}!', b: 'b' }, knowing(1)), { a: '1!', b: 'b' })
})

t.test('whatever a value holds, the address keeps its origin, its segments and its parameters', async () => {
  const value = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => text.isWellFormed() && text !== '.' && text !== '..')
  fc.assert(
    fc.property(value, (text) => {
      const url = fillUrl(BASE, '/v1/topups/{{value}}/cancel?by={{value}}', knowing(text))
      const segments = url.pathname.split('/')
      return (
        url.origin === 'http://127.0.0.1:4010' &&
        segments.length === 6 &&
        decodeURIComponent(segments[4]!) === text &&
        [...url.searchParams.keys()].join(',') === 'by' &&
        url.searchParams.get('by') === text &&
        url.hash === ''
      )
    }),
  )
})

t.test('a path that climbs is refused', async (t) => {
  for (const value of ['.', '..'])
    t.throws(() => fillUrl(BASE, '/v1/topups/{{value}}', knowing(value)), ProbeFault)
  t.throws(() => fillUrl(BASE, '/../admin', new Map()), ProbeFault)
  t.throws(() => fillUrl(BASE, '/v1/%2E%2e/admin', new Map()), ProbeFault)
  t.throws(() => fillUrl(BASE, '/{{value}}', knowing('\ud800')), ProbeFault)
})

t.test('no value can begin another header', async (t) => {
  t.equal(fillHeader('Bearer {{value}}', knowing('abc')), 'Bearer abc')
  for (const value of ['a\r\nX-Evil: 1', 'a\nb', 'a\0', '充值'])
    t.throws(() => fillHeader('{{value}}', knowing(value)), ProbeFault)
})

t.test('whatever a value holds, the body has the shape that was written', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const body = fillJson({ a: ['{{value}}', { b: 'x{{value}}y' }], n: 1 }, knowing(text))
      return isDeepStrictEqual(body, { a: [text, { b: `x${text}y` }], n: 1 })
    }),
  )
})

t.test('a string that is nothing but a mark keeps the type of its value', async (t) => {
  t.same(fillJson({ a: '{{value}}', b: 'n{{value}}', c: null }, knowing(7)), { a: 7, b: 'n7', c: null })
  t.same(fillJson(['{{ value }}'], knowing(true)), [true])
})
