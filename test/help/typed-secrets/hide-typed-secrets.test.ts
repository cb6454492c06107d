import fc from 'fast-check'
import t from 'tap'

import {
  hideTypedSecrets,
  type HideOptions,
  type SecretKind,
} from '../../../src/help/typed-secrets/hide-typed-secrets.ts'

const hide = (typed: string, field?: HideOptions['field']) =>
  hideTypedSecrets(typed, { mark: (kind: SecretKind) => `[${kind}]`, ...(field !== undefined && { field }) })

for (const [typed, text] of [
  ['我的卡 6222021234567894 扣了', '我的卡 [card] 扣了'],
  ['卡号6222 0212 3456 7894，谢谢', '卡号[card]，谢谢'],
  ['card 6222-0212-3456-7894 failed', 'card [card] failed'],
  ['卡号６２２２０２１２３４５６７８９４', '卡号[card]'],
  ['6222 0212 3456 7894 123456', '[card] [code]'],
  ['American 378282246310005.', 'American [card].'],
  ['验证码是1234', '验证码是[code]'],
  ['您的验证码为：８８６２１３，请勿告诉他人', '您的验证码为：[code]，请勿告诉他人'],
  ['The code is 123 456', 'The code is [code]'],
  ['OTP: G-482913', 'OTP: [code]'],
  ['482913 is your verification code', '[code] is your verification code'],
  ['他们问了 482913', '他们问了 [code]'],
  ['我的密码是hunter', '我的密码是[password]'],
  ['支付密码 19900101', '支付密码 [password]'],
  ['password: correct-horse', 'password: [password]'],
  ['my password is Tr0ub4dor now', 'my password is [password] now'],
  ['PIN 2468', 'PIN [password]'],
  ['CVV 123', 'CVV [cvv]'],
  ['安全码：456', '安全码：[cvv]'],
  ['身份证 11010519491231002X 号', '身份证 [citizen_number] 号'],
  ['身份证 110105 19491231 002x', '身份证 [citizen_number]'],
  ['动态密码 654321', '动态密码 [code]'],
  // A digit typed wrong is no reason to show the rest.
  ['卡号 6222 0200 1234 5678 901', '卡号 [card]'],
  ['卡号：1234567890123456', '卡号：[card]'],
  ['卡号是 9558 8012 3456 7', '卡号是 [card]'],
  ['银行卡（6013 8200 1234 5678）', '银行卡（[card]）'],
  ['银行账号 3301 0401 6000 1234 567 转出', '银行账号 [card] 转出'],
  ['card no. 4000-1234-5678-9011', 'card no. [card]'],
  ['my card number is 123456789012345', 'my card number is [card]'],
  ['卡号 6222020012345678 100元', '卡号 [card] 100元'],
  ['6222020012345678901 扣了', '[card] 扣了'],
  ['我的 4000 1234 5678 9011 不行', '我的 [card] 不行'],
  ['6222020012345678 95188', '[card] 95188'],
] as const) {
  t.test(`hides in "${typed}"`, async (t) => {
    t.equal(hide(typed).text, text)
  })
}

for (const typed of [
  '订单号 6222021234567894',
  '订单号：482913',
  'order no. 6222021234567894 was paid',
  'Ticket 482913',
  '错误码 200012',
  '提示“系统繁忙”，错误代码：482913',
  'error code 400044',
  '充值 123456 元',
  '扣了¥123456',
  '金额：123456',
  '123456.00 没有到账',
  '1,234,567.89 yuan',
  '2026-11-25 14:05:33 充值',
  '20261125140533',
  '202611 的账单',
  '2026年11月25日 14点',
  '拨打 95188 或 400-888-1234 转 2',
  '0571-88156688',
  '+86 571 8815 6688',
  '0086 138 0013 8000',
  '13800138000 13900139000',
  '收到95188发来的验证码',
  '密码错误3次，提示稍后再试',
  'my password is wrong',
  '我忘记密码，然后打了12363',
  '卡尾号 1234',
  '2026112522001476541422334455 到账了吗',
  '输了 3 次验证码都不行，有5分钟了',
  '订单号 6222020012345678901',
  '流水号：6222020012345678，银行卡扣款',
  'order no. 4000 1234 5678 9011',
  '2026112514053312345 没到账',
  '8826112514053312 没到账',
  '银行卡尾号 8901，充值 500 元',
  '卡号尾四位 8901，2026-11-25 14:05',
]) {
  t.test(`leaves "${typed}" alone`, async (t) => {
    t.strictSame(hide(typed), { text: typed, found: [] })
  })
}

t.test(
  'a field for an order takes long numbers for orders, and still hides what is called a password',
  async (t) => {
    t.equal(hide('6222021234567894', 'order').text, '6222021234567894')
    t.equal(hide('482913', 'order').text, '482913')
    t.equal(hide('密码 482913', 'order').text, '密码 [password]')
    t.equal(hide('卡号 6222 0200 1234 5678 901', 'order').text, '卡号 [card]')
  },
)

t.test('a field for an error keeps its numbers, and still hides cards', async (t) => {
  t.equal(hide('系统繁忙 200012', 'error').text, '系统繁忙 200012')
  t.equal(hide('卡 6222021234567894 不可用', 'error').text, '卡 [card] 不可用')
})

t.test('the kinds that were found are named once each, in their order', async (t) => {
  t.strictSame(hide('密码 abc123，卡 6222021234567894，又一张 378282246310005').found, ['password', 'card'])
})

const digits = (minLength: number, maxLength: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength, maxLength }).map((all) => all.join(''))
const luhnDigit = (body: string) => {
  const sum = Array.from(body)
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 2 : 1)
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  return String((10 - (sum % 10)) % 10)
}
/** Begins as cards do: with 3 to 6, or with 9 as the oldest of some banks. */
const cards = fc
  .tuple(fc.constantFrom('34', '4', '5', '62', '9558'), digits(11, 14))
  .map(([head, body]) => head + body + luhnDigit(head + body))
const wide = (text: string) =>
  text.replaceAll(/\d/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) - 0x30 + 0xff10))
const prose = fc.constantFrom('我的卡', ' failed with ', '，请帮忙 ', 'card ', '\n', '：')

t.test('no card number is left, whatever separates its groups and however wide its digits', async (t) => {
  fc.assert(
    fc.property(
      cards,
      fc.constantFrom('', ' ', '-', ' - '),
      fc.boolean(),
      prose,
      prose,
      (card, gap, isWide, before, after) => {
        const spaced = card.replaceAll(/(\d{4})(?=\d)/g, `$1${gap.length > 2 ? ' ' : gap}`)
        const { text, found } = hide(before + (isWide ? wide(spaced) : spaced) + after)
        t.notMatch(text.normalize('NFKC'), /\d{4}/)
        return found.includes('card') && text.startsWith(before) && text.endsWith(after)
      },
    ),
  )
})

t.test(
  'a number that is called a card number is hidden, whether or not its check digit is right',
  async () => {
    fc.assert(
      fc.property(
        fc.constantFrom('3', '4', '5', '6', '9'),
        digits(13, 18),
        fc.constantFrom('', ' ', '-'),
        fc.constantFrom('卡号', '卡号：', '银行卡号是 ', 'card no. ', 'Card Number: '),
        prose,
        (head, body, gap, word, after) => {
          const spaced = (head + body).replaceAll(/(\d{4})(?=\d)/g, `$1${gap}`)
          const { text, found } = hide(word + spaced + after)
          t.notMatch(text, /\d{4}/)
          return found.includes('card') && text.startsWith(word) && text.endsWith(after)
        },
      ),
    )
  },
)

t.test('a number that is called an order is left, even if it could be a card', async () => {
  fc.assert(
    fc.property(cards, fc.constantFrom('订单号', '订单号：', 'order no. ', '流水号是'), (card, word) => {
      return hide(word + card).text === word + card
    }),
  )
})

t.test('no code is left after its word, and no password after its own', async () => {
  const codes = digits(4, 8).filter((code) => !/^(?:9[56]|1[02]|19|20)/.test(code))
  fc.assert(
    fc.property(
      codes,
      fc.constantFrom('验证码', '验证码是', 'OTP ', 'code: ', '密码', '密码：', 'password is '),
      (code, word) => {
        const { text, found } = hide(word + code)
        return !text.includes(code) && found.length === 1
      },
    ),
  )
})

t.test('text without digits that names no password is left as it is', async () => {
  const harmless = fc
    .string({ unit: 'binary' })
    .filter((text) => !/\d|pass|pwd|密码|口令/iu.test(text.normalize('NFKC')))
  fc.assert(fc.property(harmless, (text) => hide(text).text === text))
})

t.test('whatever is hidden, nothing else of the text is changed', async () => {
  const part = fc.oneof(prose, digits(3, 19), cards, fc.constantFrom('密码', '验证码', '元', '-'))
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const typed = parts.join('')
      let from = 0
      return hide(typed)
        .text.split(/\[[a-z_]+\]/)
        .every((piece) => {
          const at = typed.indexOf(piece, from)
          from = at + piece.length
          return at >= 0
        })
    }),
  )
})

t.test('rows of blanks after a word that asks for a secret are read once, not for ever', async (t) => {
  const blanks = ' '.repeat(1_900)
  for (const word of [
    '密码',
    'cvv',
    'password',
    '验证码',
    '订单号',
    'error code',
    '金额',
    '口令是',
    '1234',
  ]) {
    for (const typed of [
      `${word}${blanks}x`,
      `${word}${'\t'.repeat(1_900)}x`,
      `${word}${' :'.repeat(900)}x`,
    ]) {
      t.equal(hideTypedSecrets(typed, { mark: () => '[hidden]' }).text, typed)
    }
  }
})

t.test('a whole form full of digits or of words that ask for a secret holds nobody up', async (t) => {
  const longest = 60_000
  const began = performance.now()
  for (const piece of ['1 ', '1-', '6 2 2 2 ', 'pin:', 'pwd=', 'order-', '123456 '])
    hideTypedSecrets(piece.repeat(longest / piece.length), { mark: () => '[hidden]' })
  // It took eight seconds when everything found was compared with everything else.
  t.ok(performance.now() - began < 4_000)
})

t.test('a card number is hidden whatever stands between its groups when it is copied', async (t) => {
  for (const between of [
    '\u200C',
    '\u2060',
    '\uFEFF',
    '\u00AD',
    '\uFE0F',
    '\u2212',
    '\u2010',
    '\u2011',
    '\n',
    ' - ',
    '   ',
    '·',
  ]) {
    const typed = `扣了两次 ${['6222', '0212', '3456', '7894'].join(between)} 请查`
    t.equal(
      hideTypedSecrets(typed, { mark: () => '[hidden]' }).text,
      '扣了两次 [hidden] 请查',
      JSON.stringify(between),
    )
  }
})

t.test('numbers on lines of their own stay where they are no card together', async (t) => {
  const typed = '订单 20261129\n13800001234\n021-12345678\n200.00\n500'
  t.equal(hideTypedSecrets(typed, { mark: () => '[hidden]' }).text, typed)
})
