import type { OutboundRules } from '../../lib/outbound/rules.ts'
import type { TransportSettings } from './transport-deps.ts'

/** No guard against inner addresses: only operators set these, and a gateway mostly lies inwards. */
const ANYWHERE = ['0.0.0.0/0', '::/0']

/** What the client for the operators' own addresses may reach: their ports and no other. */
export function trustedRules({
  sms,
  telegram,
}: Pick<TransportSettings, 'sms' | 'telegram'>): Pick<OutboundRules, 'ports' | 'allow'> {
  const addresses = [sms?.url, telegram?.api].flatMap((address) => URL.parse(address ?? '') ?? [])
  return { ports: [443, ...addresses.map(portOf)], allow: ANYWHERE }
}

function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
}
