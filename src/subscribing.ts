import type { Recipient } from './domain/subscriber.ts'
import { TRANSPORT_KINDS } from './domain/transport.ts'
import { numberCountry } from './lib/number-country.ts'
import type { Tokens } from './lib/tokens.ts'
import type { Transports } from './notify/transports/transports.ts'
import { vapidPublicKey } from './notify/transports/vapid.ts'
import type { Offers } from './publish/pages/page-context.ts'
import type { Addresses } from './record/subscribers/subscriber-desk.ts'

/** From which countries numbers are taken; of that of `country` alone where `countries` are not said. */
interface SmsNumbers {
  readonly country: string
  readonly countries?: readonly string[]
}

/** What transports know of addresses, for those who record subscribers and know no transport. */
export function addressesOf(transports: Transports, sms?: SmsNumbers): Addresses {
  const offered = TRANSPORT_KINDS.filter((kind) => transports[kind] !== undefined)
  return {
    offered,
    read(kind, given) {
      const reading = transports[kind]?.readAddress(given)
      if (reading === undefined) return { ok: false, field: 'transport', problem: 'transport' }
      const isForeign = kind === 'sms' && reading.ok && sms !== undefined && !takes(sms, reading.address)
      return isForeign ? { ok: false, field: 'address', problem: 'sms_country' } : reading
    },
    // A way that was taken out of the configuration leaves subscribers behind, whose addresses stay secret.
    mask: (to: Recipient) => transports[to.transport]?.mask(to) ?? '…',
  }
}

/** A message costs its sender money, somewhere a lot: whoever asks for numbers all over the world asks for that. */
function takes({ country, countries = [country] }: SmsNumbers, number: string): boolean {
  return countries.includes(numberCountry(number) ?? '')
}

/** What pages offer of it. */
export function offersOf({ offered }: Addresses, tokens: Pick<Tokens, 'key'>): Offers {
  const pushes = offered.includes('web_push')
  return { transports: offered, ...(pushes && { pushKey: vapidPublicKey(tokens) }) }
}
