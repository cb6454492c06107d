import t from 'tap'
import { Value } from 'typebox/value'

import { flowOptions } from '../../../src/probe/flow/options.ts'
import { sweep, topUp, type Changes } from './top-up.ts'

function problemsOf(changes: Changes): string[] {
  return Value.Errors(flowOptions, topUp('http://127.0.0.1:4010', changes)).map(({ message }) => message)
}

t.test('the usual top-up is accepted', async (t) => {
  t.same(problemsOf({ flow: { sweep } }), [])
})

t.test('a step that creates may not be repeated by polling', async (t) => {
  const poll = { until: { path: '$.state', equals: 'SUCCESS' }, pending: [] }
  t.match(problemsOf({ create: { poll } }), [/create again and again/])
})

t.test('two steps may not share a name, as their idempotency keys would be one', async (t) => {
  t.match(problemsOf({ quote: { name: 'refund' } }), [/two steps alike/])
})

t.test('a sweep needs a clean-up', async (t) => {
  const { cleanUp: _cleanUp, ...bare } = topUp('http://127.0.0.1:4010', { flow: { sweep } })
  t.match(
    Value.Errors(flowOptions, bare).map(({ message }) => message),
    [/cleanUp/],
  )
})

t.test('asking after an unclear order belongs to a step that creates one', async (t) => {
  t.match(problemsOf({ create: { creates: false } }), [/creates: true/])
})

t.test('a signed step needs a key', async (t) => {
  const { sign: _sign, ...bare } = topUp('http://127.0.0.1:4010')
  t.match(
    Value.Errors(flowOptions, bare).map(({ message }) => message),
    [/must have sign/],
  )
})

t.test('a built-in name is taken', async (t) => {
  t.match(problemsOf({ flow: { variables: { order_no: '1' } } }), [/built in/])
  t.match(problemsOf({ flow: { secrets: { started_at: 'today' } } }), [/built in/])
})

t.test('a mark that is not closed, a bad path and an unknown key are refused', async (t) => {
  t.ok(problemsOf({ quote: { url: '/v1/{{order_no' } }).includes('must close every {{ with }}'))
  t.match(problemsOf({ quote: { extract: { a: { path: 'state' } } } }).join(), /must be a JSONPath/)
  const extra = { ...topUp('http://127.0.0.1:4010'), retries: 3 }
  t.notOk(Value.Check(flowOptions, extra))
})
