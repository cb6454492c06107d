import { connect } from 'node:net'

import t, { type Test } from 'tap'

import { saveComponentState } from '../../src/store/states.ts'
import { openTestIncident } from '../support/incidents.ts'
import { keepLog } from '../support/log-lines.ts'
import type { Summary } from '../support/test-app.ts'
import { form, openSite, type OpenSite } from './open-site.ts'

const REPORT = { component: 'payment', symptom: 'fails', region: 'north' }

/** Posts a report as from an address, and answers where that leads. */
async function post({ url }: OpenSite, fields: Record<string, string> = REPORT, from = '192.0.2.1') {
  const init = form(fields)
  const headers = { 'sec-fetch-site': 'same-origin', 'x-forwarded-for': from }
  const answer = await fetch(`${url}/report`, { ...init, headers })
  await answer.arrayBuffer()
  return { status: answer.status, to: answer.headers.get('location') ?? '' }
}

async function work({ reports, now, wait, refresh }: OpenSite) {
  wait(6_000)
  await reports.work(now())
  await refresh()
}

async function seen(t: Test, site: OpenSite, state: 'operational' | 'major_outage') {
  await saveComponentState(site.db, {
    componentId: 'payment',
    state,
    sinceAt: site.now() - 3_600_000,
    reason: { code: 'recovered' },
  })
  await site.refresh()
  t.pass()
}

const marks = async ({ db }: OpenSite) => db.selectFrom('report_marks').selectAll().execute()

t.test('a report leads to a page that answers from how things are now', async (t) => {
  const site = await openSite(t)
  await seen(t, site, 'operational')
  t.match(await post(site), { status: 303, to: '/report/thanks?component=payment&symptom=fails' })
  await work(site)
  t.equal((await marks(site)).length, 1)
  t.strictSame(await site.db.selectFrom('report_counts').selectAll().execute(), [
    { hour_at: site.now() - 6_000, component_id: 'payment', symptom: 'fails', region: 'north', count: 1 },
  ])
  const well = await (await fetch(`${site.url}/en/report/thanks?component=payment&symptom=charged`)).text()
  t.match(well, /We see it working/)
  t.match(well, /Do not pay again/)
  t.match(well, 'href="/en/help/outage?symptom&#x3D;pay"')
  await openTestIncident(site.db, 'incident0001', { componentId: 'payment' })
  await site.refresh()
  const known = await (await fetch(`${site.url}/en/report/thanks?component=payment&symptom=fails`)).text()
  t.match(known, /We know of it[^]*\/en\/incidents\/incident0001/)
})

t.test('what was left out is asked for, and what was chosen is kept', async (t) => {
  const site = await openSite(t)
  const noSymptom = await post(site, { component: 'debit-card-maple', region: 'north' })
  t.equal(noSymptom.to, '/report?missing=symptom&component=debit-card-maple&region=north')
  const page = await (await fetch(site.url + noSymptom.to)).text()
  t.match(page, 'role="alert"')
  t.match(page, 'value="debit-card-maple" selected')
  t.match(page, 'value="north" selected')
  t.equal((await post(site, {})).to, '/report?missing=component')
  await work(site)
  t.strictSame(await marks(site), [])
})

t.test('what is not of our lists is no report, and reaches no address', async (t) => {
  const site = await openSite(t)
  for (const component of ['nothing', '__proto__', '"><b>x', 'x'.repeat(500), '../../etc']) {
    const { status, to } = await post(site, { component, symptom: 'fails' })
    t.equal(status, 303)
    t.equal(to, '/report?missing=component&symptom=fails', component.slice(0, 20))
  }
  const odd = await post(site, { ...REPORT, symptom: 'hurts', region: 'mars' })
  t.equal(odd.to, '/report?missing=symptom&component=payment')
  const page = await fetch(`${site.url}/report/thanks?component=nothing&symptom=fails`)
  t.equal(page.status, 404)
  const hostile = `component=${encodeURIComponent('"><b>x')}&missing=${encodeURIComponent('<i>')}`
  t.notMatch(await (await fetch(`${site.url}/report?${hostile}`)).text(), /<b>x|<i>/)
})

t.test('a replay changes nothing, and nobody is refused for it', async (t) => {
  const site = await openSite(t)
  const answers = new Set<string>()
  for (let index = 0; index < 60; index += 1) answers.add(JSON.stringify(await post(site)))
  t.equal(answers.size, 1)
  await work(site)
  t.equal((await marks(site)).length, 1)
})

t.test('without proxies of ours nobody chooses their own address', async (t) => {
  const site = await openSite(t, { trustProxy: false })
  for (let index = 0; index < 60; index += 1) {
    const init = form(REPORT)
    const forged = `${1 + index}.2.3.4`
    await fetch(`${site.url}/report`, {
      ...init,
      headers: {
        'x-forwarded-for': forged,
        'x-real-ip': forged,
        forwarded: `for=${forged}`,
        'client-ip': forged,
      },
    })
  }
  await work(site)
  t.equal((await marks(site)).length, 1)
})

t.test(
  'with one proxy of ours only the address that it saw counts, whatever was written before it',
  async (t) => {
    const site = await openSite(t, { trustProxy: 1 })
    for (let index = 0; index < 60; index += 1) await post(site, REPORT, `${1 + index}.2.3.4, 192.0.2.1`)
    await work(site)
    t.equal((await marks(site)).length, 1)
  },
)

t.test('another site’s page cannot report in its readers’ names', async (t) => {
  const site = await openSite(t)
  for (const from of ['cross-site', 'same-site']) {
    const answer = await fetch(`${site.url}/report`, { ...form(REPORT), headers: { 'sec-fetch-site': from } })
    t.equal(answer.status, 403)
  }
  await work(site)
  t.strictSame(await marks(site), [])
})

t.test('large bodies are refused before they are read, and only forms are taken', async (t) => {
  const { url } = await openSite(t)
  const answer = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    let text = ''
    socket.on('data', (chunk) => (text += chunk.toString()))
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
    socket.write(
      'POST /report HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 10485760\r\n\r\n',
    )
  })
  t.match(answer, /^HTTP\/1\.1 413 /)
  const json = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(REPORT),
  }
  t.equal((await fetch(`${url}/report`, json)).status, 415)
})

t.test('three hundred people make the page say so, on home, on the component and in the steps', async (t) => {
  const site = await openSite(t)
  await seen(t, site, 'operational')
  for (let index = 0; index < 317; index += 1)
    await post(site, REPORT, `${1 + (index % 200)}.${index >> 3}.0.1`)
  await work(site)
  for (const path of [
    '/en',
    '/en/components/payment',
    '/en/help/outage',
    '/en/help/outage?symptom=pay',
    '/en/report',
  ]) {
    const page = await (await fetch(site.url + path)).text()
    t.match(page, /More reports than usual, being checked: payment/, path)
    t.notMatch(page, /\b317\b/, 'how many is nobody’s to know')
  }
  t.notMatch(await (await fetch(`${site.url}/en/components/debit-card`)).text(), /More reports than usual/)
  const summary: Summary = JSON.parse(await (await fetch(`${site.url}/api/v2/summary.json`)).text())
  t.match(summary, { incidents: [] }, 'the draft is not public')
  const payment = summary.components.find(({ name }) => name.startsWith('payment'))
  t.equal(payment?.status, 'operational', 'and nothing turned red')
})

t.test('neither addresses nor reports are in the log', async (t) => {
  const { log, text } = keepLog()
  const site = await openSite(t, { log })
  await post(site, { component: 'secret words', symptom: 'fails' }, '203.0.113.77')
  await post(site, REPORT, '203.0.113.77')
  await work(site)
  t.notMatch(text(), /secret words|203\.0\.113/)
})
