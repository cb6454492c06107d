import t from 'tap'

import type { HotlineFigures } from '../../../src/publish/readers/read-hotline.ts'
import { render, textOf } from '../../support/render.ts'
import { samplePages } from '../../support/sample-pages.ts'
import { SAMPLE_NOW } from '../../support/sample-snapshot.ts'
import { calmBut } from '../../support/sample-trouble.ts'
import { sampleWaits } from '../../support/sample-waits.ts'

const pagesWith = (changes: Partial<HotlineFigures> = {}) =>
  samplePages({ readHotlines: async () => sampleWaits(changes) })

t.test(
  'a verdict that sends people to the hotline says whether it is open and how long the wait is',
  async (t) => {
    for (const snapshot of ['blind', 'calm'] as const) {
      const query = snapshot === 'calm' ? { saw: 'no-network' } : {}
      const page = await render('help-outage', { pages: pagesWith(), snapshot, query })
      const said = /class="verdict [^]*?<\/div>/.exec(page.body)?.[0] ?? ''
      t.match(said, 'class="reach"', snapshot)
      t.match(said, '现在可以打', snapshot)
      t.match(said, '现在要等约 6 分钟', snapshot)
    }
  },
)

t.test('a verdict that keeps people from calling names no number', async (t) => {
  const page = await render('help-outage', { pages: pagesWith(), snapshot: 'walletDown' })
  t.notMatch(/class="verdict [^]*?<\/div>/.exec(page.body)?.[0], 'class="reach"')
})

t.test('the wait stands by the number wherever one is offered, and no old wait does', async (t) => {
  for (const name of ['help-outage', 'help-top-up'] as const) {
    t.match(textOf(await render(name, { pages: pagesWith() })), '现在要等约 6 分钟', name)
    const queue = { contactId: 'hotline', at: SAMPLE_NOW - 20 * 60_000, waitMs: 60_000 }
    t.notMatch(textOf(await render(name, { pages: pagesWith({ queue }) })), '现在要等', name)
  }
})

t.test('hours carry their zone for whoever is elsewhere', async (t) => {
  const chinese = textOf(await render('hotline', { pages: pagesWith() }))
  t.match(chinese, /\d\d:\d\d–\d\d:\d\d（北京时间 UTC\+8）/)
  t.match(
    textOf(await render('hotline', { pages: pagesWith(), locale: 'en' })),
    /\d\d:\d\d–\d\d:\d\d \(Beijing time, UTC\+8\)/,
  )
})

t.test('no wait stands beside a line that may not be got through to', async (t) => {
  for (const state of ['maintenance', 'major_outage'] as const) {
    const snapshot = calmBut({ hotline: state })
    for (const name of ['hotline', 'help-outage', 'help-top-up'] as const) {
      const text = textOf(await render(name, { pages: pagesWith(), snapshot }))
      t.match(text, /可能打不通|现在打不通/, `${name}, ${state}`)
      t.notMatch(text, /现在要等|有 7 人在排队/, `${name}, ${state}`)
    }
  }
})
