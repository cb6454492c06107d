import { text } from 'node:stream/consumers'

import * as fc from 'fast-check'
import t from 'tap'

import { createMask } from '../../src/lib/secret.ts'
import { explain } from '../../src/probe/explain/explain.ts'
import { probeKinds } from '../../src/probe/kinds.ts'
import { hideNamed } from '../../src/probe/explain/hide-named.ts'
import { soundsSecret } from '../../src/probe/explain/sounds-secret.ts'
import { secretsOf } from '../../src/probe/explain/secrets-of.ts'
import { lookWith } from './looking.ts'
import { serveHttp } from './servers.ts'

const secret = fc
  .string({ unit: 'grapheme', minLength: 4, maxLength: 40 })
  .filter((text) => !text.includes('*'))
const noise = fc.string({ unit: 'grapheme', maxLength: 200 })

/** A text in which secrets stand in one of the ways they get into answers. */
function textWith(secrets: readonly string[]) {
  const forms = secrets.flatMap((value) => [
    value,
    JSON.stringify({ value }),
    encodeURIComponent(value.toWellFormed()),
    Buffer.from(value).toString('base64'),
    Buffer.from(value).toString('base64url'),
  ])
  return fc
    .array(fc.oneof(noise, fc.constantFrom(...forms)), { minLength: 1, maxLength: 30 })
    .map((parts) => parts.join(''))
}

t.test('no secret survives in any string of an explanation, whatever surrounds it', async () => {
  const given = fc
    .array(secret, { minLength: 1, maxLength: 4 })
    .chain((secrets) => fc.tuple(fc.constant(secrets), textWith(secrets)))
  fc.assert(
    fc.property(given, ([secrets, text]) => {
      const assertion = { what: text, wanted: text, seen: text, held: false }
      const step = {
        name: text,
        outcome: 'ok',
        latencyMs: 1,
        sent: text,
        error: text,
        assertions: [assertion],
      } as const
      const finding = { outcome: 'ok', summary: text, steps: [step], warnings: [text] } as const
      const { explanation, warnings } = explain(finding, createMask(secrets))
      const strings = [
        ...warnings,
        explanation.summary,
        ...explanation.steps.flatMap((one) => [
          one.name,
          one.sent ?? '',
          one.error ?? '',
          ...(one.assertions ?? []).flatMap(({ what, wanted, seen }) => [what, wanted, seen]),
        ]),
      ]
      return strings.every((string) =>
        secrets.every(
          (value) => !string.includes(value) && !string.includes(Buffer.from(value).toString('base64url')),
        ),
      )
    }),
  )
})

t.test('a secret at the edge of what is kept does not leave its first half behind', async (t) => {
  for (let lead = 280; lead <= 300; lead += 1) {
    const summary = `${'a'.repeat(lead)}S3CR3T-PASSW0RD`
    const { explanation } = explain({ outcome: 'ok', summary, steps: [] }, createMask(['S3CR3T-PASSW0RD']))
    t.notMatch(explanation.summary, /S3C/)
    t.ok(explanation.summary.length <= 301)
  }
})

t.test('secrets are found wherever the options hold them', async (t) => {
  const options = {
    url: 'https://probe:in-address@wallet.example/pay?token=in-query&amount=1.00',
    headers: { 'X-Api-Key': 'in-header', accept: 'application/json' },
    auth: {
      oauth2: { tokenUrl: 'https://wallet.example/token', clientId: 'probe', clientSecret: 'in-oauth' },
    },
    proxy: 'http://me:in-proxy@127.0.0.1:3128',
  }
  const found = new Set(secretsOf(probeKinds.http.options, options))
  t.strictSame([...found].toSorted(), ['in-address', 'in-header', 'in-oauth', 'in-proxy', 'in-query'])
  t.strictSame(secretsOf(probeKinds.heartbeat.options, { period: 1, token: 'in-heartbeat' }), [
    'in-heartbeat',
  ])
})

t.test('names of secrets are told from other names', (t) => {
  const secret = [
    'password',
    'passwd',
    'pwd',
    'payPwd',
    'X-Api-Key',
    'accessToken',
    'sign',
    'signature',
    'otp',
  ]
  const more = [
    'sms_otp',
    'cvv',
    'cvc',
    'cardPin',
    'PIN',
    'client_secret',
    'key',
    'Authorization',
    'userauth',
  ]
  for (const name of [...secret, ...more]) t.ok(soundsSecret(name), name)
  for (const name of [
    'amount',
    'monkey',
    'shipping',
    'author',
    'designer',
    'opinion',
    'code',
    'out_trade_no',
    '',
  ])
    t.notOk(soundsSecret(name), name)
  t.end()
})

t.test('secrets are found in bodies that are written as text, and in numbers', async (t) => {
  const found = (body: object) =>
    secretsOf(probeKinds.http.options, { url: 'https://wallet.example', ...body })
  t.strictSame(found({ body: 'user=probe&password=in%20form&amount=1' }), ['in form'])
  t.strictSame(found({ body: '{"user":"probe","card":{"cvv":"in-text"}}' }), ['in-text'])
  t.strictSame(found({ json: { pin: 246813, list: [{ payPwd: 'in-json' }], amount: '1.00' } }), [
    '246813',
    'in-json',
  ])
})

t.test('what is named like a secret is hidden whoever wrote it, and nothing else', (t) => {
  const cases = [
    ['{"user":"ann","passwd":"hunter2"}', '{"user":"ann","passwd":***}'],
    ['{"otp": 123456, "left": 3}', '{"otp": ***, "left": 3}'],
    ['{"pwd":"a\\"b","next":"c"}', '{"pwd":***,"next":"c"}'],
    ['{"tokens":["a","b"],"secret":{"v":{},"w":"c"},"n":1}', '{"tokens":***,"secret":***,"n":1}'],
    ['{"body":"{\\"cvv\\":\\"987\\",\\"n\\":1}"}', '{"body":"{\\"cvv\\":***,\\"n\\":1}"}'],
    ["{'pin': '1234', 'n': 1}", "{'pin': ***, 'n': 1}"],
    ['user=ann&password=hunter2&amount=1', 'user=ann&password=***&amount=1'],
    ['POST https://wallet.example/pay?sign=abc&n=1', 'POST https://wallet.example/pay?sign=***&n=1'],
    ['cut short: {"token":"abcdef', 'cut short: {"token":***'],
    ['{"code":"OK","amount":"1.00","monkey":"see"}', '{"code":"OK","amount":"1.00","monkey":"see"}'],
    ['token: wanted something, saw nothing', 'token: wanted something, saw nothing'],
  ] as const
  for (const [text, wanted] of cases) t.equal(hideNamed(text), wanted)
  t.end()
})

t.test('no value beside a secret name survives, however JSON or a form writes it', async () => {
  const names = fc.constantFrom('password', 'payPwd', 'cvv', 'sms-otp', 'sign')
  const given = fc.tuple(names, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }))
  fc.assert(
    fc.property(given, ([name, value]) => {
      const marked = `<S3CR3T${value}S3CR3T`
      const json = JSON.stringify({ a: 1, [name]: marked, z: 2 })
      const form = new URLSearchParams({ a: '1', [name]: marked, z: '2' }).toString()
      return [json, JSON.stringify({ json }), form].every((text) => {
        const hidden = hideNamed(text)
        return !hidden.includes('S3CR3T') && /z/.test(hidden)
      })
    }),
  )
})

t.test('a target that chooses names of its own gives nothing away', async (t) => {
  const url = await serveHttp(t, (request, response) => {
    const answer = (you: string) => ({ you, cardPin: 4711, session: { payPwd: 'theirs' } })
    response.setHeader('x-otp', '246810')
    void text(request).then((sent) => response.end(JSON.stringify(answer(sent))))
  })
  const expect = {
    headers: { 'x-otp': { equals: '1' } },
    body: [{ contains: 'never' }],
    json: [{ path: '$.cardPin', equals: 1 }],
  }
  const printed = JSON.stringify(
    await lookWith('http', { url, body: 'user=probe&password=my+own+word&pin=12', expect }),
  )
  t.match(printed, /user=probe/)
  t.notMatch(printed, /my.own|=12|4711|theirs|246810/)
})

t.test('a target that sends everything back gives nothing away', async (t) => {
  const url = await serveHttp(t, (request, response) =>
    response.writeHead(500).end(JSON.stringify({ address: request.url, headers: request.headers })),
  )
  const tokenUrl = await serveHttp(t, (_request, response) =>
    response.end('{"access_token":"granted-token"}'),
  )
  const looks = [
    await lookWith('http', {
      url: `${url}/?sign=SIGNATURE`,
      auth: { basic: { user: 'probe', password: 'pass-word' } },
    }),
    await lookWith('http', {
      url,
      headers: { cookie: 'session=abcdef' },
      auth: { oauth2: { tokenUrl, clientId: 'probe', clientSecret: 'client-secret' } },
    }),
    await lookWith('http', { url, auth: { bearer: { token: 'fixed-token' } } }),
  ]
  for (const look of looks) {
    t.equal(look.outcome, 'tech_fail')
    const printed = JSON.stringify(look)
    t.match(printed, /\*\*\*/)
    t.notMatch(printed, /SIGNATURE|pass-word|session=abcdef|client-secret|granted-token|fixed-token/)
    t.notMatch(printed, new RegExp(btoa('probe:pass-word')))
  }
})

t.test('a token server that repeats what it was sent gives nothing away', async (t) => {
  const tokenUrl = await serveHttp(t, (request, response) => {
    const error = `invalid_client ${request.headers.authorization}`
    response.writeHead(400).end(JSON.stringify({ error }))
  })
  const oauth2 = { tokenUrl, clientId: 'probe', clientSecret: 'very top secret' }
  const printed = JSON.stringify(await lookWith('http', { url: tokenUrl, auth: { oauth2 } }))
  t.match(printed, /invalid_client Basic \*\*\*/)
  t.notMatch(printed, new RegExp(btoa('probe:very+top+secret')))
})
