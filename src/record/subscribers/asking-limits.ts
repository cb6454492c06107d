import type { Recipient } from '../../domain/subscriber.ts'

/** How often what a name stands for may be written to because somebody asked. */
export interface AskingLimit {
  readonly name: string
  readonly most: number
  readonly withinMs: number
  /** Between one and the next. */
  readonly gapMs: number
}

const DAY_MS = 86_400_000
const OF_ONE = { most: 3, withinMs: DAY_MS, gapMs: 10 * 60_000 }
/** One server may have several receivers, and so may a provider of receivers. */
const OF_ONE_HOST = { most: 20, withinMs: DAY_MS, gapMs: 0 }

/** The longest of them: what was counted before that matters no more. */
export const LONGEST_ASKING_MS = DAY_MS

/**
 * Limits that all have to be kept. Different spellings by which one mailbox or one server can be reached count as one: nobody
 * is to fill a stranger's by asking for them.
 */
export function askingLimitsOf({
  transport,
  address,
}: Pick<Recipient, 'transport' | 'address'>): AskingLimit[] {
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
    default:
      return [{ name: `${transport} ${address}`, ...OF_ONE }]
  }
}

/** Without what many mail servers ignore: the case, a +tag, dots. */
function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@')
  const [, plain = ''] = /^(.[^+]*)/.exec(address.slice(0, at)) ?? []
  return (plain.replaceAll('.', '') + address.slice(at)).toLowerCase()
}
