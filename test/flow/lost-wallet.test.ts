import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

import t from 'tap'

import { eventually } from '../support/eventually.ts'
import { startMailServer } from '../support/mail-server.ts'
import { pageText } from '../support/page-text.ts'
import { open } from '../support/reader.ts'
import { recordConnections } from '../support/record-connections.ts'
import { mailRoom, untilRead } from '../support/rooms.ts'
import { runCli } from '../support/run-cli.ts'
import { temporaryFolder } from '../support/store.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { untilNothingWaits } from '../support/told.ts'

t.jobs = 2

/** The app's own connection, on which SQLite can be told that it may only be read. */
const connections = recordConnections()

const FROM = 'Starbridge <status@starbridge.example>'

/** Reports a loss as a browser does, and answers the link to its receipt. */
async function report(app: TestApp): Promise<string> {
  const answer = await fetch(`${app.url()}/en/help/lost/notice`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ lost: 'phone', hint: '4321', contact: 'lin@example.com' }),
  })
  return answer.headers.get('location') ?? ''
}

t.test('from a lost phone to the operator’s word, by mail, the command line and the receipt', async (t) => {
  const mail = await startMailServer(t)
  const duty = mailRoom(mail, 'duty@starbridge.example')
  const app = await startTestApp(t, {
    only: ['balance'],
    smtpUrl: mail.url,
    notices: { email: { from: FROM } },
    operators: [{ transport: 'email', address: 'duty@starbridge.example', locale: 'en', kinds: ['loss'] }],
  })
  const link = await report(app)
  const { text: letter } = await untilRead(duty, /Lost wallet/)
  const [, ref = ''] = /wallet-status loss show (L[\w-]+)/.exec(letter) ?? []
  t.notMatch(letter, /4321|lin@example|unsubscribe/i)

  t.match(await runCli(app, ['loss', 'list']), {
    code: 0,
    out: new RegExp(`${ref}.*received.*ends in 4321`),
  })
  t.match(await runCli(app, ['loss', 'show', ref]), { code: 0, out: /contact: lin@example.com/ })
  t.match((await open(app, link)).text, /Now: *Seen by an operator/)
  t.match(await runCli(app, ['loss', 'reply', ref, 'Frozen at 14:05 (UTC+8).', '--acted']), { code: 0 })
  t.match((await open(app, link)).text, /Now: *Acted on[^]*Frozen at 14:05/)
  t.match(await runCli(app, ['loss', 'close', ref]), { code: 0 })
  t.match(await runCli(app, ['loss', 'list']), { code: 0, out: /No loss notices/ })
  t.match(await runCli(app, ['loss', 'list', '--closed']), { code: 0, out: new RegExp(ref) })
})

t.test('a word that no operator takes is loud: in the log, and where losses are listed', async (t) => {
  const mail = await startMailServer(t, {
    answer: (stage) => (stage === 'rcpt' ? { code: 554, text: '5.7.1 Not here' } : undefined),
  })
  const app = await startTestApp(t, {
    only: ['balance'],
    smtpUrl: mail.url,
    notices: { email: { from: FROM } },
    operators: [{ transport: 'email', address: 'duty@starbridge.example', locale: 'en', kinds: ['loss'] }],
  })
  await report(app)
  const line = await eventually('the log to say so', async () =>
    app.lines.find(({ msg }) => msg === 'An operator could not be told.'),
  )
  t.match(line, { level: 50, transport: 'email', about: /^loss:L-/ })
  t.notMatch(JSON.stringify(line), /duty@/)
  await untilNothingWaits(app)
  t.match(await runCli(app, ['loss', 'list']), {
    out: /NO OPERATOR TOLD/,
    err: /Letters to operators that were given up.*: 1/,
  })
  t.match((await app.readiness()).stats, {
    lossesUnreached: Number,
    feedbackUntold: Number,
    operatorLettersDead: Number,
  })
})

t.test('while the database may only be read, the page says so and keeps what was typed', async (t) => {
  const app = await startTestApp(t, { only: ['balance'] })
  const own = connections().find(({ name, open: isOpen }) => name === app.file && isOpen)
  own?.pragma('query_only = 1')
  const answer = await fetch(`${app.url()}/help/lost/notice`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ words: '地铁上丢的' }),
  })
  own?.pragma('query_only = 0')
  t.equal(answer.status, 503)
  const page = pageText(await answer.text())
  t.match(page, /现在存不下来，没有人收到/)
  t.match(page, /地铁上丢的/)
  t.match(await report(app), /\/en\/help\/lost\/notice\/L-\d{4}-\w{5}\.[\w-]{43}$/, 'later it goes through')
})

t.test('the server is dead, and the pages that are needed most stand as files', async (t) => {
  const staticFolder = await temporaryFolder(t)
  const app = await startTestApp(t, { only: ['balance'], staticFolder })
  const file = (name: string) => path.join(staticFolder, name)
  await app.until({ balance: 'operational' })
  await eventually('the copy to be written', () =>
    Promise.resolve(existsSync(file('en/help/lost/index.html'))),
  )
  await app.stop()
  for (const name of ['index.html', 'emergency/index.html', 'help/lost/index.html']) {
    const [chinese, english] = [name, `en/${name}`].map((one) => pageText(readFileSync(file(one), 'utf8')))
    t.match(chinese, /存下的副本/, name)
    t.match(english, /This is a copy kept at/, name)
  }
  t.match(readFileSync(file('emergency/index.html'), 'utf8'), 'href="/help/lost"')
})

t.test('one command copies pages, summary and feeds, and a second one replaces them', async (t) => {
  const app = await startTestApp(t, { only: ['balance'] })
  await app.until({ balance: 'operational' })
  const folder = await temporaryFolder(t)
  for (const round of ['first', 'second'])
    t.match(await runCli(app, ['copy', folder]), { code: 0, out: /Wrote \d+ files/ }, round)
  for (const prefix of ['', 'en/'])
    for (const name of [
      'index.html',
      'emergency/index.html',
      'help/lost/index.html',
      'help/outage/index.html',
      'help/top-up/index.html',
      'help/index.html',
      'announcements/index.html',
      'history/index.html',
      'history.atom',
      'history.rss',
      'feed.json',
      'calendar.ics',
      'api/v2/summary.json',
    ])
      t.ok(existsSync(path.join(folder, prefix + name)), prefix + name)
  JSON.parse(readFileSync(path.join(folder, 'api/v2/summary.json'), 'utf8'))
})
