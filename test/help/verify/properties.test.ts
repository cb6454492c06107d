import fc from 'fast-check'
import t from 'tap'

import { ask, kinds } from './asking.ts'

const OFFICIAL = 'qingzhou.example'

t.test('an official number is known however it is formatted', async (t) => {
  const separator = fc.constantFrom('', ' ', '-', '－', '.', '‐', '  ', '\u{200b}', ' (', ') ')
  const prefix = fc.constantFrom('', '+86', '+86 ', '0086-', '００８６', '(+86)')
  const wide = (digit: string) => String.fromCodePoint(digit.charCodeAt(0) + 0xfee0)
  const formatted = fc
    .tuple(prefix, fc.array(fc.tuple(separator, fc.boolean()), { minLength: 11, maxLength: 11 }))
    .map(([start, marks]) => start + marks.map(([mark, full]) => `${full ? wide('0') : '0'}${mark}`).join(''))
  fc.assert(
    fc.property(formatted, (number) => t.strictSame(kinds(number), ['official'], JSON.stringify(number))),
    { numRuns: 300 },
  )
})

/** Where a browser would go; the one judge of what an address is. */
function browserGoesTo(typed: string): string {
  return (URL.parse(`https://${typed}`)?.hostname ?? '').replace(/\.$/, '')
}

t.test('no single changed character of an official domain leaves it official', async (t) => {
  const place = fc.nat({ max: OFFICIAL.length })
  const letter = fc.oneof(
    fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyz0123456789-.')),
    fc.constantFrom(...Array.from('аеоріӏԁɡ০οѕυ')),
    fc.string({ minLength: 1, maxLength: 1, unit: 'binary' }),
  )
  const how = fc.constantFrom('put in', 'leave out', 'change')
  fc.assert(
    fc.property(place, letter, how, (at, mark, change) => {
      const kept = OFFICIAL.slice(at + (change === 'put in' ? 0 : 1))
      const typed = OFFICIAL.slice(0, at) + (change === 'leave out' ? '' : mark) + kept
      const host = browserGoesTo(typed)
      if (host === OFFICIAL || host.endsWith(`.${OFFICIAL}`) || typed === OFFICIAL) return
      // What cannot stand in a name ends it, as in any sentence.
      if (
        !/^[\p{L}\p{N}.-]*$/u.test(typed.normalize('NFKC')) ||
        /example\p{L}$/u.test(typed.normalize('NFKC'))
      )
        return
      t.notOk(kinds(typed).includes('official'), JSON.stringify(typed))
    }),
    { numRuns: 3_000 },
  )
})

t.test('nothing that can be typed throws', async () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.webUrl(), fc.emailAddress()),
      (typed) => {
        ask(typed)
      },
    ),
    { numRuns: 2_000 },
  )
})

t.test('no text, however hostile, takes long', async (t) => {
  const hostile = [
    '0',
    '0-',
    '+',
    '(',
    'a.',
    'a-',
    '@',
    'a@',
    'http://',
    'a@a.',
    '1.1.',
    '.',
    'www.',
    '转',
    'x1',
    '%',
    '-.',
  ]
  for (const piece of hostile) {
    const began = performance.now()
    ask(piece.repeat(100_000 / piece.length))
    ask(`${piece.repeat(900)}!`)
    ask(`https://${piece.repeat(500)}`)
    t.ok(performance.now() - began < 2_000, piece)
  }
})
