import type { TransportKind } from '../../domain/transport.ts'
import { createDingtalk } from './dingtalk.ts'
import { createDiscord } from './discord.ts'
import { createEmail } from './email/email.ts'
import { createFeishu } from './feishu.ts'
import { createSlack } from './slack.ts'
import { createSms } from './sms.ts'
import { createTeams } from './teams.ts'
import { createTelegram } from './telegram.ts'
import type { Transport } from './transport.ts'
import { createWebPush } from './web-push.ts'
import { createWebhook } from './webhook.ts'
import { createWecom } from './wecom.ts'
import type { TransportDeps } from './transport-deps.ts'

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
