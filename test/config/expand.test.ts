import * as fc from 'fast-check'
import t from 'tap'

import { expand } from '../../src/config/document/expand.ts'

const env = { HOST: 'wallet.example', EMPTY: '', DOLLAR: '${HOST}' }

t.test('variables are filled in, with a default where they are not set or empty', async (t) => {
  const cases = [
    ['${HOST}', 'wallet.example'],
    ['https://${HOST}:${PORT:-443}/x', 'https://wallet.example:443/x'],
    ['${EMPTY:-full}', 'full'],
    ['${PORT:-}', ''],
    ['${URL:-http://127.0.0.1:4010}', 'http://127.0.0.1:4010'],
  ] as const
  for (const [text, wanted] of cases) t.strictSame(expand(text, env), { text: wanted, faults: [] }, text)
})

t.test('a doubled dollar is a literal one, and what is filled in is not read again', async (t) => {
  t.equal(expand('$${HOST} costs $5', env).text, '${HOST} costs $5')
  t.equal(expand('${DOLLAR}', env).text, '${HOST}')
})

t.test('each variable that is missing or malformed is a fault', async (t) => {
  t.strictSame(
    expand('${NO} ${EMPTY} ${HOST} ${a b} ${', env).faults.map(({ written }) => written),
    ['${NO}', '${EMPTY}', '${a b}', '${'],
  )
})

t.test('text without a reference stays as it is', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!text.includes('${'))
      return expand(text, {}).text === text
    }),
  )
})
