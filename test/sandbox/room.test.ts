import t from 'tap'

import { ask } from './ask.ts'
import { openWallet } from './open-wallet.ts'

const json = { 'content-type': 'application/json' }

void t.test('the pretend receiver agrees to what a challenge asks and takes everything else', async (t) => {
  const { sandbox } = await openWallet(t)
  const url = `${sandbox.url}/room`
  const challenge = { type: 'subscription.challenge', data: { challenge: 'abc', links: {} } }
  t.same(await ask(url, 'POST', json, JSON.stringify(challenge)), {
    status: 200,
    text: '{"challenge":"abc"}',
  })
  for (const [headers, body] of [
    [json, '{"type":"incident.opened","data":{"challenge":"abc"}}'],
    [json, '{"type":'],
    [{ 'content-type': 'text/xml' }, '<a/>'],
    [{ 'content-type': 'multipart/form-data' }, '--'],
    [{}, ''],
  ] as const)
    t.same(await ask(url, 'POST', headers, body), { status: 200, text: '{"ok":true}' }, body)
})

void t.test('what came is shown in both languages, the newest first, with its signature', async (t) => {
  const { sandbox } = await openWallet(t)
  const url = `${sandbox.url}/room`
  const page = async (prefix: string) => (await fetch(`${sandbox.url}${prefix}/room`)).text()
  t.match(await page('/en'), `<pre>${url}</pre>`)
  const signed = { ...json, 'webhook-id': 'msg_1', 'webhook-signature': 'v1,sig' }
  await ask(url, 'POST', signed, '{"type":"incident.opened","data":{"title":"<script>"}}')
  await ask(url, 'POST', {}, 'plain')
  const english = await page('/en')
  t.match(english, /Something without a type[^]*plain[^]*incident\.opened/)
  t.match(english, /webhook-id<\/dt><dd>msg_1<\/dd><dt>webhook-signature<\/dt><dd>v1,sig/)
  t.match(english, '&quot;title&quot;: &quot;&lt;script&gt;&quot;')
  t.notMatch(english, '<script')
  t.match(await page(''), /<html lang="zh-CN">[^]*没有写明类型的内容/)
})

void t.test("neither other sites' pages nor endless bodies get in", async (t) => {
  const { sandbox } = await openWallet(t)
  const url = `${sandbox.url}/room`
  for (const headers of [{ origin: 'https://page.example' }, { origin: 'null' }, { host: 'rebound.example' }])
    for (const method of ['GET', 'POST']) t.equal((await ask(url, method, headers)).status, 403)
  t.equal((await ask(url, 'POST', {}, 'x'.repeat(40_000))).status, 413)
  t.match((await ask(`${sandbox.url}/en/room`, 'GET', {})).text, 'Nothing has come yet.')
})
