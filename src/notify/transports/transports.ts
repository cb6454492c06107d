import type { Clock } from '../../lib/clock.ts'
import type { Outbound, OutboundRules } from '../../lib/outbound/outbound.ts'
import type { Templates } from '../../lib/templates.ts'
import type { Texts } from '../../lib/text.ts'
import type { Tokens } from '../../lib/tokens.ts'
import type { TransportKind } from '../../domain/transport.ts'
import { createDingtalk } from './dingtalk.ts'
import { createDiscord } from './discord.ts'
import { createEmail } from './email/email.ts'
import { createFeishu } from './feishu.ts'
import { createSlack } from './slack.ts'
import { createSms } from './sms.ts'
import type { SmsGateway } from './sms-gateway.ts'
import { createTeams } from './teams.ts'
import { createTelegram } from './telegram.ts'
import type { Transport } from './transport.ts'
import { createWebPush } from './web-push.ts'
import { createWebhook } from './webhook.ts'
import { createWecom } from './wecom.ts'

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
  readonly perSecond?: number
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly privateKey: string }
}

/** Those that are offered: the others have not been set up. */
export type Transports = Readonly<Partial<Record<TransportKind, Transport>>>

/** Every transport by its kind; one that has not been set up answers undefined. */
const MAKERS = {
  email: createEmail,
  web_push: createWebPush,
  sms: createSms,
  webhook: createWebhook,
  dingtalk: createDingtalk,
  feishu: createFeishu,
  wecom: createWecom,
  slack: createSlack,
  teams: createTeams,
  discord: createDiscord,
  telegram: createTelegram,
} satisfies Record<TransportKind, (deps: TransportDeps) => Transport | undefined>

export function createTransports(deps: TransportDeps): Transports {
  return Object.fromEntries(
    Object.entries<(deps: TransportDeps) => Transport | undefined>(MAKERS).flatMap(([kind, make]) => {
      const transport = make(deps)
      return transport === undefined ? [] : [[kind, transport]]
    }),
  )
}
