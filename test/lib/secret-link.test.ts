import fc from 'fast-check'
import t from 'tap'

import { newReference } from '../../src/lib/reference-number.ts'
import { openedBy, readSecretLink, writeSecretLink } from '../../src/lib/secret-link.ts'
import { createTokens, digestOf } from '../../src/lib/tokens.ts'

const { token } = createTokens('a key for tests that nobody else has')
const ref = newReference('F', 2026)
const stored = { ref, tokenHash: digestOf(token('ticket', 'one')) }
const find = async (asked: string) => (asked === ref ? stored : undefined)

t.test('whatever ends an address is read as it would be written', async (t) => {
  fc.assert(
    fc.property(fc.string(), (end) => {
      const link = readSecretLink(end)
      return link.ref === '' ? end === link.token || end === `.${link.token}` : writeSecretLink(link) === end
    }),
  )
  t.strictSame(readSecretLink('F-2026-7K3M9.a.b'), { ref: 'F-2026-7K3M9', token: 'a.b' })
})

t.test('a link opens its own and nothing else', async (t) => {
  const own = { ref: ref.toLowerCase(), token: token('ticket', 'one') }
  t.equal(await openedBy(own, { mark: 'F', find }), stored)
  t.equal(await openedBy(own, { mark: 'L', find }), undefined, 'a number of another mark')
  for (const other of [
    { ref, token: token('ticket', 'two') },
    { ref, token: stored.tokenHash },
    { ref: '', token: own.token },
  ])
    t.equal(await openedBy(other, { mark: 'F', find }), undefined)
})
