import assert from 'node:assert/strict'

import fc from 'fast-check'
import t from 'tap'

import type { Message } from '../../../src/domain/message.ts'
import type { Received } from '../../support/receiver.ts'
import { robots, type RobotMock, type Shown } from '../../support/robots.ts'
import { letterTo, NOW, sampleMessage } from './plain-letter.ts'
import { answeringOutbound } from './outbounds.ts'
import { ROBOTS, robotSubject, smsSubject, telegramSubject, type Robot } from './subjects.ts'

const never = new AbortController().signal
const kinds = [...ROBOTS, 'telegram'] as const

/** Sends a message to a vendor's robot, which must take it, and reads what the room shows. */
async function show(kind: Robot | 'telegram', message: Message): Promise<Shown> {
  const mock: RobotMock = robots[kind]
  const requests: Received[] = []
  const outbound = answeringOutbound((request) => {
    requests.push(request)
    return mock.answer(request, NOW)
  })
  const subject = kind === 'telegram' ? telegramSubject : robotSubject(kind)
  const { transport, to } = subject.make('http://127.0.0.1:9', outbound)
  await transport.deliver(letterTo(to, message), never)
  return mock.read(requests[0]!)
}

async function textTo(message: Message): Promise<string> {
  const bodies: string[] = []
  const outbound = answeringOutbound(({ body }) => {
    bodies.push(body)
    return { status: 200, body: '{"code":"OK"}' }
  })
  const { transport, to } = smsSubject.make('http://127.0.0.1:9', outbound)
  await transport.deliver(letterTo(to, message), never)
  return JSON.parse(bodies[0]!).parameters.content
}

/** As people see it: what is invisible on purpose is left out. */
const seen = (text: string): string => text.replaceAll('\u200b', '')

const { manage = '', unsubscribe = '' } = letterTo({ transport: 'slack', address: '', settings: {} }).links
const ours = [sampleMessage.page!.url, manage, unsubscribe]

/** Pieces that mean something to one vendor or another, and any text between them. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '@all',
        '@everyone',
        '@here',
        '<!channel>',
        '<!here|x>',
        '<@U012345>',
        '<@&1>',
        '<#C1>',
        '<@userid>',
        '<at user_id="all">所有人</at>',
        '<at>a</at>',
        '@13800000000',
        '[领奖](https://evil.example)',
        '![](x)',
        'https://evil.example/a?b=c',
        'evil.example',
        '<https://evil.example|官网>',
        '</a>',
        '<a href="x">',
        '<b>',
        '**',
        '__',
        '~~',
        '||',
        '```',
        '`',
        '\\',
        '\\*',
        '#',
        '> ',
        '- ',
        '1. ',
        '---',
        '===',
        '+ ',
        '&lt;',
        '&#64;all',
        '{{DATE(2026-01-01T00:00:00Z)}}',
        '${x}',
        '{{',
        '$t(robot:note)',
        '<font color="warning">',
        '</font>',
        '"',
        "'",
        '"}',
        '\n',
        '\r\n',
        '\u2028',
        '\0',
        '\u202e',
        '\u200d',
        '\ud83d',
        '\u{1f468}\u200d\u{1f469}',
        '(',
        ')',
        '](',
      ),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''))

const hostileMessage = fc
  .record({
    title: hostile,
    lead: hostile,
    sender: hostile,
    facts: fc.array(fc.record({ label: hostile, lines: fc.array(hostile, { maxLength: 3 }) }), {
      maxLength: 3,
    }),
  })
  .map((words): Message => ({ ...sampleMessage, ...words }))

for (const kind of kinds) {
  t.test(
    `${kind}: whatever somebody wrote is read as words: no markup, no mention, no link but ours`,
    async (t) => {
      await fc.assert(
        fc.asyncProperty(hostileMessage, async (message) => {
          const { live, urls, text } = await show(kind, message)
          assert.deepEqual(live, [])
          assert.deepEqual(urls, ours)
          // What programs make mentions and links of on their own.
          const alone = text.replaceAll('lamplight.example', '')
          assert.doesNotMatch(alone, /@[\p{L}\p{N}_]|:\/\/|[\p{L}\p{N}]\.\p{L}{2}|[\u202a-\u202e]/u)
        }),
        { numRuns: 150 },
      )
      t.ok(true)
    },
  )

  t.test(`${kind}: the room sees everything that was said`, async (t) => {
    const { text, urls } = await show(kind, sampleMessage)
    const { title, scam, sender, id, facts, lead } = sampleMessage
    const words = [
      title,
      scam,
      sender,
      id,
      ...lead.split('\n'),
      ...facts.flatMap(({ label, lines }) => [label, ...lines]),
    ]
    for (const part of [...words, 'See all of it', 'Manage subscription', 'Unsubscribe'])
      t.ok(seen(text).includes(part), part)
    t.strictSame(urls, ours)
  })

  t.test(`${kind}: what is too long is cut within a character's bounds, and never its end`, async (t) => {
    for (const filler of [
      '故障说明。',
      'fault ',
      '&<*_>',
      '\u{1f468}\u200d\u{1f469}',
      '😀',
      'e\u0301',
      '\n换行',
    ]) {
      const message = { ...sampleMessage, lead: filler.repeat(20_000), facts: [] }
      const { text, urls } = await show(kind, message)
      const { title, scam, id } = sampleMessage
      for (const part of [title, scam, id]) t.ok(seen(text).includes(part), `${part} after ${filler}`)
      t.ok(text.includes('…'))
      t.ok(text.isWellFormed())
      t.strictSame(urls, ours)
    }
    const { text, urls } = await show(kind, {
      ...sampleMessage,
      title: '题'.repeat(5000),
      sender: '名'.repeat(5000),
      scam: '我们不会索要验证码。'.repeat(500),
      page: { label: '看'.repeat(5000), url: sampleMessage.page!.url },
    })
    t.ok(text.includes(sampleMessage.id))
    t.strictSame(urls, ours)
  })

  t.test(`${kind}: the letter that asks for confirmation leads there`, async (t) => {
    const { page: _none, ...message } = sampleMessage
    const { urls } = await show(kind, { ...message, kind: 'subscriber' })
    t.strictSame(urls, [
      'https://status.lamplight.example/en/subscribe/confirm/confirm-token-4567',
      manage,
      unsubscribe,
    ])
  })

  t.test(`${kind}: a digest names all it gathers`, async (t) => {
    const parts = ['Top-up is down', 'Top-up works again'].map((title) => ({ ...sampleMessage, title }))
    const { text } = await show(kind, { ...sampleMessage, kind: 'digest', parts })
    for (const { title } of parts) t.ok(seen(text).includes(title), title)
  })
}

t.test('sms: two parts at most where the links let it, with the notice and how to stop', async (t) => {
  for (const title of [
    '充值用不了',
    '充值用不了，原因在查，预计今天晚上恢复，余额不受影响'.repeat(4),
    '😀'.repeat(99),
  ]) {
    const text = await textTo({ ...sampleMessage, locale: 'zh-CN', title })
    t.ok(text.startsWith(title.slice(0, 4)))
    t.ok(text.includes(manage))
    t.ok(text.includes(`#${sampleMessage.id}`))
    t.ok(text.isWellFormed())
    t.ok(text.length <= 160, text)
  }
})

t.test('sms: a short address leaves room for the page, too', async (t) => {
  const page = { label: '', url: 'https://s.cn/i/1' }
  const links = { manage: 'https://s.cn/s/0123456789', unsubscribe: '' }
  const { smsText } = await import('../../../src/notify/transports/sms-text.ts')
  const { loadTexts } = await import('../../../src/lib/text.ts')
  const letter = { ...letterTo({ transport: 'sms', address: '', settings: {} }), links }
  const text = smsText(
    { ...letter, message: { ...sampleMessage, locale: 'zh-CN', title: '充值用不了', page } },
    loadTexts('templates/locales'),
  )
  t.equal(
    text,
    '充值用不了 https://s.cn/i/1 #n1n2n3n4n5n6 我们不会索要验证码。退订：https://s.cn/s/0123456789',
  )
})

t.test('sms: the letter that asks for confirmation leads there', async (t) => {
  const text = await textTo({ ...sampleMessage, kind: 'subscriber' })
  t.match(text, 'https://status.lamplight.example/en/subscribe/confirm/confirm-token-4567')
})

t.test('sms: whatever stands in a title is one line of words', async (t) => {
  await fc.assert(
    fc.asyncProperty(hostile, async (title) => {
      const text = await textTo({ ...sampleMessage, title })
      assert.doesNotMatch(text, /[\n\r\0\u2028\u202e]/)
      assert.ok(text.isWellFormed() && text.includes(manage))
    }),
  )
  t.pass('held')
})
