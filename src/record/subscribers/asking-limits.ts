import { ASKINGS_KEPT_MS } from '../../domain/retention.ts'
import type { Recipient } from '../../domain/subscriber.ts'
import type { SubscriberDesk } from './subscriber-desk.ts'

/** How often what a name stands for may be written to because somebody asked. */
export interface AskingLimit {
  readonly name: string
  readonly most: number
  readonly withinMs: number
  /** Between one and the next. */
  readonly gapMs: number
  /** Said to whoever asks where it is reached, a key below `subscribe:problem.`: it is about nobody in particular. */
  readonly problem?: string
}

const HOUR_MS = 3_600_000
const OF_ONE = { most: 3, withinMs: ASKINGS_KEPT_MS, gapMs: 10 * 60_000 }
/** One server may have several receivers, and so may a provider of receivers. */
const OF_ONE_HOST = { most: 20, withinMs: ASKINGS_KEPT_MS, gapMs: 0 }

/**
 * Limits that all have to be kept. Different spellings by which one mailbox or one server can be reached count as one: nobody
 * is to fill a stranger's by asking for them.
 */
export function askingLimitsOf(
  { transport, address }: Pick<Recipient, 'transport' | 'address'>,
  { smsPerHour = Infinity }: Pick<SubscriberDesk, 'smsPerHour'>,
): AskingLimit[] {
  switch (transport) {
    case 'email':
      return [{ name: `email ${mailboxOf(address)}`, ...OF_ONE }]
    case 'webhook': {
      const { origin, pathname, hostname } = new URL(address)
      return [
        { name: `webhook ${origin}${pathname}`, ...OF_ONE },
        { name: `webhooks of ${hostname}`, ...OF_ONE_HOST },
      ]
    }
    case 'sms':
      return [
        { name: `sms ${address}`, ...OF_ONE },
        { name: 'sms', most: smsPerHour, withinMs: HOUR_MS, gapMs: 0, problem: 'sms_busy' },
      ]
    case 'web_push':
    case 'telegram':
    case 'dingtalk':
    case 'feishu':
    case 'wecom':
    case 'slack':
    case 'teams':
    case 'discord':
      // Known to whoever is at home there alone.
      return [{ name: `${transport} ${address}`, ...OF_ONE }]
    default:
      return transport satisfies never
  }
}

/** Without what many mail servers ignore: the case, a +tag, dots. */
function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@')
  const [, plain = ''] = /^(.[^+]*)/.exec(address.slice(0, at)) ?? []
  return (plain.replaceAll('.', '') + address.slice(at)).toLowerCase()
}
