import fc from 'fast-check'
import t from 'tap'

import { fillMarks, fillText, marksIn } from '../../src/lib/marks.ts'

t.test('every mark is filled in, and a mark without a value stays', (t) => {
  t.equal(
    fillText('{{to}}: {{ text }} {{other}} {{toString}}', { to: '1', text: '2' }),
    '1: 2 {{other}} {{toString}}',
  )
  t.strictSame(fillMarks({ a: ['{{to}}', 2, null], '{{to}}': true }, { to: '1' }), {
    a: ['1', 2, null],
    '{{to}}': true,
  })
  t.strictSame(marksIn({ a: ['{{to}}', { b: '{{ text }}!' }], c: 3 }), ['to', 'text'])
  t.end()
})

t.test('what is filled in is one value: it is not read again and no quote breaks out', (t) => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom('{{to}}', '"}', '$&', '$1')), (text) => {
      const filled = fillMarks({ a: '<{{text}}>' }, { text, to: 'x' })
      return JSON.stringify(filled) === JSON.stringify({ a: `<${text}>` })
    }),
  )
  t.pass('held')
  t.end()
})
