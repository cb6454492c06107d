import { generateKeyPairSync } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

import t from 'tap'

import { manageToken } from '../../src/lib/letter-links.ts'
import { keptSecretKey } from '../../src/lib/secret-key.ts'
import { createTokens, digestOf } from '../../src/lib/tokens.ts'
import { eventually } from '../support/eventually.ts'
import { WARN } from '../support/log-lines.ts'
import { noPostfix, startPostfix } from '../support/postfix.ts'
import { pressUnsubscribe, submit } from '../support/reader.ts'
import { linkIn, mailRoom, untilRead } from '../support/rooms.ts'
import { runCliWith } from '../support/run-cli.ts'
import { addSubscriber } from '../support/sample-subscribers.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { heldAtAll, mailSubscriber, NOTHING_HELD, untilNothingWaits } from '../support/told.ts'
import { verifyDkim } from '../support/verify-dkim.ts'

const EMAIL = { from: '星桥状态 <status@starbridge.example>' }
const MINUTE = 60_000
const SIGNS = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

/** The product over this Postfix; all is well. */
async function appOver(
  t: Parameters<typeof startTestApp>[0],
  { url }: { readonly url: string },
  email: object = {},
): Promise<TestApp> {
  const app = await startTestApp(t, {
    only: ['balance'],
    smtpUrl: url,
    notices: { email: { ...EMAIL, ...email } },
  })
  await app.until({ balance: 'operational' })
  return app
}

/** People who said yes, by the names their addresses begin with. */
async function subscribe(app: TestApp, names: readonly string[]): Promise<void> {
  const tokens = createTokens(keptSecretKey(app.dataFolder))
  await app.db.transaction().execute(async (tx) => {
    for (const name of names) {
      // Links in letters are made of an id.
      const id = name.replaceAll(/\W/g, '')
      await addSubscriber(tx, id, {
        address: name.includes('@') ? name : `${name}@example.com`,
        manageHash: digestOf(manageToken(tokens, id)),
      })
    }
  })
}

async function announce(app: TestApp, title: string): Promise<void> {
  const words = `{ zh-CN: ${title}, en: ${title} }`
  const answer = await runCliWith(app, ['announce', 'FILE'], `kind: rules\ntitle: ${words}\nbody: ${words}\n`)
  if (answer.code !== 0) throw new Error(answer.err)
}

/** How the newest letter to somebody stands. */
function letterTo(app: TestApp, id: string) {
  return app.db
    .selectFrom('deliveries')
    .innerJoin('subscribers', 'subscribers.num', 'deliveries.subscriber')
    .where('subscribers.id', '=', id)
    .select(['deliveries.status', 'deliveries.attempts', 'deliveries.error'])
    .orderBy('deliveries.num', 'desc')
    .executeTakeFirst()
}

function numbered(name: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${name}${index}`)
}

function testOverPostfix(): void {
  // Stories mostly wait, so those of one file are told beside each other.
  t.jobs = 2

  t.test('a reader confirms, hears of an outage once, in Chinese and signed, and leaves', async (t) => {
    const postfix = await startPostfix(t)
    const dkim = { domain: 'starbridge.example', selector: 'status', privateKey: SIGNS.privateKey }
    const app = await appOver(t, postfix, { dkim })
    const lin = mailRoom(postfix, 'lin@example.com')
    await submit(app, '/subscribe', { ...lin.fields, locale: 'zh-CN' })
    const asking = await untilRead(lin, /请确认订阅/)
    t.match(await submit(app, linkIn(asking, '/subscribe/confirm/')), { status: 200, text: /订阅好了/ })

    app.sandbox.faults.add({ endpoint: 'balance', kind: 'error' })
    await untilRead(lin, /正在查原因/)
    await untilNothingWaits(app)
    const mails = await Promise.all(postfix.mails.map((mail) => mail.parsed()))
    t.equal(mails.length, 2, 'the asking and the outage')
    t.equal(new Set(mails.map(({ messageId }) => messageId)).size, 2)
    const outage = mails.findIndex(({ subject = '' }) => subject.includes('正在查原因'))
    const told = mails[outage]
    t.match(told?.from?.text, '星桥状态')
    for (const words of ['钱安全吗？', '现在能做什么？', '谨防冒充']) {
      t.match(told?.text, words)
      t.match(told?.html, words)
    }
    const { raw = '', from } = postfix.mails[outage] ?? {}
    t.equal(from, 'status@starbridge.example')
    t.match(raw, /^\p{ASCII}*$/u, 'nothing that a server without 8BITMIME or SMTPUTF8 could not take')
    const { holds, covers } = verifyDkim(raw, SIGNS.publicKey)
    t.ok(holds, 'the signature has come through')
    for (const header of ['list-unsubscribe', 'list-unsubscribe-post', 'x-letter-id'])
      t.ok(covers.includes(header), header)
    t.notMatch(await postfix.log(), /warning|improper|reject|BODY=8BITMIME|SMTPUTF8/)

    t.match(raw, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
    const unsubscribe = /^List-Unsubscribe: <([^>]+)>\r$/m.exec(raw)?.[1] ?? ''
    t.match(await pressUnsubscribe(app, unsubscribe), { status: 200, text: /已退订/ })
    t.strictSame(await heldAtAll(app), NOTHING_HELD)
  })

  t.test('the unknown are paused, those put off are told later, and nobody else waits', async (t) => {
    const postfix = await startPostfix(t, {
      // A session ends after so many refusals: a list with many old addresses must not hold up the others.
      smtpd_hard_error_limit: 5,
      smtpd_error_sleep_time: 0,
    })
    const app = await appOver(t, postfix)
    const gone = numbered('gone', 30)
    await subscribe(app, [...gone, 'grey', 'full', 'ann@elsewhere.example', ...numbered('reader', 10)])
    postfix.answerWith((address) => {
      if (address.startsWith('grey'))
        return '450 4.2.0 Greylisted, see http://postgrey.schweikert.ch/help/example.com.html'
      return address.startsWith('full') ? '452 4.2.2 Mailbox full' : undefined
    })
    await announce(app, 'Alpha')
    await eventually('everybody else to be told', () => postfix.mails.length === 10)
    for (const name of gone)
      await eventually(`${name} to be paused`, async () => {
        const subscriber = await mailSubscriber(app, `${name}@example.com`)
        return subscriber?.status === 'paused' && subscriber.pausedBecause === 'gone'
      })
    t.match(await letterTo(app, 'gone0'), { status: 'dead', error: /^gone: .*550 5\.1\.1$/ })
    for (const [id, said] of [
      ['grey', '450 4.2.0'],
      ['full', '452 4.2.2'],
      ['annelsewhereexample', '554 5.7.1'],
    ] as const)
      await eventually(`${id} to wait`, async () => {
        const { status, error } = (await letterTo(app, id)) ?? {}
        return status === 'waiting' && error === `transient: mail server answered ${said}`
      })
    t.notOk(
      app.lines.some(({ msg }) => msg === 'Notices do not get through.'),
      'what is said of one holds up nobody',
    )
    t.match(await postfix.log(), 'too many errors', 'sessions were ended over it')
    postfix.answerWith(() => undefined)
    app.leap(MINUTE)
    await untilRead(mailRoom(postfix, 'grey@example.com'), /Alpha/)
    await untilRead(mailRoom(postfix, 'full@example.com'), /Alpha/)
    t.equal(postfix.mails.length, 12)
  })

  t.test('Postfix stopped in the midst of telling 300 leaves out nobody, and tells each once', async (t) => {
    const SUBSCRIBERS = 300
    const postfix = await startPostfix(t)
    const app = await appOver(t, postfix, { perSecond: 150 })
    await subscribe(app, numbered('reader', SUBSCRIBERS))
    await announce(app, 'Alpha')
    await eventually('the first mails', () => postfix.mails.length > 30)
    await postfix.goAway()
    await eventually('it to be missed', () =>
      app.lines.some(({ msg }) => msg === 'Notices do not get through.'),
    )
    t.ok(postfix.mails.length < SUBSCRIBERS, `${postfix.mails.length} mails had come`)
    await postfix.comeBack()
    app.leap(MINUTE)
    await untilNothingWaits(app)
    const toldOf = () =>
      postfix.mails.map(({ to, raw }) => `${to.join()} ${/^Message-ID: (.*)\r$/im.exec(raw)?.[1]}`)
    // One that was taken just before the stop may come twice; its Message-ID tells.
    await eventually('all of it in the mailbox', () => new Set(toldOf()).size >= SUBSCRIBERS)
    t.equal(new Set(toldOf()).size, SUBSCRIBERS, 'one Message-ID for each')
    t.equal(new Set(postfix.mails.flatMap(({ to }) => to)).size, SUBSCRIBERS)
  })

  t.test('connections that Postfix closes when idle, or does not allow, fail no letter', async (t) => {
    const SUBSCRIBERS = 60
    const postfix = await startPostfix(t, { smtpd_timeout: '3s', smtpd_client_connection_count_limit: 3 })
    const app = await appOver(t, postfix)
    await subscribe(app, numbered('reader', SUBSCRIBERS))
    for (const [index, title] of ['Alpha', 'Beta'].entries()) {
      await announce(app, title)
      await eventually(`${title} with all`, () => postfix.mails.length === SUBSCRIBERS * (index + 1))
      await wait(3_500)
    }
    t.match(await postfix.log(), 'timeout after', 'sessions were closed in between')
    t.match(await postfix.log(), 'Connection concurrency limit exceeded')
    const failed = await app.db.selectFrom('deliveries').select('error').where('attempts', '>', 0).execute()
    t.strictSame(failed, [])
    t.strictSame(
      app.lines.filter(({ level }) => level >= WARN),
      [],
    )
  })
}

if (noPostfix === false) testOverPostfix()
else t.pass('skipped', { skip: noPostfix })
