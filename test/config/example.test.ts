import t from 'tap'

import { LOCALES } from '../../src/domain/locale.ts'
import { TASKS } from '../../src/domain/component.ts'
import { loadConfig } from '../../src/config/load.ts'
import { createRunContext, runProbe } from '../../src/probe/run-probe.ts'
import { startSandbox } from '../../src/sandbox/start-sandbox.ts'

const EXAMPLE = 'data/wallet.yaml'
const { wallet, probes, canaries } = loadConfig(EXAMPLE, {})

t.test('the example is a believable wallet', async (t) => {
  const visible = wallet.components.filter(
    ({ parentId, onlyWhenImpaired }) => parentId === undefined && !onlyWhenImpaired,
  )
  t.equal(visible.length, 30)
  t.strictSame(
    wallet.components.filter(({ lifeline }) => lifeline).map(({ id }) => id),
    ['freeze', 'hotline'],
  )
  for (const task of TASKS)
    t.ok(
      wallet.components.some((component) => component.task === task),
      task,
    )
})

t.test('everything but a channel that only its banks can speak for has a probe of its own', async (t) => {
  const probed = new Set(probes.map(({ componentId }) => componentId))
  for (const { id } of wallet.components) {
    const parts = wallet.components.filter(({ parentId }) => parentId === id)
    t.ok(probed.has(id) || (parts.length > 0 && parts.every((part) => probed.has(part.id))), id)
  }
})

t.test('no text says what the voice forbids', async (t) => {
  const texts = [wallet.components, wallet.contacts, wallet.emergencySteps]
  for (const words of ['!', '！', '尽快', '抖动', 'any inconvenience', 'a small subset'])
    t.notOk(JSON.stringify(texts).includes(words), words)
  for (const { id, name } of wallet.components)
    for (const locale of LOCALES) t.ok((name[locale] ?? '').length <= 32, `${id} fits a line`)
})

t.test('our own hotline cannot be dialled until somebody puts a number in its place', async (t) => {
  const hotline = wallet.contacts.find(({ id }) => id === 'hotline')
  t.match(hotline?.reach, /^0+-0+-0+$/)
  for (const contact of wallet.contacts) t.match(contact.checkedOn, /^\d{4}-\d{2}-\d{2}$/, contact.id)
})

t.test('the demo can shorten every wait through the environment', async (t) => {
  const quick = loadConfig(EXAMPLE, {
    PROBE_EVERY: '5s',
    TOP_UP_EVERY: '10s',
    MAJOR_AFTER: '2',
    RECOVER_AFTER: '2',
    RECOVER_FOR: '10s',
    PUBLISH_AFTER: '5s',
    RESOLVE_AFTER: '30s',
  })
  t.strictSame(
    [...new Set(quick.probes.map(({ periodMs }) => periodMs))].toSorted((a, b) => a - b),
    [5_000, 10_000, 60_000],
  )
  t.match(quick.probes[0]?.thresholds, { majorAfter: 2, recoverAfter: 2, recoverForMs: 10_000 })
  t.match(quick.publishing, { afterMs: 5_000, resolveAfterMs: 30_000 })
})

t.test(
  'every probe finds the healthy pretend wallet well, but for the job that has not reported',
  async (t) => {
    const sandbox = await startSandbox({ port: 0, clock: Date.now, credit: { meanMs: 200, spreadMs: 50 } })
    t.teardown(() => sandbox.close())
    const config = loadConfig(EXAMPLE, {
      SANDBOX_URL: sandbox.url,
      SANDBOX_PORT: String(sandbox.port),
      NEIGHBOUR_PORT: new URL(sandbox.neighbourUrl).port,
    })
    const context = createRunContext({ clock: Date.now, place: 'here', lastBeat: async () => undefined })
    const looks = [...config.probes, ...config.canaries].map((probe) => runProbe(probe, context))
    // A slow answer is one as asserted: how fast the machine under a test is says nothing about the example.
    const well = new Set(['ok', 'slow'])
    const troubled = (await Promise.all(looks)).filter(({ outcome }) => !well.has(outcome))
    t.match(troubled, [{ probeId: 'settlement-job', outcome: 'probe_fault' }])
    t.equal(troubled.length, 1, JSON.stringify(troubled))
    t.equal(canaries.length, 1)
  },
)
