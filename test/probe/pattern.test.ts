import t from 'tap'
import { Type } from 'typebox'
import { Value } from 'typebox/value'

import { finds, pattern } from '../../src/probe/expect/pattern.ts'

const schema = Type.Object({ matches: pattern('Anything.') })

t.test('a pattern whose repetitions nest is refused, since an answer could hold up everything', async (t) => {
  for (const matches of ['^(a+)+$', '(a*)*b', '([a-z]+)*$'])
    t.notOk(Value.Check(schema, { matches }), matches)
})

t.test('the patterns of everyday are taken', async (t) => {
  for (const matches of ['^pong$', String.raw`^\d+\.\d{2}$`, '^(CREATED|PENDING)$', String.raw`\s+$`]) {
    t.ok(Value.Check(schema, { matches }), matches)
  }
})

t.test('a long text is searched at its beginning only', async (t) => {
  t.ok(finds(/end/u, 'end' + ' '.repeat(20_000)))
  t.notOk(finds(/end/u, ' '.repeat(20_000) + 'end'))
})
