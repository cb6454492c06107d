import t from 'tap'

import { startTestApp } from '../support/test-app.ts'
import { untilHeadline, untilText } from '../support/until-page.ts'

// Stories mostly wait, so those of one file are told beside each other.
t.jobs = 3

const ONLY = ['sign-in', 'payment-code', 'debit-card', 'cash-agent', 'clearing']
const BANKS = ['harbour', 'maple', 'river', 'summit', 'lotus']

t.test(
  'one bank of five makes its channel partly out, names the bank and leaves the wallet calm',
  async (t) => {
    const app = await startTestApp(t, { only: ONLY })
    await untilHeadline(app, '/', '星桥钱包一切正常。')
    await app.allSeen()
    app.sandbox.faults.add({ endpoint: 'topup', kind: 'error', channel: 'debit_card', bank: 'harbour' })
    await app.until({ harbour: 'major_outage', 'debit-card': 'partial_outage', maple: 'operational' })
    await untilHeadline(app, '/', /^借记卡充值.*港湾银行.*暂时不可用。$/)
    await untilHeadline(app, '/en', /Debit card.*Harbourmere Bank.* cannot be used\.$/)
    await untilText(app, '/', /其他功能可以用/)
    t.match((await app.summary()).status, { indicator: 'minor' })
    await app.incident('it to be published', ({ publication }) => publication === 'published')
    const [incident, ...others] = await app.incidents()
    t.strictSame(others, [])
    t.match(incident, { impact: 'minor', upstreamComponentId: undefined })
    t.strictSame(incident?.components.map(({ componentId }) => componentId).toSorted(), [
      'debit-card',
      'harbour',
    ])
  },
)

t.test(
  'most banks out together are one incident, looked for upstream, whose fault is not the banks',
  async (t) => {
    const app = await startTestApp(t, { only: ONLY })
    await untilHeadline(app, '/', '星桥钱包一切正常。')
    await app.allSeen()
    for (const bank of BANKS.slice(0, 3)) {
      app.sandbox.faults.add({ endpoint: 'topup', kind: 'error', channel: 'debit_card', bank })
    }
    await app.until({
      harbour: 'major_outage',
      maple: 'major_outage',
      river: 'major_outage',
      summit: 'operational',
    })
    const { id } = await app.incident('it to be published', ({ publication }) => publication === 'published')
    await app.incident(
      'the network behind them',
      ({ upstreamComponentId }) => upstreamComponentId === 'clearing',
    )
    t.equal((await app.incidents()).length, 1)
    await app.until({ 'debit-card': 'partial_outage', 'cash-agent': 'operational', clearing: 'operational' })
    // Where the first word was out before the third bank fell, what has grown since is gathered into the next one.
    await untilText(app, `/en/incidents/${id}`, /Clearing network/, 90_000)
    await untilText(app, `/incidents/${id}`, /清算网络/)
    await untilText(app, '/', /便利店充值/)

    for (const bank of BANKS.slice(3)) {
      app.sandbox.faults.add({ endpoint: 'topup', kind: 'error', channel: 'debit_card', bank })
    }
    await app.until({ summit: 'major_outage', lotus: 'major_outage', 'debit-card': 'major_outage' })
    await untilHeadline(app, '/', '借记卡充值暂时不可用。')
    t.equal((await app.incidents()).length, 1, 'it still is one incident')
  },
)
