import fc from 'fast-check'
import t from 'tap'

import { withLinks } from '../../src/sandbox/mailbox/text-links.ts'

void t.test('no letter of a text is lost, and what leads somewhere is an address', async () => {
  const word = fc.constantFrom('http://a.example/b', 'https://', ' ', '.', '（', '）', '"', '<', 'x', '\n')
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const text = words.join('')
      const stretches = withLinks(text)
      if (stretches.map((one) => one.text).join('') !== text) return false
      return stretches.every(({ href }) => href === null || /^https?:\/\/[^\s<>"]+$/.test(href))
    }),
  )
})

void t.test('an address ends before what its sentence puts behind it', async (t) => {
  for (const [text, address] of [
    ['See http://a.example/en.', 'http://a.example/en'],
    ['（https://a.example/订阅）', 'https://a.example/订阅'],
    ['<http://a.example/?a=b&c=d>, and', 'http://a.example/?a=b&c=d'],
  ] as const)
    t.strictSame(
      withLinks(text).flatMap(({ href }) => href ?? []),
      [address],
    )
})
