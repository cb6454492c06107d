import fc from 'fast-check'
import t from 'tap'

import { STATES } from '../../src/domain/state.ts'
import { LOCALES } from '../../src/domain/locale.ts'
import { noTime } from '../../src/judge/uptime.ts'
import { createWords } from '../../src/lib/words/words.ts'
import { createStripHtml } from '../../src/publish/pages/components/strip-html.ts'
import type { PublicDay, Uptime } from '../../src/publish/snapshot/snapshot.ts'
import { samplePageDeps } from '../support/sample-pages.ts'
import { DAY, MINUTE, NOON, ZONE } from './small-wallet.ts'

const { texts, templates } = samplePageDeps()
const words = LOCALES.map((locale) => createWords(texts, locale, ZONE))

/** Few, so that alike ones come up again. */
const anyDay: fc.Arbitrary<PublicDay> = fc
  .record({ worst: fc.constantFrom(...STATES), minutes: fc.constantFrom(0, 1, 1440) })
  .map(({ worst, minutes }) => ({ at: NOON - DAY, worst, ms: { ...noTime(), [worst]: minutes * MINUTE } }))
const share = fc.constantFrom(0, 0.5, 0.50004, 0.5001, 1)
const anyUptime: fc.Arbitrary<Uptime> = fc
  .record({ ratio: share, coverage: share }, { requiredKeys: ['coverage'] })
  .map((figures) => ({ ...figures, downMs: 0, degradedMs: 0 }))
const anyPast = fc.record({ days: fc.array(anyDay, { minLength: 1, maxLength: 3 }), uptime: anyUptime })

t.test('a strip that is shared says the same as one made for this component alone', async () => {
  const shared = createStripHtml(templates)
  fc.assert(
    fc.property(anyPast, fc.constantFrom(...words), (past, spoken) => {
      const own = createStripHtml(templates)(spoken, past)
      const { drawing, uptime } = shared(spoken, past)
      return drawing === own.drawing && uptime === own.uptime
    }),
  )
})

t.test('components whose pasts look and read the same share one strip', async (t) => {
  const shared = createStripHtml(templates)
  const [spoken] = words
  const past = (coverage: number) => ({
    days: [{ at: NOON, worst: 'operational' as const, ms: { ...noTime(), operational: coverage * DAY } }],
    uptime: { ratio: 1, coverage, downMs: 0, degradedMs: 0 },
  })
  t.equal(shared(spoken!, past(0.5)), shared(spoken!, past(0.50004)))
  t.not(shared(spoken!, past(0.5)), shared(spoken!, past(0.5001)))
})

t.test(
  'alike pasts are not shared between languages, nor is "never seen" taken for any figure',
  async (t) => {
    const shared = createStripHtml(templates)
    const past = (figures: Partial<Uptime>) => ({
      days: [{ at: NOON, worst: 'unknown' as const, ms: { ...noTime(), unknown: DAY } }],
      uptime: { coverage: 1, downMs: 0, degradedMs: 0, ...figures },
    })
    const [chinese, english] = words
    const strips = [
      shared(chinese!, past({})),
      shared(english!, past({})),
      shared(chinese!, past({ ratio: 1 })),
      shared(chinese!, past({ ratio: 0 })),
    ]
    t.equal(new Set(strips.map(({ drawing, uptime }) => drawing + uptime)).size, strips.length)
  },
)
