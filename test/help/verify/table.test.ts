import t from 'tap'

import { ask, kinds, marked } from './asking.ts'

/** What was typed, and what it is. */
const ANSWERS: readonly (readonly [typed: string, ...kinds: string[]])[] = [
  ['000-0000-0000', 'official'],
  ['+86 000 0000 0000', 'official'],
  ['0086-000-0000-0000', 'official'],
  ['０００－００００－００００', 'official'],
  ['00000000000转2', 'official'],
  ['000-0000-0002', 'inbound_only'],
  ['000000001069', 'official'],
  ['0000-0000-0003', 'alike digits'],
  ['110', 'others'],
  ['96110', 'others'],
  ['010-96110', 'others'],
  ['021 96110', 'others'],
  ['0755-96110', 'others'],
  ['+86 96110', 'alike prefix'],
  ['96111', 'not_listed'],
  ['13800138000', 'not_listed'],
  ['400-800-1234', 'not_listed'],
  ['1', 'unreadable'],
  ['qingzhou.example', 'official'],
  ['qingzhou.example.', 'official'],
  ['ＱＩＮＧＺＨＯＵ。ＥＸＡＭＰＬＥ', 'official'],
  ['qing​zhou.example', 'official'],
  ['https://www.qingzhou.example/pay?from=sms', 'official'],
  ['https://status.qingzhou.example/incidents/a1b2c3d4e5f6', 'official'],
  ['qingzhou.host.test', 'official'],
  ['other.host.test', 'not_listed'],
  ['qingzhou.com', 'alike ending'],
  ['qingzh0u.example', 'alike letters'],
  ['qingzhuo.example', 'alike letters'],
  ['qingzhоu.example', 'alike letters'],
  ['xn--qingzhu-fjg.example', 'alike letters'],
  ['qingzhou.example.evil.com', 'alike inside'],
  ['qingzhou-example.com', 'alike inside'],
  ['qingzhou-pay.top', 'alike name'],
  ['https://evil.com/qingzhou.example/login', 'alike path'],
  ['https://evil.com/?to=qingzhou%2Eexample', 'alike path'],
  ['https://qingzhou.example@evil.com/', 'alike user'],
  ['https://qingzhou.example:x@1.2.3.4/', 'alike user'],
  ['reported.example', 'known_scam'],
  ['https://pay.reported.example/x', 'known_scam'],
  ['1.2.3.4', 'not_listed'],
  ['http://', 'unreadable'],
  ['javascript:alert(1)', 'unreadable'],
  ['javascript:alert(1)//qingzhou.example', 'unreadable'],
  ['data:text/html,qingzhou.example', 'unreadable'],
  ['blob:https://qingzhou.example/1', 'unreadable'],
  ['status@mail.qingzhou.example', 'official'],
  ['boss@qingzhou.example', 'not_listed'],
  ['status@mail.qingzhou.example.evil.com', 'alike inside'],
  ['qingzhou.example@evil.com', 'alike user'],
  ['@qingzhou_wallet', 'official'],
  ['QINGZHOU_WALLET', 'official'],
  ['@qingzhou_wa11et', 'alike letters'],
  ['@somebody', 'not_listed'],
  ['https://social.example.net/qingzhou_wallet', 'official'],
  ['https://social.example.net/somebody', 'not_listed'],
  ['青舟钱包', 'official'],
  ['青舟钱包官方客服', 'alike name'],
  ['a1b2c3d4e5f6', 'code'],
  ['A1B2C3D4E5F6', 'code'],
  ['hello', 'unreadable'],
]

t.test('everything that can be typed gets the answer it deserves', async (t) => {
  for (const [typed, ...wanted] of ANSWERS) t.strictSame(kinds(typed), wanted, typed)
})

t.test('the letters and the owner that make the difference are marked', async (t) => {
  t.equal(marked('qingzh0u.example'), 'qingzh[0]u.example')
  t.equal(marked('qingzhuo.example'), 'qingzh[uo].example')
  t.equal(marked('qingzhou.com'), 'qingzhou[.com]')
  t.equal(marked('www.qingzhou.example.evil.com'), 'www.qingzhou.example.[evil.com]')
  t.equal(marked('0000-0000-0003'), '00000000000[3]')
  t.equal(marked('@qingzhou_wa11et'), 'qingzhou_wa[11]et')
  t.equal(marked('青舟钱包官方客服'), '青舟钱包[官方客服]')
})

t.test('what else a reader should know is said with the answer', async (t) => {
  const cautions = (typed: string) => ask(typed).findings[0]?.cautions
  t.strictSame(cautions('http://qingzhou.example'), ['not_https'])
  t.strictSame(cautions('https://qingzhou.example:8443'), ['other_port'])
  t.strictSame(cautions('https://x@qingzhou.example'), ['user'])
  t.strictSame(cautions('https://bit.ly/abc'), ['shortener'])
  t.strictSame(cautions('https://10.0.0.1/'), ['machine_address'])
  t.strictSame(cautions('qingzhоu.example'), ['idn'])
  t.strictSame(cautions('boss@qingzhou.example'), ['our_domain'])
  t.strictSame(cautions('010-96110'), ['area_code'])
  t.strictSame(cautions('000-0000-0000转2'), ['extension'])
})

t.test('it says what a thing was read as', async (t) => {
  const readAs = (typed: string) => ask(typed).findings[0]?.readAs
  t.equal(readAs('００８６ １３８－００１３－８０００'), '+86 138 0013 8000')
  t.equal(readAs('HTTPS://WWW.QINGZHOU.EXAMPLE/a'), 'www.qingzhou.example')
  t.equal(readAs('xn--qingzhu-fjg.example'), 'qingzhоu.example')
})

t.test(
  'everything in a pasted message is answered, and days, amounts and order numbers are left alone',
  async (t) => {
    const message =
      '【青舟钱包】您的账户异常，请登录qingzh0u.example查看或拨打400-800-1234，金额100.00元，2026-03-14 08:00，' +
      '订单号20261125012345678。验证码123456。官网qingzhou.example。编号a1b2c3d4e5f6'
    t.strictSame(
      ask(message).findings.map(({ typed, verdict }) => `${typed} ${verdict.kind}`),
      ['qingzh0u.example alike', '400-800-1234 not_listed', 'qingzhou.example official', 'a1b2c3d4e5f6 code'],
    )
  },
)

t.test('of a long text the beginning is read, and it is said', async (t) => {
  const { findings, cut } = ask(`qingzhou.example ${'长'.repeat(3_000)} reported.example`)
  t.strictSame([findings.length, cut], [1, true])
})

t.test('where a text holds more than is answered, it is said', async (t) => {
  const ours = Array.from({ length: 20 }, (_, index) => `qingzhou.example/${index}`).join(' ')
  t.equal(ask(ours).cut, false)
  const { findings, cut } = ask(`${ours} qingzh0u.example`)
  t.strictSame([findings.length, cut], [20, true])
})
