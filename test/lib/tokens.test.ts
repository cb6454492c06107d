import { hkdfSync } from 'node:crypto'

import fc from 'fast-check'
import t from 'tap'

import { createTokens } from '../../src/lib/tokens.ts'

t.test('a key is what HKDF with SHA-256 and no salt makes of the secret key and the purpose', async (t) => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.string({ unit: 'grapheme' }),
      (secretKey, purpose) => {
        const ours = createTokens(secretKey).key(purpose).toString('hex')
        return ours === Buffer.from(hkdfSync('sha256', secretKey, '', purpose, 32)).toString('hex')
      },
    ),
  )
  t.pass()
})

t.test('a token of another generation, purpose or owner is another token', async (t) => {
  const { token } = createTokens('a secret key')
  const all = [token('manage', 'a'), token('manage', 'a', 1), token('manage', 'b'), token('confirm', 'a')]
  t.equal(new Set(all).size, all.length)
  t.ok(all.every((one) => /^[\w-]{43}$/.test(one)))
})
