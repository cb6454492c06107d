import t from 'tap'

import { readEnvironment } from '../../src/config/environment.ts'

t.test('who may tell where a request came from is said as yes, no, a number or addresses', async (t) => {
  for (const [text, read] of [
    ['true', true],
    ['false', false],
    ['1', 1],
    ['10.0.0.0/8, ::1', '10.0.0.0/8, ::1'],
  ] as const)
    t.equal(readEnvironment({ TRUST_PROXY: text }).trustProxy, read)
  for (const text of ['yes', '0', '-1', 'proxy.example', ''])
    t.throws(() => readEnvironment({ TRUST_PROXY: text }), { message: /TRUST_PROXY/ })
})

t.test(
  'a mail server that is none and a secret key that is short are refused, and neither is repeated',
  async (t) => {
    t.throws(() => readEnvironment({ SMTP_URL: 'https://hunter2.example' }), {
      message: /^SMTP_URL is no address of a mail server(?!.*hunter2)/,
    })
    t.throws(() => readEnvironment({ SECRET_KEY: 'hunter2' }), {
      message: /^SECRET_KEY is too short(?!.*hunter2)/,
    })
  },
)
