import type { Test } from 'tap'

import { createEmail } from '../../../../src/notify/transports/email/email.ts'
import type { Transport } from '../../../../src/notify/transports/transport.ts'
import type { EmailSettings } from '../../../../src/notify/transports/transport-deps.ts'
import { sampleTemplates } from '../../../support/sample-letters.ts'
import { SAMPLE_NOW } from '../../../support/sample-snapshot.ts'

export const signal = () => AbortSignal.timeout(60_000)

/** The transport over a mail server, closed after the test. */
export function emailOver(t: Test, smtpUrl: string, email: Partial<EmailSettings> = {}): Transport {
  const transport = createEmail({
    settings: {
      publicUrl: 'https://status.qingzhou.example',
      smtpUrl,
      email: { from: '青舟钱包状态 <status@qingzhou.example>', ...email },
    },
    templates: sampleTemplates(),
    clock: () => SAMPLE_NOW,
  })
  if (transport === undefined) throw new Error('Mail was not set up.')
  t.teardown(() => transport.close())
  return transport
}
