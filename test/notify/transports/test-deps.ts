import type { Test } from 'tap'

import type { Clock } from '../../../src/lib/clock.ts'
import { createOutbound } from '../../../src/lib/outbound/outbound.ts'
import { loadTemplates } from '../../../src/lib/templates.ts'
import { loadTexts } from '../../../src/lib/text.ts'
import { createTokens } from '../../../src/lib/tokens.ts'
import type { TransportDeps } from '../../../src/notify/transports/transport-deps.ts'
import { SENT_AT } from './sample-letter.ts'

export const SECRET_KEY = 'a secret key of more than thirty-two characters'

/** What transports are made with, over the real guarded client; loopback alone is opened, on this port and the `others`. */
export function testDeps(
  t: Test,
  port: number,
  {
    clock = () => SENT_AT,
    others = [],
  }: { readonly clock?: Clock; readonly others?: readonly number[] } = {},
): TransportDeps {
  const rules = { ports: [443, port, ...others], allow: ['127.0.0.0/8'] }
  const outbound = createOutbound({ ...rules, timeoutMs: 5_000, maxBodyBytes: 10_000 })
  t.teardown(() => outbound.close())
  const texts = loadTexts('templates/locales')
  return {
    settings: {
      publicUrl: 'https://status.lamplight.example',
      outbound: rules,
      pushHosts: [`127.0.0.1:${port}`, '*.inner.example'],
    },
    outbound,
    trusted: outbound,
    texts,
    templates: loadTemplates('templates', texts),
    tokens: createTokens(SECRET_KEY),
    clock,
  }
}
