import t from 'tap'

import { BALANCE_INCIDENT, giveFeedback } from '../support/give-feedback.ts'
import { startMailServer } from '../support/mail-server.ts'
import { open, pressUnsubscribe, submit } from '../support/reader.ts'
import { linkIn, mailRoom, untilRead } from '../support/rooms.ts'
import { idIn, runCli, runCliWith } from '../support/run-cli.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { untilNothingWaits, wholeDatabase } from '../support/told.ts'
import { SMALL_FEEDBACK } from '../record/feedback/desk-of.ts'

const EMAIL = { email: { from: 'Starbridge <status@starbridge.example>' } }
const TEXT = '昨晚的余额一直转圈，芝麻开门暗号'
const ANSWER = 'body: 已经修好了，请再试一次。'
const OVER = 'body: { zh-CN: 修好了。, en: It is mended. }'

const give = (app: TestApp, fields: Readonly<Record<string, string>>) =>
  giveFeedback(app, { category: 'refund', incident: 'none', message: TEXT, ...fields })

t.test(
  'who left a mail address is told of the answer by mail, and who says “not mine” never again',
  async (t) => {
    const mail = await startMailServer(t)
    const lin = mailRoom(mail, 'lin@example.com')
    const app = await startTestApp(t, {
      only: ['balance'],
      smtpUrl: mail.url,
      notices: EMAIL,
      feedback: SMALL_FEEDBACK,
    })
    t.match((await open(app, '/feedback')).text, /各寄一封提醒信/, 'the form says what will come')
    t.match((await open(app, '/privacy')).text, /每封提醒信是什么事/)
    const { link, ref } = await give(app, { contact: 'lin@EXAMPLE.com' })
    t.match((await open(app, link)).text, /lin@example\.com[^]*寄到上面的邮箱/)
    t.match(await runCliWith(app, ['feedback', 'reply', ref, 'FILE'], ANSWER), { code: 0 })

    const letter = await untilRead(lin, /有了答复/)
    t.match(letter.text, new RegExp(`${ref}[^]*谨防冒充[^]*不是我写的，不要再寄`))
    for (const typed of [TEXT, '芝麻', '修好了']) t.notMatch(letter.text, typed, 'nothing that anybody typed')
    const inLetter = linkIn(letter, `/feedback/${ref}.`)
    t.notMatch(inLetter, link, 'not the link that its writer holds')
    t.match(await open(app, inLetter), { status: 200, text: /已寄：[^]*有了答复[^]*已经修好了/ })

    const raw = mail.mails[0]?.raw ?? ''
    t.match(raw, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
    const unsubscribe = /^List-Unsubscribe: <([^>]+)>\r$/m.exec(raw)?.[1] ?? ''
    t.match(
      await open(app, unsubscribe),
      { status: 200, text: /不是您写的/ },
      'opening the link does nothing',
    )
    t.match(await open(app, `${link}/unsubscribe`), { status: 404 }, 'its writer’s link is not the letter’s')
    t.match(await pressUnsubscribe(app, unsubscribe), { status: 200, text: /不再寄了/ })
    t.notMatch(await wholeDatabase(app), /lin@example/i, 'the address is gone')
    t.match(await open(app, inLetter), { status: 404 })
    t.match(await pressUnsubscribe(app, unsubscribe), { status: 404 })
    t.match((await open(app, link)).text, /联系方式[^]*没有[^]*不寄提醒信/, 'its writer still has it')

    t.match(await runCli(app, ['feedback', 'close', ref]), { code: 0 })
    const again = await give(app, { contact: 'Lin+other@example.com' })
    t.match(await runCliWith(app, ['feedback', 'reply', again.ref, 'FILE'], ANSWER), { code: 0 })
    t.match((await open(app, again.link)).text, /不寄提醒信/)
    await untilNothingWaits(app)
    t.equal(mail.mails.length, 1, 'nothing more')
  },
)

t.test('a ticket given with an incident, and one merged to it, hear once when that is over', async (t) => {
  const mail = await startMailServer(t)
  const [lin, ann] = [mailRoom(mail, 'lin@example.com'), mailRoom(mail, 'ann@example.com')]
  const app = await startTestApp(t, {
    only: ['balance'],
    smtpUrl: mail.url,
    notices: EMAIL,
    feedback: SMALL_FEEDBACK,
  })
  await app.until({ balance: 'operational' })
  const incident = idIn(await runCliWith(app, ['incident', 'open', 'FILE'], BALANCE_INCIDENT))
  const mine = await give(app, { contact: 'lin@example.com', incident })
  const { ref } = await give(app, { contact: 'ann@example.com' })
  t.match(await runCli(app, ['feedback', 'merge', ref, incident]), { code: 0 })
  await untilRead(ann, /和一起已知故障有关[^]*余额显示不出来/)
  t.match(await runCliWith(app, ['incident', 'resolve', incident, 'FILE'], OVER), { code: 0 })
  const over = await untilRead(lin, /故障已经解决/)
  await untilRead(ann, /故障已经解决/)
  linkIn(over, `/incidents/${incident}`)
  t.notOk(
    over.urls.some((url) => /\/feedback\/[^/]+$/.test(url)),
    'no link to what was typed where nobody of ours acted on it',
  )
  t.match((await open(app, mine.link)).text, /余额显示不出来（已于[^）]*解决）/)
  await untilNothingWaits(app)
  t.equal(mail.mails.length, 3, 'each once')
  await submit(app, `${mine.link}/delete`)
  t.notMatch(await wholeDatabase(app), /lin@example/, 'the mailbox goes with the ticket')
})

t.test('without a mail server the form promises no letter, and none is kept to be sent', async (t) => {
  const app = await startTestApp(t, { only: ['balance'], feedback: SMALL_FEEDBACK })
  t.match((await open(app, '/feedback')).text, /不会寄信或发短信/)
  t.notMatch((await open(app, '/privacy')).text, '提醒信')
  const { link, ref } = await give(app, { contact: 'lin@example.com' })
  t.match((await open(app, link)).text, /不寄提醒信/)
  t.match(await runCliWith(app, ['feedback', 'reply', ref, 'FILE'], ANSWER), { code: 0 })
  t.strictSame(await app.db.selectFrom('notices').select('num').execute(), [])
})
