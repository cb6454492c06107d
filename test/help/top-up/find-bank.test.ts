import t from 'tap'

import { findBank } from '../../../src/help/top-up/find-bank.ts'

const banks = [
  {
    key: 'card-icbc',
    componentIds: ['card-icbc', 'online-icbc'],
    names: ['工商银行', 'ICBC', '工行', '中国工商银行'],
  },
  { key: 'card-harbour', componentIds: ['card-harbour'], names: ['港湾银行', 'Harbourmere Bank'] },
  { key: 'card-haven', componentIds: ['card-haven'], names: ['港口银行', 'Harbourside Bank'] },
]

void t.test('a bank is known by every name people have for it', async (t) => {
  for (const name of [
    '工商银行',
    '工行',
    'icbc',
    ' ＩＣＢＣ ',
    '中国工商银行股份有限公司',
    '工商银行借记卡',
    'online-icbc',
  ])
    t.strictSame(findBank(banks, name), { key: 'card-icbc' }, name)
  t.strictSame(findBank(banks, '港湾'), { key: 'card-harbour' })
  t.strictSame(findBank(banks, 'harbourmere'), { key: 'card-harbour' })
})

void t.test('a name that fits several is not guessed at', async (t) => {
  t.strictSame(findBank(banks, 'Harbour'), { between: ['card-harbour', 'card-haven'] })
})

void t.test('an unknown bank is unknown', async (t) => {
  for (const name of ['', '银行', '月亮银行', 'x', '!!!', '港'])
    t.equal(findBank(banks, name), undefined, name)
})
