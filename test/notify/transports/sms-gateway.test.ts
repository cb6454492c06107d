import t from 'tap'

import { createSms } from '../../../src/notify/transports/sms.ts'
import type { SmsGateway } from '../../../src/notify/transports/sms-gateway.ts'
import type { Received } from '../../support/receiver.ts'
import { letterTo } from './plain-letter.ts'
import { answeringOutbound } from './outbounds.ts'
import { testDeps } from './subjects.ts'

const to = { transport: 'sms', address: '+8613800000000', settings: {} } as const

/** What a gateway that is set up so is asked. */
async function asked(gateway: Partial<SmsGateway>): Promise<Received> {
  const requests: Received[] = []
  const deps = testDeps(
    'http://127.0.0.1:9',
    answeringOutbound((request) => {
      requests.push(request)
      return { status: 200 }
    }),
  )
  const { code: _none, ...sms } = deps.settings.sms!
  const transport = createSms({ ...deps, settings: { ...deps.settings, sms: { ...sms, ...gateway } } })
  await transport!.deliver(letterTo(to), new AbortController().signal)
  return requests[0]!
}

t.test('a gateway that takes JSON gets its fields filled in, however deep they stand', async (t) => {
  const { method, url, headers, body } = await asked({
    fields: { list: [{ to: '{{ to }}', message: 'Status: {{text}}' }], request: '{{key}}', type: 2 },
  })
  t.equal(`${method} ${url}`, 'POST /send')
  t.match(headers, {
    'content-type': /^application\/json/,
    authorization: 'Bearer sms-key-0123456789',
    'idempotency-key': 'n1n2n3n4n5n6.s1s2s3s4s5s6',
  })
  const { list, request, type } = JSON.parse(body)
  t.match(list, [{ to: '+8613800000000', message: /^Status: Debit card .*n1n2n3n4n5n6/ }])
  t.strictSame([request, type], ['n1n2n3n4n5n6.s1s2s3s4s5s6', 2])
})

t.test('a gateway that takes a form gets one, with JSON where a field is a mapping', async (t) => {
  const { headers, body } = await asked({
    format: 'form',
    fields: { mobile: '{{to}}', param: { content: '{{text}}' }, type: 2 },
  })
  t.equal(headers['content-type'], 'application/x-www-form-urlencoded')
  const form = new URLSearchParams(body)
  t.strictSame([form.get('mobile'), form.get('type')], ['+8613800000000', '2'])
  t.match(JSON.parse(form.get('param')!), { content: /^Debit card/ })
})
