import fc from 'fast-check'
import t from 'tap'

import { plainTyped } from '../../src/lib/typed-text.ts'

t.test('what nobody sees is taken out of what people typed, and lines and tabs stay', async (t) => {
  t.equal(plainTyped(' one\r\ntwo\rthree\tfour \n'), 'one\ntwo\nthree\tfour')
  t.equal(plainTyped('\u0000a\u001B[2Jb\u009B2Jc\u007F'), 'a[2Jb2Jc')
  t.equal(plainTyped('\u202Ea\u202C\u2066b\u2069\u200Ec\u061C'), 'abc')
  t.equal(plainTyped('\uD800'), '\uFFFD')
})

t.test('words, pictures and flags stay as they are', async (t) => {
  for (const text of ['余额不对，怎么办', '👨‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇨🇳', 'naïve — “quoted”', 'לחץ כאן'])
    t.equal(plainTyped(text), text)
})

t.test('whatever is typed, reading it twice is reading it once', async () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      (typed) => plainTyped(plainTyped(typed)) === plainTyped(typed),
    ),
  )
})
