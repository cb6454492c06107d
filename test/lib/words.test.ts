import t from 'tap'

import { loadTexts } from '../../src/lib/text.ts'
import { createWords } from '../../src/lib/words/words.ts'

const texts = loadTexts('templates/locales')
const zh = createWords(texts, 'zh-CN', 'Asia/Shanghai')
const en = createWords(texts, 'en', 'Asia/Shanghai')
const NOW = Date.parse('2026-03-14T12:31:17Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE

void t.test('moments near now carry a word, others their date', (t) => {
  t.equal(zh.moment(NOW, NOW).text, '今天 20:31')
  t.equal(zh.moment(NOW + 4 * HOUR, NOW).text, '明天 00:31')
  t.equal(en.moment(NOW - 24 * HOUR, NOW).text, '20:31 yesterday')
  t.equal(zh.moment(NOW - 48 * HOUR, NOW).text, '3月12日 周四 20:31')
  t.equal(en.moment(NOW - 48 * HOUR, NOW).text, 'Thu 12 Mar, 20:31')
  t.equal(zh.moment(NOW, NOW).iso, '2026-03-14T12:31:17.000Z')
  t.end()
})

void t.test(
  'a day of the configuration is said in words, since a phone would break it at its hyphens',
  (t) => {
    t.equal(zh.day('2026-03-04'), '2026年3月4日')
    t.equal(en.day('2026-03-04'), '4 Mar 2026')
    t.end()
  },
)

void t.test('another year is said', (t) => {
  t.equal(zh.date(Date.parse('2025-12-31T12:00:00Z'), NOW), '2025年12月31日 周三')
  t.end()
})

void t.test('a window past midnight says so', (t) => {
  const window = { fromAt: NOW + 3 * HOUR + 19 * MINUTE, toAt: NOW + 5 * HOUR + 29 * MINUTE }
  t.equal(zh.range(window, NOW), '今天 23:50–次日 02:00')
  t.equal(en.range(window, NOW), 'today, 23:50–02:00 the next day')
  t.end()
})

void t.test('lengths take two units at most', (t) => {
  t.equal(zh.duration(65 * MINUTE), '1 小时 5 分钟')
  t.equal(en.duration(26 * MINUTE), '26 min')
  t.equal(en.duration(49 * HOUR + 5 * MINUTE), '2 days 1 h')
  t.equal(zh.duration(12_300), '12 秒')
  t.end()
})

void t.test('a share is cut, never rounded up to a hundred', (t) => {
  t.equal(zh.percent(1), '100%')
  t.equal(zh.percent(0.999999), '99.99%')
  t.equal(zh.percent(0.9998), '99.98%')
  t.equal(zh.percent(0.29), '29%')
  t.end()
})

void t.test('long lists are counted', (t) => {
  t.equal(zh.list(['甲', '乙', '丙']), '甲、乙和丙')
  t.equal(zh.list(['甲', '乙', '丙', '丁'], 2), '甲、乙等 4 项')
  t.equal(en.list(['A', 'B', 'C', 'D'], 2), 'A, B and 2 more')
  t.end()
})

void t.test('opening hours are said as people say them', (t) => {
  t.equal(zh.hours({ hours: [] }), '每天 24 小时')
  t.equal(
    zh.hours({ hours: [{ weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }] }),
    '周一至周五 09:00–18:00（北京时间 UTC+8）',
  )
  t.equal(
    en.hours({ hours: [{ weekdays: [6, 7], from: '20:00', to: '02:00' }] }),
    'Sat, Sun 20:00–02:00 the next day (Beijing time, UTC+8)',
  )
  t.end()
})

void t.test('the zone has the name readers know', (t) => {
  t.equal(zh.zoneName, '北京时间')
  t.equal(createWords(texts, 'en', 'Asia/Kolkata').zoneName, 'UTC+5:30')
  t.end()
})
