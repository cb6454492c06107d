import type { Recipient } from './domain/subscriber.ts'
import { TRANSPORT_KINDS } from './domain/transport.ts'
import type { Tokens } from './lib/tokens.ts'
import type { Transports } from './notify/transports/transports.ts'
import { vapidPublicKey } from './notify/transports/vapid.ts'
import type { Offers } from './publish/pages/page-context.ts'
import type { Addresses } from './record/subscribers/subscriber-desk.ts'

/** What transports know of addresses, for those who record subscribers and know no transport. */
export function addressesOf(transports: Transports): Addresses {
  const offered = TRANSPORT_KINDS.filter((kind) => transports[kind] !== undefined)
  return {
    offered,
    read: (kind, given) =>
      transports[kind]?.readAddress(given) ?? { ok: false, field: 'transport', problem: 'transport' },
    // A way that was taken out of the configuration leaves subscribers behind, whose addresses stay secret.
    mask: (to: Recipient) => transports[to.transport]?.mask(to) ?? '…',
  }
}

/** What pages offer of it. */
export function offersOf({ offered }: Addresses, tokens: Pick<Tokens, 'key'>): Offers {
  const pushes = offered.includes('web_push')
  return { transports: offered, ...(pushes && { pushKey: vapidPublicKey(tokens) }) }
}
