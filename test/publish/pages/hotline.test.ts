import t from 'tap'

import { CLOCK_PLACES } from '../../../src/domain/clock-place.ts'

import { SAMPLE_NOW } from '../../support/sample-snapshot.ts'
import { sampleWallet } from '../../support/sample-wallet.ts'
import { samplePages } from '../../support/sample-pages.ts'
import { calmBut } from '../../support/sample-trouble.ts'
import { sampleWaits } from '../../support/sample-waits.ts'
import { render, textOf } from '../../support/render.ts'

const MINUTE = 60_000
const pagesWith = (changes: Parameters<typeof sampleWaits>[0] = {}) =>
  samplePages({ readHotlines: async () => sampleWaits(changes) })

const textWith = async (
  changes: Parameters<typeof sampleWaits>[0],
  snapshot: 'calm' | 'walletDown' = 'calm',
) => textOf(await render('hotline', { pages: pagesWith(changes), snapshot }))

t.test('the queue of now is shown with its age', async (t) => {
  t.match(await textWith({}), /现在要等约 6 分钟，有 7 人在排队，最近来电有 93% 接通 2 分钟前的数字/)
})

t.test('an empty queue is said to be empty', async (t) => {
  const queue = { contactId: 'hotline', at: SAMPLE_NOW, waitMs: 20_000, waiting: 0 }
  t.match(await textWith({ queue }), /现在一分钟内有人接听，没有人在排队/)
})

t.test('a queue that nobody told of for ten minutes is not shown', async (t) => {
  const queue = { contactId: 'hotline', at: SAMPLE_NOW - 11 * MINUTE, waitMs: MINUTE }
  t.notMatch(await textWith({ queue }), '现在要等')
})

t.test('without figures the page says so and draws nothing', async (t) => {
  const page = await render('hotline', {})
  t.match(textOf(page), '还没有等待时间的数字')
  t.notMatch(page.body, 'class="waits"')
})

t.test('few samples are said to be few', async (t) => {
  t.match(await textWith({ calls: 30 }), '样本还少，只供参考')
  t.notMatch(await textWith({}), '样本还少')
})

t.test('while something is broken usual waits are said not to hold', async (t) => {
  const text = await textWith({}, 'walletDown')
  t.match(text, '平时的等待时间现在不作数')
  t.match(text, '平时的规律不作数')
  t.notMatch(text, '不急的话')
})

t.test('a line under maintenance is not called open, and its usual waits are said not to hold', async (t) => {
  const snapshot = calmBut({ hotline: 'maintenance' })
  for (const [locale, opening, usual, never] of [
    ['zh-CN', '正在维护，可能打不通', '热线正在维护，平时的规律不作数。', /现在可以打|现在打就好|不急的话/],
    [
      'en',
      'Under maintenance now; you may not get through',
      'The hotline is under maintenance, so usual waits do not hold now.',
      /Open now|Now is a good time|If it can wait/,
    ],
  ] as const) {
    const page = await render('hotline', { pages: pagesWith({}), snapshot, locale })
    const [line = ''] = /<section class="line"[^]*?<\/section>/.exec(page.body) ?? []
    const text = textOf({ ...page, body: line })
    t.match(text, opening)
    t.match(text, usual)
    t.notMatch(text, never)
  }
})

t.test('an overdue number stays and is said to be checked again', async (t) => {
  const wallet = sampleWallet()
  const contacts = wallet.contacts.map((one) => ({ ...one, checkAgainOn: '2026-03-14' }))
  const pages = samplePages({ wallet: { ...wallet, contacts } })
  const text = textOf(await render('hotline', { pages }))
  t.match(text, /000-0000-0000[^]*到了该复核的日子，正在复核/)
  t.notMatch(textOf(await render('hotline')), '正在复核')
})

t.test('every hour of the strip can be read without seeing it', async (t) => {
  const { body } = await render('hotline', { pages: pagesWith({}) })
  const [strip = ''] = /<table class="waits">[^]*?<\/table>/.exec(body) ?? []
  t.equal(strip.match(/<td class="h\d/g)?.length, 8 * 24)
  t.equal(strip.match(/<span class="hide">(?:约|不到|没有)/g)?.length, 8 * 24)
})

t.test('the form can be printed empty, and no component is missing from it', async (t) => {
  const { body } = await render('hotline-sheet', { locale: 'en' })
  for (const { id } of sampleWallet().components) t.match(body, `<option value="${id}"`)
})

const inPlace = async (clock: string, locale: 'zh-CN' | 'en' = 'en') =>
  render('hotline', { pages: pagesWith({}), locale, query: { clock } })

t.test('whoever is abroad sees every time by their own clock beside ours', async (t) => {
  for (const [clock, locale, opening, best, week, strip] of [
    [
      'london',
      'en',
      'Open now, until 22:00 (Beijing time, UTC+8; 14:00 today in London)',
      '(Beijing time, UTC+8; today, 13:00–14:00 in London)',
      /In London, today and the next six days Sat 14 Mar to Fri 20 Mar 00:00–14:00/,
      /Sat 14 Mar, 20:31 here, Sat 14 Mar, 12:31 in London/,
    ],
    [
      'auckland',
      'en',
      'Open now, until 22:00 (Beijing time, UTC+8; 03:00 today in Auckland)',
      '(Beijing time, UTC+8; today, 02:00–03:00 in Auckland)',
      /In Auckland, today and the next six days Sat 14 Mar to Sat 21 Mar 13:00–03:00 the next day/,
      /Sun 15 Mar, 01:31 in Auckland/,
    ],
    [
      'kathmandu',
      'zh-CN',
      '现在可以打，到 22:00（北京时间；加德满都时间今天 19:45）为止',
      '（北京时间；加德满都时间今天 18:45–19:45）',
      /加德满都时间，今天起七天 3月14日 周六至3月20日 周五 05:45–19:45/,
      /加德满都3月14日 周六 18:16/,
    ],
  ] as const) {
    const text = textOf(await inPlace(clock, locale))
    for (const wanted of [opening, best, week, strip]) t.match(text, wanted)
  }
})

t.test('times are Beijing time unless a place is chosen, and say so', async (t) => {
  const page = await render('hotline', { pages: pagesWith({}), locale: 'en' })
  t.match(textOf(page), 'Open now, until 22:00 (Beijing time, UTC+8)')
  t.match(textOf(page), 'Hours are Beijing time, UTC+8.')
  t.notMatch(page.body, / selected|noindex/)
  t.match((await inPlace('london')).body, '<option value="london" selected>London</option>')
})

t.test('where clocks show the same as ours, that is said once and nothing stands there twice', async (t) => {
  const text = textOf(await inPlace('singapore'))
  t.match(text, 'Clocks in Singapore show the same time as here (Beijing time, UTC+8).')
  t.match(text, 'Open now, until 22:00 (Beijing time, UTC+8)')
})

t.test(
  'a place that the page does not list is answered with what is wrong, and with no word of it',
  async (t) => {
    for (const clock of ['atlantis', 'Europe/London', 'toString', '<b>']) {
      const page = await inPlace(clock)
      t.equal(page.status, 400, clock)
      t.notMatch(page.body, clock)
    }
  },
)

t.test('every place has a name in both languages and a clock that is known', async (t) => {
  for (const place of Object.keys(CLOCK_PLACES)) {
    for (const locale of ['zh-CN', 'en'] as const) {
      const { status, body } = await inPlace(place, locale)
      t.equal(status, 200, place)
      t.notMatch(body, 'clock.place')
    }
  }
})
