import { createECDH, randomBytes } from 'node:crypto'

import t from 'tap'

import { replaceBrowser } from '../../../src/record/subscribers/replace-browser.ts'
import type { Db } from '../../../src/store/open.ts'
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

function push(address: string, settings: Record<string, string>) {
  return { transport: 'web_push', address, settings } as const
}

function deskOf(db: Db) {
  return {
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
}

t.test('what was asked of us at a browser’s old address does not bind its new one', async (t) => {
  const { db } = await openTestStore(t)
  const [before, after] = ['https://push.example/before', 'https://push.example/after']
  await addSubscriber(db, 'mine', { ...push(before, keys()), restsUntil: 3_600_000 })
  await replaceBrowser(deskOf(db), { replaces: before, given: { address: after, ...keys() } })
  const mine = await subscriberByAddress(db, { transport: 'web_push', address: after })
  t.equal(mine?.id, 'mine')
  t.equal(mine?.restsUntil, undefined)
})

t.test('nobody takes over another browser’s address by knowing it', async (t) => {
  const { db } = await openTestStore(t)
  const [mine, theirs] = [keys(), keys()]
  await addSubscriber(db, 'mine', push('https://push.example/mine', mine))
  await addSubscriber(db, 'theirs', push('https://push.example/theirs', theirs))
  const given = { address: 'https://push.example/theirs', ...mine }
  await replaceBrowser(deskOf(db), { replaces: 'https://push.example/mine', given })
  const held = await subscriberByAddress(db, {
    transport: 'web_push',
    address: 'https://push.example/theirs',
  })
  t.match(held, { id: 'theirs', settings: theirs })
})
