import fc from 'fast-check'
import t from 'tap'

import { refuseUrl } from '../../../src/lib/outbound/outbound.ts'

const RULES = { ports: [80, 443, 8443], allow: [] }

t.test('what is no public http address is refused, with the reason', async (t) => {
  const cases = [
    ['', 'not_a_url'],
    ['hook.example.com', 'not_a_url'],
    ['ftp://example.com/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['https://user:pass@example.com/', 'credentials'],
    ['https://token@example.com/', 'credentials'],
    ['https://example.com:22/', 'port'],
    ['https://example.com:6379/', 'port'],
    ['http://localhost/', 'host'],
    ['http://printer/', 'host'],
    ['http://api.internal/', 'host'],
    ['http://nas.local/', 'host'],
    ['http://a.localhost/', 'host'],
    ['http://example.com./', 'host'],
  ] as const
  for (const [url, refusal] of cases) t.equal(refuseUrl(url, RULES), refusal, url)
})

t.test('public addresses and names pass', async (t) => {
  for (const url of [
    'https://hooks.example.com/a?b=c',
    'http://example.com',
    'https://example.com:8443/',
    'https://93.184.215.14/',
    'https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/',
  ])
    t.equal(refuseUrl(url, RULES), undefined, url)
})

t.test('addresses that are not public are refused however they are spelt', async (t) => {
  // prettier-ignore
  const hosts = [
    '127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0x7f.1', '0', '0.0.0.0',
    '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '169.254.169.254',
    '2852039166', '0xa9fea9fe', '192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1',
    '224.0.0.1', '240.0.0.1', '255.255.255.255', '168.63.129.16', '192.0.0.192',
    '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:10.0.0.1]', '[::127.0.0.1]',
    '[64:ff9b::7f00:1]', '[64:ff9b:1::1]', '[2002:7f00:1::]', '[2001:0:1::1]', '[2001:db8::1]',
    '[fc00::1]', '[fd00:ec2::254]', '[fe80::1]', '[fec0::1]', '[ff02::1]', '[100::1]', '[4000::1]',
    '１２７.0.0.1', '127。0。0。1',
  ]
  for (const host of hosts) t.equal(refuseUrl(`http://${host}/`, RULES), 'private_address', host)
})

t.test('no spelling of a private IPv4 address passes', async () => {
  const byte = fc.nat(255)
  const address = fc.oneof(
    fc.tuple(fc.constantFrom(10, 127, 0), byte, byte, byte),
    fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
    fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
    fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
    fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte),
  )
  const spelling = fc.constantFrom(
    (bytes: number[]) => bytes.join('.'),
    (bytes: number[]) => bytes.map((part) => `0x${part.toString(16)}`).join('.'),
    (bytes: number[]) => bytes.map((part) => `0${part.toString(8)}`).join('.'),
    (bytes: number[]) => String(bytes.reduce((sum, part) => sum * 256 + part, 0)),
    (bytes: number[]) => `[::ffff:${bytes.join('.')}]`,
    (bytes: number[]) => `[64:ff9b::${bytes.join('.')}]`,
    (bytes: number[]) => `[::${bytes.join('.')}]`,
  )
  fc.assert(
    fc.property(
      address,
      spelling,
      (bytes, spell) => refuseUrl(`http://${spell(bytes)}/`, RULES) === 'private_address',
    ),
  )
})

t.test('a block that is opened on purpose passes, and nothing beside it', async (t) => {
  const rules = { ...RULES, allow: ['127.0.0.0/8', 'fd00::/8'] }
  t.equal(refuseUrl('http://127.0.0.1/', rules), undefined)
  t.equal(refuseUrl('http://[fd00::1]/', rules), undefined)
  t.equal(refuseUrl('http://[::ffff:127.0.0.1]/', rules), 'private_address')
  t.equal(refuseUrl('http://10.0.0.1/', rules), 'private_address')
  t.equal(refuseUrl('http://localhost/', rules), undefined)
})

t.test('no text makes it throw', async () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      refuseUrl(text, RULES)
      refuseUrl(`https://${text}`, RULES)
    }),
  )
})
