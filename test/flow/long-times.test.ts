import path from 'node:path'

import t, { type Test } from 'tap'

import type { Locale } from '../../src/domain/locale.ts'
import { createLog } from '../../src/lib/log.ts'
import { loadTemplates } from '../../src/lib/templates.ts'
import { createSite } from '../../src/publish/site.ts'
import { begin, MINUTE, probesOf, SECOND, SMALL, texts, type Story } from '../record/story.ts'
import { headline, pageText } from '../support/page-text.ts'

/** 30 s between looks, three of them, and the 10 s that a look may take. */
const FRESH = 100 * SECOND

interface Telling extends Story {
  /** The home page as it would be served at this moment of the story. */
  home(locale?: Locale): Promise<string>
  incident(id: string): Promise<string>
}

/** A story whose pages can be read at every moment of it; nothing in it takes real time. */
async function beginWithPages(t: Test): Promise<Telling> {
  const story = await begin(t, { wallet: SMALL })
  const site = createSite({
    db: story.db,
    wallet: SMALL,
    probes: probesOf(SMALL),
    texts,
    templates: loadTemplates(path.resolve(import.meta.dirname, '../../templates'), texts),
    clock: story.now,
    log: createLog('silent'),
  })
  t.teardown(() => site.stop())
  const read = async (name: 'home' | 'incident', locale: Locale, params: Record<string, string>) => {
    site.invalidate('changed')
    await site.refresh()
    return (await site.page(name, { locale, params, query: {} })).forms.identity.body.toString()
  }
  return {
    ...story,
    home: (locale = 'en') => read('home', locale, {}),
    incident: (id) => read('incident', 'en', { id }),
  }
}

t.test('data that nobody renews is shown until it is stale, and then nothing is green', async (t) => {
  const story = await beginWithPages(t)
  await story.look(10 * MINUTE)
  t.equal(headline(await story.home()), 'Wallet is working.')
  // The newest look is 30 s old when the looking ends.
  await story.wait(FRESH - 30 * SECOND)
  t.equal(headline(await story.home()), 'Wallet is working.')
  await story.wait(1 * SECOND)
  t.equal(headline(await story.home()), 'We cannot see how Wallet is doing.')
  t.equal(headline(await story.home('zh-CN')), '我们暂时看不到钱包的情况。')
  t.notMatch(pageText(await story.home()), /\bOperational\b/)
  t.strictSame(await story.incidents(), [])
})

t.test('recovery takes five good minutes, and an incident ends ten minutes after that', async (t) => {
  const story = await beginWithPages(t)
  await story.look(10 * MINUTE)
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  t.equal(headline(await story.home()), 'Bills cannot be used.')
  const [published] = await story.published()
  const id = published?.id ?? ''
  await story.look(4.5 * MINUTE)
  t.equal(
    headline(await story.home()),
    'Bills cannot be used.',
    'four and a half good minutes are not enough',
  )
  t.match(pageText(await story.incident(id)), /Finding the cause/)
  await story.look(1 * MINUTE)
  t.equal(headline(await story.home()), 'Wallet is working.')
  t.match(pageText(await story.home()), /Working again, being watched/)
  await story.look(9 * MINUTE)
  t.match(await story.published(), [{ id, phase: 'monitoring' }])
  await story.look(2 * MINUTE)
  t.match(await story.published(), [{ id, phase: 'resolved' }])
  t.notMatch(pageText(await story.home()), /Happening now/)
  t.match(pageText(await story.incident(id)), /stable since then\. The trouble lasted 5 minutes/)
})

t.test('a relapse within half an hour is the same incident, a later one another', async (t) => {
  const story = await beginWithPages(t)
  await story.look(10 * MINUTE)
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  await story.look(20 * MINUTE)
  const [first] = await story.published()
  t.match(first, { phase: 'resolved' })
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  t.match(await story.published(), [{ id: first?.id, phase: 'investigating', resolvedAt: undefined }])
  t.match(pageText(await story.incident(first?.id ?? '')), /The trouble has come back: Bills\./)
  t.equal((await story.incidents()).length, 1)

  // An hour until it is no longer held to be flapping, ten minutes to the end, and more than half an hour since.
  await story.look(120 * MINUTE)
  await story.look(5 * MINUTE, { bills: 'tech_fail' })
  t.equal((await story.published()).length, 2)
})
