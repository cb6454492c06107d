import * as fc from 'fast-check'
import t from 'tap'
import { Value } from 'typebox/value'

import { OUTCOMES } from '../../src/domain/outcome.ts'
import { expectation, judgeExchange } from '../../src/probe/expect/expectation.ts'

const wanted = Value.Decode(expectation, {
  status: ['2xx', 304],
  headers: { 'content-type': { contains: 'json' } },
  body: [{ contains: 'a' }, { lacks: 'b' }, { matches: '\\p{L}+' }],
  json: [
    { path: '$..a', equals: { b: [1] } },
    { path: '$[?@.a > 1]', atLeast: 1, atMost: 2 },
    { path: "$['a'][0:2]", matches: 'x' },
    { path: '$.b', exists: false },
  ],
  code: { path: '$.code', success: ['SUCCESS', 0], decline: ['NO'], maintenance: ['M'] },
})

const json = fc.json().map((text) => `{"code":"SUCCESS","a":${text}}`)
const deep = fc
  .integer({ min: 1, max: 20_000 })
  .map((depth) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth))
const body = fc.oneof(
  fc.string({ unit: 'binary' }),
  json,
  deep,
  fc.constantFrom('', 'null', '[]', '"SUCCESS"', '{"__proto__":1}'),
)

t.test('whatever a target answers is judged, and never throws', async (t) => {
  const answer = fc.record({
    status: fc.integer({ min: 100, max: 999 }),
    headers: fc.dictionary(fc.string(), fc.string()),
    body,
    truncated: fc.boolean(),
    latencyMs: fc.double({ min: 0, max: 1e6, noNaN: true }),
  })
  fc.assert(
    fc.property(answer, fc.option(fc.nat(), { nil: undefined }), (given, budgetMs) => {
      const { outcome, assertions, summary } = judgeExchange(given, wanted, budgetMs)
      const held = assertions.every((assertion) => assertion.held)
      return OUTCOMES.includes(outcome) && summary !== '' && (outcome === 'ok') === held
    }),
  )
  t.pass()
})

t.test('a code that nobody listed is never taken for a success', async (t) => {
  const code = Value.Decode(expectation, { code: { path: '$.code', success: ['SUCCESS', '0000', 0] } })
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)), (value) => {
      const listed = ['SUCCESS', '0000', '0'].includes(
        typeof value === 'string' || typeof value === 'number' ? String(value) : '',
      )
      const given = {
        status: 200,
        headers: {},
        body: JSON.stringify({ code: value }),
        truncated: false,
        latencyMs: 1,
      }
      return (judgeExchange(given, code).outcome === 'ok') === listed
    }),
  )
  t.pass()
})
