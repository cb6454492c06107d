import type { Config } from '../config/config.ts'
import type { Environment } from '../config/environment.ts'
import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { systemLookup } from '../lib/outbound/name-lookup.ts'
import { createOutbound } from '../lib/outbound/outbound.ts'
import type { Templates } from '../lib/templates.ts'
import type { Texts } from '../lib/text.ts'
import type { Tokens } from '../lib/tokens.ts'
import { createMessages } from '../notify/message/messages.ts'
import { type Notifier, startNotifier } from '../notify/notifier.ts'
import { readOperators } from '../notify/operators.ts'
import { createTransports, type Transports } from '../notify/transports/transports.ts'
import { trustedRules } from '../notify/transports/trusted-rules.ts'
import { confirmByTransport } from '../record/subscribers/confirm.ts'
import type { Db } from '../store/open.ts'

/** What says who is told of what, and how: plain values, which can be handed to a thread. */
export interface NotifyingSettings extends Pick<Config, 'wallet' | 'notices' | 'operators'> {
  readonly environment: Pick<Environment, 'smtpUrl'>
}

/** What a process or a thread has of its own. */
export interface NotifyingParts {
  readonly texts: Texts
  readonly templates: Templates
  readonly tokens: Tokens
  readonly clock: Clock
}

/** The ways to reach people, and an end to their connections. */
export interface Ways {
  readonly transports: Transports
  close(): Promise<void>
}

/** Of an exchange with an address that a subscriber gave us. */
const OUTBOUND = { timeoutMs: 20_000, maxBodyBytes: 16_384 } as const

/** Every transport that is set up. Nothing is connected before something is sent. */
export function openWays({ wallet, notices, environment }: NotifyingSettings, parts: NotifyingParts): Ways {
  const outbound = createOutbound({ ...notices.outbound, ...OUTBOUND })
  const trusted = createOutbound({ ...trustedRules(notices), ...OUTBOUND }, { lookup: systemLookup })
  const { smtpUrl } = environment
  const { publicUrl } = wallet.page
  const settings = { ...notices, publicUrl, ...(smtpUrl !== undefined && { smtpUrl }) }
  return {
    transports: createTransports({ ...parts, settings, outbound, trusted }),
    async close() {
      await Promise.all([outbound.close(), trusted.close()])
    },
  }
}

/** Begins to take notices to people, by these transports, which end with it. */
export function startNotifying(
  { wallet, notices, operators }: NotifyingSettings,
  parts: NotifyingParts & { readonly db: Db; readonly transports: Transports; readonly log: Log },
): Promise<Notifier> {
  const { db, texts, transports, clock } = parts
  const { reachable } = readOperators(operators, transports)
  const { publicUrl, zone } = wallet.page
  return startNotifier({
    ...parts,
    components: wallet.components,
    zone,
    publicUrl,
    messages: createMessages({ wallet, texts }),
    perHour: notices.perHour,
    operators: new Map(reachable.map(({ name, recipient }) => [name, recipient])),
    onConfirmed: (num) => confirmByTransport({ db, wallet }, num, clock()),
  })
}
