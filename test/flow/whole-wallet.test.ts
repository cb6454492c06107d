import t from 'tap'

import { startTestApp } from '../support/test-app.ts'
import { untilHeadline, untilText } from '../support/until-page.ts'

const ONLY = ['sign-in', 'balance', 'payment-code', 'debit-card', 'clearing']

t.test(
  'a wallet that is wholly broken is said to be down, in one incident, and well when healed',
  async (t) => {
    const app = await startTestApp(t, { only: ONLY, variables: { RESOLVE_AFTER: '500ms' } })
    await untilHeadline(app, '/', '星桥钱包一切正常。')
    await app.allSeen()

    const answer = await fetch(`${app.sandbox.url}/_faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"endpoint":"*","kind":"error"}',
    })
    t.equal(answer.status, 201)
    await untilHeadline(app, '/', '星桥钱包现在用不了。')
    await untilHeadline(app, '/en', 'Starbridge Wallet is down.')
    const { id } = await app.incident('it to be published', ({ publication }) => publication === 'published')
    const everything = app.config.wallet.components.map((component) => component.id).toSorted()
    await app.until(Object.fromEntries(everything.map((one) => [one, 'major_outage'])))
    const [incident, ...others] = await app.incidents()
    t.strictSame(others, [], 'it is one incident')
    t.strictSame(incident?.components.map(({ componentId }) => componentId).toSorted(), everything)
    t.match(incident, { id, impact: 'critical', money: true })
    t.match((await app.summary()).status, { indicator: 'critical' })
    await untilText(app, '/', /是我们的问题，不是您的手机/)
    await untilText(app, '/en', /This is on our side, not your phone and not your account\./)
    await untilText(app, `/incidents/${id}`, /请不要再付一次/)
    await untilText(app, `/en/incidents/${id}`, /please do not pay again/)

    await fetch(`${app.sandbox.url}/_faults`, { method: 'DELETE' })
    await untilHeadline(app, '/', '星桥钱包一切正常。')
    await untilHeadline(app, '/en', 'Starbridge Wallet is working.')
    await app.incident('its money to be checked', ({ phase }) => phase === 'reconciling')
    t.equal((await app.incidents()).length, 1, 'it still is one incident')
  },
)
