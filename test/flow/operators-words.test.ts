import { readdir } from 'node:fs/promises'

import t from 'tap'

import { announcements } from '../../src/store/announcements.ts'
import { eventually } from '../support/eventually.ts'
import { idIn, runCli, runCliWith } from '../support/run-cli.ts'
import { startTestApp } from '../support/test-app.ts'
import { untilSummary, untilText } from '../support/until-page.ts'

// Stories mostly wait, so those of one file are told beside each other.
t.jobs = 3

const ONLY = ['payment-code', 'balance', 'sign-in']

const INCIDENT = `
title: { zh-CN: 部分用户看不到账单, en: Some people cannot see their bills }
components: [{ id: balance, state: degraded }]
body: { zh-CN: 我们正在处理账单显示的问题。, en: We are working on the display of bills. }
answers:
  scope: { zh-CN: 账单页可能是空的。, en: The page of bills may be empty. }
  doNow: [{ zh-CN: 请稍后再看。, en: Please look again later. }]
  nextUpdateAt: 2099-01-01 10:00
`
const UPDATE = `
phase: identified
body: { zh-CN: 原因找到了。, en: We have found the cause. }
`
const MONEY_WITHOUT_BLOCK = INCIDENT.replace('id: balance', 'id: payment-code')

function announcement(seconds: number): string {
  return `
kind: outage
title: { zh-CN: 关于账单显示的公告, en: About the display of bills }
body: { zh-CN: 钱没有少。, en: No money is missing. }
helpTopics: [outage]
expiresAt: ${new Date(Date.now() + seconds * 1_000).toISOString()}
`
}

t.test('what operators write on the command line is on the page of the running server soon', async (t) => {
  const app = await startTestApp(t, { only: ONLY })
  await app.until({ balance: 'operational' })
  const began = performance.now()
  const opened = await runCliWith(app, ['incident', 'open', 'FILE'], INCIDENT)
  t.match(opened, { code: 0, err: '' })
  const id = idIn(opened)
  await untilText(app, '/', /部分用户看不到账单/)
  const tookMs = performance.now() - began
  t.comment(`on the page ${Math.round(tookMs)} ms after the command began`)
  await untilText(app, '/en', /Some people cannot see their bills/)
  await app.until({ balance: 'degraded' })
  await untilText(app, `/en/incidents/${id}`, /person on duty We are working on the display of bills\./)
  await untilSummary(app, 'the incident', ({ incidents }) => incidents.some((one) => one.id === id))
  t.match(await runCli(app, ['incident', 'list']), { code: 0, out: new RegExp(`${id}  published`) })

  t.match(await runCliWith(app, ['incident', 'update', id, 'FILE'], UPDATE), { code: 0 })
  await untilText(app, `/incidents/${id}`, /原因找到了。/)
  const { incidents } = await untilSummary(
    app,
    'the update',
    ({ incidents: [one] }) => one?.status === 'identified',
  )
  t.match(incidents, [{ incident_updates: [{ body: '原因找到了。' }, {}] }])

  const ended = await runCliWith(
    app,
    ['incident', 'resolve', id, 'FILE'],
    'body: { zh-CN: 好了。, en: It is over. }',
  )
  t.match(ended, { code: 0 })
  await untilSummary(app, 'no incident', (summary) => summary.incidents.length === 0)
  await untilText(app, `/en/incidents/${id}`, /It is over\./)
  await app.until({ balance: 'operational' })
})

t.test(
  'an announcement is linked from the help page that it belongs to, as long as it is in force',
  async (t) => {
    const app = await startTestApp(t, { only: ONLY })
    const announced = await runCliWith(app, ['announce', 'FILE'], announcement(3_600))
    t.match(announced, { code: 0 })
    const id = idIn(announced)
    await untilText(app, '/help/outage', /关于账单显示的公告/)
    t.match(await app.page('/help/outage'), `href="/announcements/${id}"`)
    await untilText(app, '/en/help/outage', /About the display of bills/)
    await untilText(app, '/announcements', /关于账单显示的公告/)
    await untilText(app, `/en/announcements/${id}`, /No money is missing\./)
    app.leap(3_600_000)
    await eventually('the help page to be rid of it', async () => {
      const help = await app.page('/help/outage')
      return !help.includes(`/announcements/${id}`)
    })
    await untilText(app, '/announcements', /关于账单显示的公告/)
    await untilText(app, `/en/announcements/${id}`, /expired/)
  },
)

t.test('a file that is wrong changes nothing and is told what is wrong with it', async (t) => {
  const app = await startTestApp(t, { only: ONLY })
  const wrong: readonly (readonly [words: readonly string[], file: string, err: RegExp])[] = [
    [['incident', 'open', 'FILE'], 'title: [', /input\.yaml:1:\d+ /],
    [['incident', 'open', 'FILE'], '', /expected/],
    [['incident', 'open', 'FILE'], INCIDENT.replace('zh-CN: 部分用户看不到账单, ', ''), /title/],
    [
      ['incident', 'open', 'FILE'],
      INCIDENT.replace('id: balance', 'id: balanse'),
      /found "balanse", expected the id of a component/,
    ],
    [['incident', 'open', 'FILE'], INCIDENT.replace('degraded', 'broken'), /one of degraded, partial_outage/],
    [['incident', 'open', 'FILE'], INCIDENT.replace('2099-01-01 10:00', 'soon'), /nextUpdateAt/],
    [['incident', 'open', 'FILE'], MONEY_WITHOUT_BLOCK, /answers\.money: missing/],
    [['incident', 'open', 'FILE'], `${INCIDENT}\nsurprise: 1`, /surprise/],
    [['incident', 'update', 'nosuchinc1de', 'FILE'], UPDATE, /nosuchinc1de/],
    [['announce', 'FILE'], announcement(-5), /expiresAt/],
    [['announce', 'FILE'], announcement(5).replace('[outage]', '[weather]'), /helpTopics/],
    [['maintenance', 'plan', 'FILE'], 'title: { zh-CN: 一, en: One }', /body.*startsAt/s],
  ]
  for (const [words, file, err] of wrong) {
    t.match(await runCliWith(app, words, file), { code: 1, err, out: '' }, String(err))
  }
  t.match(await runCli(app, ['incident', 'open', 'missing.yaml']), {
    code: 1,
    err: /missing\.yaml:1:1 there is no such file/,
  })
  t.match(await runCli(app, ['incident', 'open']), { code: 2, err: /FILE is missing/ })
  t.strictSame(await app.incidents(), [])
  t.strictSame(await announcements(app.db, { limit: 10 }), [])
  const files = await readdir(app.dataFolder)
  t.strictSame(
    files.filter((name) => !/^(wallet\.db|secret\.key)/.test(name)),
    ['input.yaml'],
  )
})
