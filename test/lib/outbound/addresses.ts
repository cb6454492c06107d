/** One numeric address of every block that is not public, and the first and the last of some. */
export const INNER_V4 = [
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.0',
  '10.255.255.255',
  '100.64.0.1',
  '100.100.100.200',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '168.63.129.16',
  '169.254.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.0.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
]

export const INNER_V6 = [
  '::',
  '::1',
  '::7f00:1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:8.8.8.8',
  '::ffff:0:7f00:1',
  '64:ff9b::7f00:1',
  '64:ff9b::169.254.169.254',
  '64:ff9b:1::a00:1',
  '100::1',
  '2001::1',
  '2001:0:7f00:1::',
  '2001:2::1',
  '2001:10::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2002:808:808::1',
  '3fff::1',
  '4000::1',
  '5f00::1',
  'fc00::1',
  'fd00:ec2::254',
  'fdff:ffff::1',
  'fe80::1',
  'febf::1',
  'fec0::1',
  'ff02::1',
  'ff0e::1',
]

/** Just outside of what is closed, and some in the middle of what is public. */
export const PUBLIC_V4 = [
  '1.0.0.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '168.63.129.15',
  '169.253.255.255',
  '169.255.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.167.255.255',
  '192.169.0.0',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
]

export const PUBLIC_V6 = ['2001:200::1', '2001:4860:4860::8888', '2400:3200::1', '2606:4700::1111', '2a00::1']

/** The ways to write an IPv4 address that URL parsers and libc take, beside four decimal numbers. */
export const SPELLINGS: Readonly<Record<string, (parts: Quad) => string>> = {
  dotted: (parts) => parts.join('.'),
  'dot at the end': (parts) => `${parts.join('.')}.`,
  decimal: (parts) => String(asNumber(parts)),
  hexadecimal: (parts) => `0x${asNumber(parts).toString(16)}`,
  octal: (parts) => `0${asNumber(parts).toString(8)}`,
  'hexadecimal parts': (parts) => parts.map((part) => `0x${part.toString(16).toUpperCase()}`).join('.'),
  'octal parts': (parts) => parts.map((part) => `0${part.toString(8).padStart(4, '0')}`).join('.'),
  'two parts': ([a, b, c, d]) => `${a}.${(b << 16) | (c << 8) | d}`,
  'three parts': ([a, b, c, d]) => `${a}.0x${b.toString(16)}.${(c << 8) | d}`,
  'percent signs': (parts) =>
    parts.join('.').replaceAll(/./g, (sign) => `%${sign.charCodeAt(0).toString(16)}`),
  'full width': (parts) =>
    parts.join('。').replaceAll(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)] ?? ''),
}

/** The ways to carry an IPv4 address in IPv6, as hosts of URLs. */
export const CARRIERS: Readonly<Record<string, (parts: Quad) => string>> = {
  mapped: (parts) => `[::ffff:${parts.join('.')}]`,
  'mapped in hexadecimal': (parts) => `[0:0:0:0:0:FFFF:${groups(parts)}]`,
  compatible: (parts) => `[::${parts.join('.')}]`,
  'translated (RFC 2765)': (parts) => `[::ffff:0:${groups(parts)}]`,
  NAT64: (parts) => `[64:ff9b::${parts.join('.')}]`,
  'local NAT64': (parts) => `[64:ff9b:1::${groups(parts)}]`,
  '6to4': (parts) => `[2002:${groups(parts)}::1]`,
  Teredo: (parts) => `[2001:0:${groups(parts)}::1]`,
}

export type Quad = readonly [number, number, number, number]

export function quadOf(address: string): Quad {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
  return [a, b, c, d]
}

function asNumber([a, b, c, d]: Quad): number {
  return a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d
}

function groups([a, b, c, d]: Quad): string {
  return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
}
