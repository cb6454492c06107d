import t from 'tap'

import { parseExactly } from '../../../src/probe/flow/exact-json.ts'
import { checkEcho, extract } from '../../../src/probe/flow/take.ts'
import { compileJsonPath } from '../../../src/probe/expect/json-path.ts'
import { ProbeFault } from '../../../src/probe/probe-fault.ts'

const step = { name: 'any', url: '/' }
const path = compileJsonPath('$.amount')
const headers = { 'x-trace': 'abc' }

t.test('an amount is the same only character for character', async (t) => {
  const echo = [{ path, equals: '{{amount}}' }]
  const variables = new Map([['amount', '1.00']])
  const isSame = (body: string) => checkEcho({ ...step, echo }, parseExactly(body), variables)[0]?.held
  t.equal(isSame('{"amount":"1.00"}'), true)
  t.equal(isSame('{"amount":1.00}'), true, 'a number as it was written')
  for (const body of ['{"amount":"1.0"}', '{"amount":1}', '{"amount":1.000}', '{"amount":null}', '{}', 'no'])
    t.equal(isSame(body), false, body)
})

t.test('variables come from the body, from a header, or from what was said instead', async (t) => {
  const document = parseExactly('{"amount":12345678901234567890.10,"n":3,"ok":true}')
  const found = extract(
    {
      ...step,
      extract: {
        amount: { path },
        n: { path: compileJsonPath('$.n') },
        trace: { header: 'X-Trace' },
        state: { path: compileJsonPath('$.state'), else: 'NONE' },
      },
    },
    { document, headers },
  )
  t.same(Object.fromEntries(found), {
    amount: '12345678901234567890.10',
    n: 3,
    trace: 'abc',
    state: 'NONE',
  })
})

t.test('what is not there, or is no single value, is our mistake', async (t) => {
  const taking = (body: string) => () =>
    extract({ ...step, extract: { a: { path } } }, { document: parseExactly(body), headers })
  for (const body of ['{}', '{"amount":{"value":1}}', '{"amount":null}', 'no'])
    t.throws(taking(body), ProbeFault)
  t.throws(
    () => extract({ ...step, extract: { order_no: { path } } }, { document: { amount: '1' }, headers }),
    ProbeFault,
  )
})
