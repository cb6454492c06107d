import type { Clock } from '../../lib/clock.ts'
import type { Outbound } from '../../lib/outbound/outbound.ts'
import type { OutboundRules } from '../../lib/outbound/rules.ts'
import type { Templates } from '../../lib/templates.ts'
import type { Texts } from '../../lib/text.ts'
import type { Tokens } from '../../lib/tokens.ts'
import type { TransportKind } from '../../domain/transport.ts'
import type { SmsGateway } from './sms-gateway.ts'

/** What transports are made with. */
export interface TransportDeps {
  readonly settings: TransportSettings
  /** The guarded client: every address that a subscriber gave us is reached through it. */
  readonly outbound: Outbound
  /** Reaches where the operators' own settings point, inner addresses included: a gateway for SMS, a Bot API server. */
  readonly trusted: Outbound
  readonly templates: Templates
  readonly texts: Pick<Texts, 'say'>
  readonly tokens: Pick<Tokens, 'key'>
  readonly clock: Clock
}

/** What operators set up for them. */
export interface TransportSettings {
  /** Where readers reach the page, without a trailing slash. */
  readonly publicUrl: string
  readonly smtpUrl?: string
  readonly email?: EmailSettings
  /** What of the addresses that subscribers type may be stored at all. */
  readonly outbound: Pick<OutboundRules, 'ports' | 'allow'>
  /** `api` is where bots are spoken to: Telegram's place, or a Bot API server of one's own. */
  readonly telegram?: { readonly botToken: string; readonly api: string }
  readonly sms?: SmsGateway
  /** Hosts, with their ports, that speak like a vendor's robots though they are not the vendor's: its kind by `host:port`. */
  readonly robotHosts?: Readonly<Record<string, TransportKind>>
  /** Push services beside those of the browsers: `host`, `host:port` or `*.host`. */
  readonly pushHosts?: readonly string[]
}

/** Mail, as src/config/schema/notices.ts reads it. */
export interface EmailSettings {
  readonly from: string
  readonly replyTo?: string
  /** Where bounces come back to; to `from` without. */
  readonly envelopeFrom?: string
  readonly perSecond?: number
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly privateKey: string }
}
