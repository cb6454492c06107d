import t from 'tap'

import { eventually } from '../support/eventually.ts'
import { startMailServer } from '../support/mail-server.ts'
import { noPostfix, startPostfix } from '../support/postfix.ts'
import { open, submit } from '../support/reader.ts'
import { linkIn, mailRoom, untilRead } from '../support/rooms.ts'
import { runCli, runCliWith } from '../support/run-cli.ts'
import { BOUNCE_MAKERS } from '../support/sample-bounces.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { startTestApp } from '../support/test-app.ts'
import { mailSubscriber, untilNothingWaits } from '../support/told.ts'

const BOUNCES = 'bounces@starbridge.example'

function announced(title: string): string {
  return `
kind: rules
title: { zh-CN: ${title}, en: ${title} }
body: { zh-CN: 详情见正文。, en: ${title} in detail. }
`
}

t.test(
  'a mailbox that is gone is found out by the mail that comes back, and its reader can go on',
  async (t) => {
    const relay = await startMailServer(t)
    const [lin, witness] = [mailRoom(relay, 'lin@example.com'), mailRoom(relay, 'witness@example.com')]
    const app = await startTestApp(t, {
      only: ['balance'],
      smtpUrl: relay.url,
      notices: { email: { from: 'Starbridge <status@starbridge.example>', envelopeFrom: BOUNCES } },
    })
    await app.until({ balance: 'operational' })
    for (const room of [lin, witness]) {
      await submit(app, '/en/subscribe', { ...room.fields, locale: 'en' })
      await submit(app, linkIn(await untilRead(room, /confirm/), '/subscribe/confirm/'))
    }

    t.match(await runCliWith(app, ['announce', 'FILE'], announced('Alpha')), { code: 0 })
    const alpha = await untilRead(lin, /Alpha in detail/)
    await untilRead(witness, /Alpha in detail/)
    await untilNothingWaits(app)
    const taken = relay.mails.findLast(({ to }) => to.includes('lin@example.com'))
    t.equal(taken?.from, BOUNCES, 'the relay knows where to send it back to')
    const [, messageId = ''] = /^Message-ID: (<[^>]+>)\r$/m.exec(taken?.raw ?? '') ?? []
    const report = BOUNCE_MAKERS.postfix({ messageId, to: 'lin@example.com' })

    const forged = report.replace(messageId, '<notice000001.sub000000001@status.example>')
    t.match(await runCli(app, ['subscribers', 'bounced'], forged), { code: 0, out: /left alone/ })
    t.match(await mailSubscriber(app, 'lin@example.com'), { status: 'active' })
    t.match(await runCli(app, ['subscribers', 'bounced'], report), { code: 0, out: /paused/ })

    const page = linkIn(alpha, '/subscriptions/')
    t.match(await open(app, page), { text: 'Paused: our notices do not reach this address.' })
    t.match(await runCli(app, ['notices', 'dead']), { out: /gone: the mail came back with 5\.1\.1/ })
    t.match(await runCliWith(app, ['announce', 'FILE'], announced('Beta')), { code: 0 })
    await untilRead(witness, /Beta in detail/)
    await untilNothingWaits(app)
    t.notMatch(JSON.stringify(await lin.letters()), 'Beta', 'nothing more goes there')
    t.match(await mailSubscriber(app, 'witness@example.com'), { status: 'active' })

    t.match(await submit(app, `${page}/resume`), { text: /Resumed\./ })
    t.match(await runCliWith(app, ['announce', 'FILE'], announced('Gamma')), { code: 0 })
    await untilRead(lin, /Gamma in detail/)
  },
)

t.test('what Postfix writes when it cannot deliver is understood', { skip: noPostfix }, async (t) => {
  // As a relay does, it takes what it cannot deliver.
  const relay = await startPostfix(t, { smtpd_reject_unlisted_recipient: 'no' })
  const app = await startTestApp(t, {
    only: ['balance'],
    smtpUrl: relay.url,
    notices: { email: { from: 'Starbridge <status@example.com>', envelopeFrom: 'bounces@example.com' } },
  })
  await app.until({ balance: 'operational' })
  await addSubscriber(app.db, 'sub000000001', { address: 'gone@example.com' })
  t.match(await runCliWith(app, ['announce', 'FILE'], announced('Alpha')), { code: 0 })
  const report = await eventually('the mail to come back', () =>
    relay.mails.find(({ to }) => to.includes('bounces@example.com')),
  )
  t.match(await runCli(app, ['subscribers', 'bounced'], report.raw), { code: 0, out: /paused sub000000001/ })
  t.match(await mailSubscriber(app, 'gone@example.com'), { status: 'paused', pausedBecause: 'gone' })
})
