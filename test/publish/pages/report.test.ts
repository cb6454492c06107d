import t from 'tap'

import type { State } from '../../../src/domain/state.ts'
import { publicReports } from '../../../src/publish/snapshot/public-reports.ts'
import { render, textOf } from '../../support/render.ts'
import { samplePageDeps, samplePages } from '../../support/sample-pages.ts'
import { SAMPLE_NOW, sampleSnapshot } from '../../support/sample-snapshot.ts'
import { SAMPLE_REPORTS } from '../../support/sample-wallet.ts'

const { wallet } = samplePageDeps()
const pages = samplePages({ wallet: { ...wallet, reports: SAMPLE_REPORTS } })
const calm = sampleSnapshot('calm')
const thanks = async (component: string, snapshot = calm, symptom = 'fails') =>
  textOf(await render('report-thanks', { pages, locale: 'en', snapshot, query: { component, symptom } }))

t.test('partners that most readers never heard of cannot be chosen, everything else can', async (t) => {
  const { body } = await render('report', { pages })
  for (const { id, onlyWhenImpaired } of wallet.components)
    t.equal(body.includes(`<option value="${id}"`), !onlyWhenImpaired, id)
})

t.test('a link can choose the component, and a region need not be said', async (t) => {
  const { body } = await render('report', { pages, query: { component: 'debit-card-maple' } })
  t.match(body, 'value="debit-card-maple" selected')
  t.match(body, '<select id="region" name="region"><option value="">')
  t.notMatch(body, /id="region"[^>]*required/)
})

t.test('each state of things has its own answer', async (t) => {
  t.match(await thanks('payment-code', sampleSnapshot('walletDown')), /We know of it/)
  t.match(await thanks('otp', sampleSnapshot('bankDown')), /We see it fail as well[^]*since/i)
  t.match(await thanks('withdraw', sampleSnapshot('maintenance')), /Under planned maintenance/)
  t.match(await thanks('payment-code', sampleSnapshot('blind')), /We have no fresh data/)
  t.match(await thanks('payment-code'), /We see it working/)
  const heard = { ...calm, moreReports: [{ componentId: 'debit-card', sinceAt: SAMPLE_NOW }] }
  t.match(await thanks('debit-card-maple', heard), /More people than usual report this/)
  t.match(
    await thanks('debit-card-maple', sampleSnapshot('bankDown')),
    /We see it working/,
    'another bank is out',
  )
})

t.test('every symptom has its advice, and money comes first', async (t) => {
  for (const symptom of ['fails', 'slow', 'charged', 'closed', 'other'])
    t.match(await thanks('payment-code', calm, symptom), /Before you try again/, symptom)
  t.match(await thanks('payment-code', calm, 'charged'), /Do not pay again/)
})

t.test('without reports in the configuration there is no form, and nothing leads to it', async (t) => {
  const { reports: _, ...silent } = wallet
  const without = samplePages({ wallet: silent })
  for (const name of ['report', 'report-thanks'] as const)
    t.equal((await render(name, { pages: without, query: { component: 'payment-code' } })).status, 404)
  for (const name of ['component', 'help-outage'] as const)
    t.notMatch((await render(name, { pages: without, params: { id: 'payment-code' } })).body, '/report')
})

t.test('the public learns which component and since when, to the minute, and nothing else', async (t) => {
  const episode = { num: 1, componentId: 'payment-code', sinceAt: 90_061, incidentId: 'draft0000000' }
  const stateOf = (): State => 'operational'
  const present = { wallet: { ...wallet, reports: SAMPLE_REPORTS }, stateOf, incidents: [] }
  t.strictSame(publicReports([episode], present), [{ componentId: 'payment-code', sinceAt: 60_000 }])
  t.strictSame(publicReports([{ ...episode, closedLevel: 9 }], present), [], 'a person has judged it')
  t.strictSame(publicReports([{ ...episode, componentId: 'gone' }], present), [])
  t.strictSame(publicReports([episode], { ...present, stateOf: () => 'degraded' }), [], 'seen by now')
  t.strictSame(publicReports([episode], { ...present, wallet: { components: wallet.components } }), [], 'off')
})
