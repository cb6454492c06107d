import { createECDH, randomBytes } from 'node:crypto'

import t from 'tap'

import { replaceBrowser } from '../../../src/record/subscribers/replace-browser.ts'
import { subscriberByAddress } from '../../../src/store/subscribers.ts'
import { createTokens } from '../../../src/lib/tokens.ts'
import { WALLET } from '../story.ts'
import { addSubscriber } from '../../support/sample-subscribers.ts'
import { openTestStore } from '../../support/store.ts'

function keys() {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  return { p256dh: pair.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') }
}

t.test('nobody takes over another browser’s address by knowing it', async (t) => {
  const { db } = await openTestStore(t)
  const [mine, theirs] = [keys(), keys()]
  const push = (address: string, settings: Record<string, string>) =>
    ({ transport: 'web_push', address, settings }) as const
  await addSubscriber(db, 'mine', push('https://push.example/mine', mine))
  await addSubscriber(db, 'theirs', push('https://push.example/theirs', theirs))
  const desk = {
    db,
    wallet: WALLET,
    tokens: createTokens('a secret key of the tests, long enough'),
    addresses: {
      offered: ['web_push'] as const,
      read: (_kind: string, given: Readonly<Record<string, string>>) => {
        const { address = '', p256dh = '', auth = '' } = given
        return { ok: true, address, settings: { p256dh, auth } } as const
      },
      mask: () => '…',
    },
  }
  const given = { address: 'https://push.example/theirs', ...mine }
  await replaceBrowser(desk, { replaces: 'https://push.example/mine', given })
  const held = await subscriberByAddress(db, {
    transport: 'web_push',
    address: 'https://push.example/theirs',
  })
  t.match(held, { id: 'theirs', settings: theirs })
})
