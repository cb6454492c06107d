import { readFile } from 'node:fs/promises'

import t from 'tap'

import { BALANCE_INCIDENT, giveFeedback } from '../support/give-feedback.ts'
import { submit, open } from '../support/reader.ts'
import { idIn, runCli, runCliWith } from '../support/run-cli.ts'
import { startTestApp } from '../support/test-app.ts'
import { wholeDatabase } from '../support/told.ts'

const FEEDBACK = {
  categories: [
    {
      id: 'not-arrived',
      kind: 'transaction',
      name: { 'zh-CN': '没到账', en: 'Not arrived' },
      replyWithin: 1,
    },
    { id: 'idea', kind: 'service', name: { 'zh-CN': '建议', en: 'Ideas' }, replyWithin: 7 },
  ],
  keepMs: 86_400_000,
  closeAfterMs: 86_400_000,
  recheckAfterDays: 180,
  regions: [],
  ladder: [],
  handles: [],
  transactions: [],
} as const

const ANSWER = 'body: { zh-CN: 已经修好了。, en: It is mended. }'
const TEXT = '昨晚的余额一直转圈，芝麻开门暗号'
const CARD = '4111 1111 1111 1111'

t.test('a complaint in an outage is answered, rated, reopened, closed, counted and gone', async (t) => {
  const app = await startTestApp(t, { only: ['balance'], feedback: FEEDBACK })
  const year = String(new Date(app.now()).getFullYear())
  await app.until({ balance: 'operational' })
  const incidentId = idIn(await runCliWith(app, ['incident', 'open', 'FILE'], BALANCE_INCIDENT))
  const typed = {
    category: 'not-arrived',
    component: 'balance',
    message: `${TEXT} ${CARD}`,
    contact: 'lin@example.com',
  }

  const asked = await giveFeedback(app, typed)
  t.match(
    asked,
    { status: 200, body: /您说的是这件事吗[^]*余额显示不出来/ },
    'the incident is found for them',
  )
  t.notMatch(asked.body, CARD, 'not even shown again')
  const { status, link, ref } = await giveFeedback(app, { ...typed, incident: incidentId })
  t.equal(status, 303)
  t.match(link, /^\/feedback\/F-\d{4}-[2-9A-Z]{5}\.[\w-]{43}$/)
  t.match(
    (await open(app, `${link}?done=received_hidden`)).text,
    /已经遮住，没有保存[^]*已收到[^]*余额显示不出来/,
  )
  const held = await wholeDatabase(app)
  t.match(held, TEXT)
  t.notMatch(held, CARD)
  t.notMatch(held, link.split('.')[1] ?? '', 'the token is nowhere')

  const [bare, never] = [await open(app, `/feedback/${ref}`), await open(app, '/feedback/F-2026-22222')]
  t.equal(bare.status, 404)
  t.strictSame(bare, never, 'a number alone tells nothing, known or not')

  t.match(await runCli(app, ['feedback', 'list']), {
    code: 0,
    out: new RegExp(`^${ref}  received  transaction`),
  })
  t.match(await runCli(app, ['feedback', 'take', ref, '--as', 'desk 1']), { code: 0 })
  t.match((await open(app, link)).text, '处理中')
  t.match(await runCliWith(app, ['feedback', 'reply', '--incident', incidentId, 'FILE'], ANSWER), {
    code: 0,
    err: '',
    out: /Answered 1 of/,
  })
  t.match((await open(app, link)).text, /已答复[^]*已经修好了。/)
  t.notMatch(
    (await open(app, `${link}?done=received`)).text,
    '已收到您的反馈。',
    'the bookmarked receipt leads with the answer',
  )
  t.match(await submit(app, `${link}/satisfaction`, { satisfaction: '4' }), {
    status: 200,
    text: /已记下您的评价/,
  })
  t.match((await open(app, `/en/quality?year=${year}`)).text, /4\.0 of 5/)

  t.match((await submit(app, `${link}/words`, { message: '还是不行。' })).text, /已重新打开/)
  t.match(
    await runCli(app, ['feedback', 'disclosure', '--year', year]),
    {
      out: /^transaction +received 1 {2}handled 0/,
    },
    'what is reopened is not handled',
  )
  t.match(await runCliWith(app, ['feedback', 'reply', ref, 'FILE'], 'body: 这次好了。'), { code: 0 })
  t.match(await runCli(app, ['feedback', 'close', ref]), { code: 0 })
  const figures = /^transaction +received 1 {2}handled 1 {2}withdrawn 0 {2}working days <=1 1/
  t.match((await runCli(app, ['feedback', 'disclosure', '--year', year])).out, figures)

  const exported = await (await fetch(`${app.url()}${link}/export`)).json()
  t.match(exported, { reference: ref, contact: 'lin@example.com', satisfaction: 4, words: { length: 4 } })
  t.match(await submit(app, `${link}/delete`), { status: 200, text: /已经全部删除/ })
  t.match(await open(app, link), { status: 404, text: /请用专用链接打开/ })
  t.notMatch(await wholeDatabase(app), TEXT)
  for (const file of [app.file, `${app.file}-wal`]) {
    const bytes = await readFile(file)
    for (const trace of [TEXT, 'lin@example.com', '还是不行。'])
      t.notOk(bytes.includes(trace), `${trace} in ${file}`)
  }
  t.match((await runCli(app, ['feedback', 'disclosure', '--year', year])).out, figures, 'the counts stay')
  const csv = await fetch(`${app.url()}/quality/complaints.csv?year=${year}`)
  t.match(await csv.text(), new RegExp(`${year},transaction,没到账,1,1,0,1,`))
})

t.test('what is wrong is said beside its field, and nothing typed is lost', async (t) => {
  const app = await startTestApp(t, { only: ['balance'], feedback: FEEDBACK })
  const { status, body } = await giveFeedback(app, {
    message: '<b>钱呢',
    contact: '6222020200112233445',
    incident: 'none',
  })
  t.equal(status, 400)
  for (const words of ['请选一个类别。', '这不像邮箱', '&lt;b&gt;钱呢']) t.match(body, words)
  t.notOk(app.logText().includes('钱呢'))
  const trapped = await giveFeedback(app, { category: 'idea', message: '好', incident: 'none', empty: 'x' })
  t.match(trapped, { status: 400, body: /应当留空/ })
})
