import { Writable } from 'node:stream'

import pino from 'pino'
import t from 'tap'

import { pageKey } from '../../src/publish/keeper/kept-page.ts'
import { plainPages } from './plain-pages.ts'
import { MINUTE, NOON } from './small-wallet.ts'
import { calmSnapshot, openTestKeeper } from './test-keeper.ts'

const chinese = { locale: 'zh-CN', params: {}, query: {} } as const
const HOME = pageKey('home', chinese)
const EMERGENCY = pageKey('emergency', chinese)

const textOf = (kept: { forms: { identity: { body: Buffer } } } | undefined) =>
  kept?.forms.identity.body.toString() ?? ''

/** A store that a test breaks and mends. */
const breakable = () => {
  const switchboard = { broken: false, now: NOON }
  const builder = {
    build: async (now: number) => {
      if (switchboard.broken) throw new Error('disk is gone')
      return calmSnapshot({ builtAt: now })
    },
  }
  return { switchboard, deps: { builder, clock: () => switchboard.now } }
}

t.test('home, emergency and summary stand ready in both languages after a refresh', async (t) => {
  const keeper = openTestKeeper(t)
  t.equal(keeper.kept(HOME), undefined)
  await keeper.refresh()
  for (const name of ['home', 'emergency', 'summary']) {
    for (const locale of ['zh-CN', 'en'] as const) {
      t.equal(keeper.kept(pageKey(name, { ...chinese, locale }))?.locale, locale)
    }
  }
  t.strictSame(keeper.health(), { builtAt: NOON, failing: [] })
})

t.test('the last good page stays when the store cannot be read', async (t) => {
  const { switchboard, deps } = breakable()
  const keeper = openTestKeeper(t, deps)
  await keeper.refresh()
  const good = keeper.kept(HOME)
  switchboard.broken = true
  switchboard.now += MINUTE
  await keeper.refresh()
  t.equal(keeper.kept(HOME), good)
  t.strictSame(keeper.health(), { builtAt: NOON, failing: ['snapshot'] })
  switchboard.broken = false
  await keeper.refresh()
  t.strictSame(keeper.health(), { builtAt: NOON + MINUTE, failing: [] })
  t.not(keeper.kept(HOME), good)
})

t.test('after long without a snapshot nothing is shown green any more', async (t) => {
  const { switchboard, deps } = breakable()
  const keeper = openTestKeeper(t, deps)
  await keeper.refresh()
  t.match(textOf(keeper.kept(HOME)), /all_clear/)
  switchboard.broken = true
  switchboard.now += 11 * MINUTE
  await keeper.refresh()
  t.match(textOf(keeper.kept(HOME)), /"level":"blind"/)
  t.notMatch(textOf(keeper.kept(HOME)), /"state":"operational"/)
})

t.test(
  'a store that was never read leaves an emergency page and a home page that claims nothing',
  async (t) => {
    const { switchboard, deps } = breakable()
    switchboard.broken = true
    const keeper = openTestKeeper(t, deps)
    await keeper.refresh()
    t.match(textOf(keeper.kept(EMERGENCY)), /"name":"emergency"/)
    t.match(textOf(keeper.kept(HOME)), /"level":"blind"/)
    t.strictSame(keeper.health(), { failing: ['snapshot'] })
  },
)

t.test('a page that throws keeps its last good buffer and leaves the others alone', async (t) => {
  let broken = false
  const { home } = plainPages()
  const pages = plainPages({
    home: async (...asked) => {
      if (broken) throw new Error('template')
      return home(...asked)
    },
  })
  const switchboard = { now: NOON }
  const keeper = openTestKeeper(t, { pages, clock: () => switchboard.now })
  await keeper.refresh()
  const before = { home: keeper.kept(HOME), emergency: keeper.kept(EMERGENCY) }
  broken = true
  switchboard.now += MINUTE
  await keeper.refresh()
  t.equal(keeper.kept(HOME), before.home)
  t.not(keeper.kept(EMERGENCY), before.emergency)
  t.strictSame(keeper.health(), { builtAt: NOON, failing: ['home'] })
})

t.test('trouble is logged once when it begins and once when it is over', async (t) => {
  const lines: string[] = []
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(JSON.parse(String(chunk)).msg)
      done()
    },
  })
  const { switchboard, deps } = breakable()
  const keeper = openTestKeeper(t, { ...deps, log: pino(sink) })
  switchboard.broken = true
  await keeper.refresh()
  await keeper.refresh()
  await keeper.refresh()
  switchboard.broken = false
  await keeper.refresh()
  t.strictSame(lines, ['Pages cannot be rebuilt; the last good ones stay.', 'Pages are rebuilt again.'])
})

t.test('a rebuild that comes to the same page keeps the same buffers', async (t) => {
  const keeper = openTestKeeper(t)
  await keeper.refresh()
  const before = keeper.kept(HOME)
  await keeper.refresh()
  t.equal(keeper.kept(HOME), before)
})

t.test('a broken store is tried again without anyone asking', async (t) => {
  const { switchboard, deps } = breakable()
  const keeper = openTestKeeper(t, { ...deps, minGapMs: 1 })
  switchboard.broken = true
  await keeper.refresh()
  switchboard.broken = false
  while (keeper.health().failing.length > 0) await new Promise(setImmediate)
  t.match(textOf(keeper.kept(HOME)), /all_clear/)
})

t.test('hundreds of invalidations cause few builds, one at a time', async (t) => {
  let builds = 0
  let atOnce = 0
  const { promise: second, resolve } = Promise.withResolvers<void>()
  const keeper = openTestKeeper(t, {
    minGapMs: 1,
    builder: {
      build: async (now) => {
        builds += 1
        atOnce += 1
        t.equal(atOnce, 1)
        await new Promise(setImmediate)
        atOnce -= 1
        if (builds === 2) resolve()
        return calmSnapshot({ builtAt: now })
      },
    },
  })
  await keeper.refresh()
  for (let asked = 0; asked < 500; asked += 1) keeper.invalidate()
  await second
  await keeper.refresh()
  t.equal(builds, 3)
})

t.test(
  'a clock that jumps an hour ahead in the midst of a rebuild holds up nothing',
  { timeout: 5_000 },
  async (t) => {
    let now = NOON
    const again = Promise.withResolvers<number>()
    const build = async (at: number) => {
      if (now > NOON) again.resolve(at)
      now = NOON + 60 * MINUTE
      return calmSnapshot({ builtAt: at })
    }
    const keeper = openTestKeeper(t, { builder: { build }, clock: () => now, minGapMs: 1 })
    await keeper.refresh()
    keeper.invalidate()
    t.equal(await again.promise, NOON + 60 * MINUTE)
  },
)
