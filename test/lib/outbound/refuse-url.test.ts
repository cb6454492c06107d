import * as fc from 'fast-check'
import t from 'tap'

import { refuseUrl } from '../../../src/lib/outbound/refuse-url.ts'
import {
  CARRIERS,
  INNER_V4,
  INNER_V6,
  PUBLIC_V4,
  PUBLIC_V6,
  quadOf,
  SPELLINGS,
  type Quad,
} from './addresses.ts'

const RULES = { ports: [80, 443, 8443], allow: [] }

t.test('an inner IPv4 address is refused in every spelling', async (t) => {
  for (const address of INNER_V4) {
    for (const [name, spell] of Object.entries({ ...SPELLINGS, ...CARRIERS })) {
      const host = spell(quadOf(address))
      t.equal(refuseUrl(`https://${host}/hook`, RULES), 'private_address', `${name}: ${host}`)
    }
  }
})

t.test('an inner IPv6 address is refused', async (t) => {
  for (const address of INNER_V6) {
    t.equal(refuseUrl(`https://[${address}]/hook`, RULES), 'private_address', address)
  }
})

t.test('an IPv6 address with a zone is no address for us', async (t) => {
  for (const host of ['[fe80::1%eth0]', '[fe80::1%25eth0]', '[2606:4700::1111%25lo]']) {
    t.equal(refuseUrl(`https://${host}/`, RULES), 'not_a_url', host)
  }
})

t.test('a public address is taken, up to the edges of what is closed', async (t) => {
  for (const address of PUBLIC_V4) t.equal(refuseUrl(`https://${address}/`, RULES), undefined, address)
  for (const address of PUBLIC_V6) t.equal(refuseUrl(`https://[${address}]/`, RULES), undefined, address)
})

t.test('a name that no public host has is refused', async (t) => {
  for (const host of [
    'localhost',
    'LOCALHOST',
    'lo%63alhost',
    'localhost.',
    'api.localhost',
    'metadata.google.internal',
    'printer.local',
    'router.home.arpa',
    'redis',
    'hooks.example.',
    'internal',
  ]) {
    t.equal(refuseUrl(`https://${host}/`, RULES), 'host', host)
  }
})

t.test('a name that only looks inner is taken', async (t) => {
  for (const host of [
    'hooks.example',
    'notlocalhost.example',
    'internal.example',
    '10.0.0.1.example',
    'x.locals',
  ]) {
    t.equal(refuseUrl(`https://${host}/a?b#c`, RULES), undefined, host)
  }
})

t.test('another scheme, credentials, another port and what is no address are refused', async (t) => {
  const expected = {
    'ftp://hooks.example/': 'scheme',
    'file:///etc/passwd': 'scheme',
    'javascript:alert(1)': 'scheme',
    'gopher://127.0.0.1:80/': 'scheme',
    'https://user@hooks.example/': 'credentials',
    'https://:secret@hooks.example/': 'credentials',
    'https://hooks.example@127.0.0.1/': 'credentials',
    'https://hooks.example:22/': 'port',
    'http://hooks.example:6379/': 'port',
    'https://hooks.example:0/': 'port',
    '': 'not_a_url',
    'hooks.example': 'not_a_url',
    'https://': 'not_a_url',
    'https://1.2.3.4.5/': 'not_a_url',
    'https://256.1.1.1/': 'not_a_url',
    'https://hooks.example:99999/': 'not_a_url',
  }
  for (const [url, refusal] of Object.entries(expected)) t.equal(refuseUrl(url, RULES), refusal, url)
})

t.test("the scheme's own port must be listed, too", async (t) => {
  t.equal(refuseUrl('http://hooks.example/', { ports: [443], allow: [] }), 'port')
  t.equal(refuseUrl('https://hooks.example:443/', { ports: [443], allow: [] }), undefined)
  t.equal(refuseUrl('https://hooks.example:8443/', RULES), undefined)
})

t.test('a block that is allowed opens its addresses in every spelling, and no others', async (t) => {
  const rules = { ports: [443], allow: ['10.1.0.0/16', 'fd00:1::/32'] }
  for (const [name, spell] of Object.entries(SPELLINGS)) {
    t.equal(refuseUrl(`https://${spell([10, 1, 2, 3])}/`, rules), undefined, name)
  }
  for (const [name, carry] of Object.entries(CARRIERS)) {
    t.equal(refuseUrl(`https://${carry([10, 1, 2, 3])}/`, rules), 'private_address', name)
  }
  t.equal(refuseUrl('https://[fd00:1::5]/', rules), undefined)
  t.equal(refuseUrl('https://[fd00:2::5]/', rules), 'private_address')
  t.equal(refuseUrl('https://10.2.0.1/', rules), 'private_address')
  t.equal(refuseUrl('https://127.0.0.1/', rules), 'private_address')
})

t.test('who opens inner addresses may name them', async (t) => {
  t.equal(refuseUrl('https://hooks.corp.internal/', { ports: [443], allow: ['10.1.0.0/16'] }), undefined)
})

t.test('a block that is none is a loud mistake', async (t) => {
  for (const block of ['10.0.0.0', '10.0.0.0/', '10.0.0.0/33', '300.0.0.0/8', 'fd00::/129', 'localhost/8']) {
    t.throws(() => refuseUrl('https://hooks.example/', { ports: [443], allow: [block] }), block)
  }
})

const byte = fc.nat({ max: 255 })
const spelling = fc.constantFrom(...Object.entries({ ...SPELLINGS, ...CARRIERS }))

/** Heads of closed blocks, the rest at random. */
const inner: fc.Arbitrary<Quad> = fc.oneof(
  fc.tuple(fc.constantFrom(0, 10, 127), byte, byte, byte),
  fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
  fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
  fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
  fc.tuple(fc.constant(198), fc.constantFrom(18, 19), byte, byte),
)

t.test('no spelling of an inner address gets through', async () => {
  fc.assert(
    fc.property(
      inner,
      spelling,
      (parts, [, spell]) => refuseUrl(`https://${spell(parts)}/hook`, RULES) === 'private_address',
    ),
    { numRuns: 2_000 },
  )
})

t.test('every spelling of a public address is taken, unless it is carried in IPv6', async () => {
  const open = fc.tuple(fc.constantFrom(1, 8, 45, 101, 140, 171, 193, 223), byte, byte, byte)
  fc.assert(
    fc.property(open, fc.constantFrom(...Object.values(SPELLINGS)), (parts, spell) => {
      return refuseUrl(`https://${spell(parts)}/hook`, RULES) === undefined
    }),
    { numRuns: 2_000 },
  )
})
