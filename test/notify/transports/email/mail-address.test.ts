import fc from 'fast-check'
import t from 'tap'

import { maskMailAddress, readMailAddress } from '../../../../src/notify/transports/email/mail-address.ts'

const read = (typed: string) => {
  const reading = readMailAddress(typed)
  return reading.ok ? reading.address : reading.problem
}

t.test('addresses as people type them are read', (t) => {
  t.equal(read('alice@example.com'), 'alice@example.com')
  t.equal(
    read('  Alice.B+wallet@Example.COM '),
    'Alice.B+wallet@example.com',
    'only the domain is in small letters',
  )
  t.equal(read('alice＠example.com'), 'alice@example.com', 'a wide @')
  t.equal(read('alice@例子。中国'), 'alice@xn--fsqu00a.xn--fiqs8s', 'a domain in Chinese, its full stop too')
  t.equal(read('o!#$%&*/=?^_`{|}~-x@a-b.example'), 'o!#$%&*/=?^_`{|}~-x@a-b.example')
  t.end()
})

t.test('each mistake has a name of its own', (t) => {
  t.equal(read(' '), 'email_missing')
  t.equal(read('小明@example.com'), 'email_ascii')
  t.equal(read(`${'a'.repeat(65)}@example.com`), 'email_long')
  t.equal(
    read(`a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(63)}.example`),
    'email_long',
  )
  for (const typed of [
    'alice',
    '@example.com',
    'alice@',
    'alice@localhost',
    'alice@127.0.0.1',
    'alice@[127.0.0.1]',
    'alice@2130706433',
    'alice@example..com',
    'alice@-example.com',
    'alice@exa_mple.com',
    'alice@exa%6Dple.com',
    '.alice@example.com',
    'a..b@example.com',
    'a b@example.com',
    '"a b"@example.com',
    'Alice <alice@example.com>',
    'alice@example.com, bob@example.com',
    'alice@example.com\r\nBcc: bob@example.com',
    'alice\n@example.com',
    'alice@exam\tple.com',
    'alice(x)@example.com',
  ])
    t.equal(read(typed), 'email_form', JSON.stringify(typed))
  t.end()
})

t.test('whatever is typed, what is read is one bare address, and reading it again changes nothing', (t) => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.emailAddress(),
    fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })).map((parts) => parts.join('@')),
    fc
      .tuple(fc.constantFrom('a', 'a.b'), fc.string({ unit: 'binary' }))
      .map((parts) => `${parts.join('@')}.example`),
  )
  fc.assert(
    fc.property(typed, (given) => {
      const reading = readMailAddress(given)
      if (!reading.ok) return
      const { address } = reading
      t.ok(/^[!-?A-~]+@[a-z0-9.-]+$/.test(address), address)
      t.ok(address.length <= 254)
      t.same(readMailAddress(address), reading)
    }),
  )
  t.end()
})

t.test('a masked address can be told from another and not be written to', (t) => {
  t.equal(maskMailAddress('alice@example.com'), 'a***@example.com')
  t.end()
})
