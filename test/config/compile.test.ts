import t from 'tap'

import { parseConfig } from '../../src/config/load.ts'

const HEAD = `
page:
  name: { zh-CN: 服务状态, en: Service status }
  walletName: { zh-CN: 某钱包, en: Some Wallet }
  publicUrl: https://status.example.com/
`

/** A channel with a bank, and a probe on each. */
const CHANNEL = `
groups:
  - id: top-up
    name: { zh-CN: 充值, en: Top-up }
    components:
      - id: debit-card
        name: { zh-CN: 借记卡, en: Debit card }
        purpose: { zh-CN: 充值。, en: Tops up. }
        kind: channel
        money: true
        dependsOn: [clearing]
        alternatives: [clearing]
        thresholds: { majorAfter: 7, recoverFor: 1m }
        probes:
          - { id: quote, every: 1m, tcp: { host: 127.0.0.1, port: 1 } }
        parts:
          - id: debit-card-harbour
            name: { zh-CN: 港湾银行, en: Harbourmere Bank }
            weight: 3
            thresholds: { minSamples: 2 }
            probes:
              - id: harbour
                cron: "*/5 8-20 * * *"
                zone: Europe/Berlin
                timeout: 2s
                recheck: 1s
                tcp: { host: 127.0.0.1, port: 1 }
                thresholds: { majorAfter: 2 }
      - id: clearing
        name: { zh-CN: 清算, en: Clearing }
        purpose: { zh-CN: 通道。, en: The road. }
`

t.test('a part takes from its whole what it does not say itself', async (t) => {
  const { wallet } = parseConfig(HEAD + CHANNEL, 'wallet.yaml', {})
  t.strictSame(
    wallet.components.map(({ id }) => id),
    ['debit-card', 'debit-card-harbour', 'clearing'],
  )
  t.match(wallet.components[1], {
    groupId: 'top-up',
    parentId: 'debit-card',
    kind: 'bank',
    weight: 3,
    money: true,
    dependsOn: ['clearing'],
    alternatives: ['clearing'],
    purpose: { en: 'Tops up.' },
  })
  t.match(wallet.components[2], { kind: 'function', weight: 1, money: false, dependsOn: [], lifeline: false })
  t.notOk('parentId' in (wallet.components[2] ?? {}))
})

t.test('thresholds come from the narrowest place that names them', async (t) => {
  const text = `${HEAD}thresholds: { recoverAfter: 9, majorAfter: 8 }\n${CHANNEL}`
  const [quote, harbour] = parseConfig(text, 'wallet.yaml', {}).probes
  t.match(quote?.thresholds, {
    majorAfter: 7,
    recoverAfter: 9,
    recoverForMs: 60_000,
    minSamples: 5,
    quorum: 0.5,
  })
  t.match(harbour?.thresholds, { majorAfter: 2, recoverAfter: 9, recoverForMs: 60_000, minSamples: 2 })
})

t.test('a probe knows when it looks and for whom', async (t) => {
  const [quote, harbour] = parseConfig(HEAD + CHANNEL, 'wallet.yaml', {}).probes
  t.match(quote, {
    id: 'quote',
    componentId: 'debit-card',
    kind: 'tcp',
    options: { host: '127.0.0.1', port: 1 },
    cron: '0 * * * * *',
    zone: 'Asia/Shanghai',
    periodMs: 60_000,
    timeoutMs: 10_000,
    recheckMs: 5_000,
  })
  t.match(harbour, {
    componentId: 'debit-card-harbour',
    cron: '0 */5 8-20 * * *',
    zone: 'Europe/Berlin',
    periodMs: 300_000,
    timeoutMs: 2_000,
    recheckMs: 1_000,
  })
})

t.test('what is not said is as the documentation has it', async (t) => {
  const canaries = 'canaries: [{ id: neighbour, tcp: { host: 127.0.0.1, port: 2 } }]\n'
  const config = parseConfig(HEAD + canaries + CHANNEL, 'wallet.yaml', {})
  t.match(config.canaries, [{ id: 'neighbour', componentId: '', cron: '*/30 * * * * *', periodMs: 30_000 }])
  t.strictSame(config.publishing, {
    policy: 'after',
    afterMs: 60_000,
    resolveAfterMs: 600_000,
    reopenWithinMs: 1_800_000,
    groupWithinMs: 120_000,
  })
  t.strictSame(config.wallet.retention, {
    rawMs: 14 * 86_400_000,
    explanationsMs: 90 * 86_400_000,
    lossesMs: 180 * 86_400_000,
    deliveriesMs: 30 * 86_400_000,
    callsMs: 90 * 86_400_000,
    reportsMs: 70 * 86_400_000,
  })
  t.equal(config.wallet.upstreamShare, 0.6)
  t.match(config.wallet.page, { zone: 'Asia/Shanghai', demo: false, publicUrl: 'https://status.example.com' })
})

t.test('numbers and switches may come from the environment', async (t) => {
  const text = `${HEAD}  demo: \${DEMO}\nthresholds: { majorAfter: "\${AFTER:-4}", quorum: "\${Q:-0.25}" }\n${CHANNEL}`
  const config = parseConfig(text, 'wallet.yaml', { DEMO: 'true' })
  t.equal(config.wallet.page.demo, true)
  t.match(config.probes[0]?.thresholds, { majorAfter: 7, quorum: 0.25 })
})

t.test('the compiled configuration cannot be changed', async (t) => {
  const { wallet, probes, publishing } = parseConfig(HEAD + CHANNEL, 'wallet.yaml', {})
  const [component] = wallet.components
  for (const part of [wallet, wallet.page.name, component?.dependsOn, probes, probes[0]?.options, publishing])
    t.ok(Object.isFrozen(part))
})
