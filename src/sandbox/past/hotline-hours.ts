import { Temporal } from 'temporal-polyfill'

import type { HotlineCall } from '../../domain/hotline.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { countCalls, hourOf } from '../../store/hotline.ts'
import type { Db } from '../../store/tables.ts'
import { queueAt } from '../hotline.ts'
import { between, randomOf, type Random } from './random.ts'
import type { Spell } from './spell.ts'

const HOUR_MS = 3_600_000
/** Calls at a line where nobody waits; each caller in the queue stands for some more. */
const FEWEST_CALLS = 8
const CALLS_PER_WAITING = 1.5
/** How crowded each day of the week is, Monday first. */
const CROWD = [1.35, 1.05, 0.95, 1, 1.1, 0.7, 0.6] as const
/** Who waits longer than this hangs up more often than not. */
const PATIENCE_MS = 12 * 60_000

/** Calls to every hotline of the wallet's over the past, hour by hour: crowded in the mornings, and when something was down. */
export async function writeHotlineHours(
  tx: Db,
  past: {
    readonly wallet: Wallet
    readonly seed: number
    readonly spells: readonly Spell[]
    readonly fromAt: number
    readonly toAt: number
  },
): Promise<void> {
  const down = past.spells.filter(({ state }) => state === 'major_outage')
  for (const { id } of past.wallet.contacts.filter(({ kind }) => kind === 'hotline')) {
    const random = randomOf(past.seed, `calls to ${id}`)
    // The running hour is left to whoever calls now.
    for (let at = hourOf(past.fromAt); at + HOUR_MS <= past.toAt; at += HOUR_MS) {
      const troubled = down.some(({ fromAt, toAt }) => fromAt < at + HOUR_MS && toAt > at)
      const crowd = CROWD[weekdayOf(past.wallet.page.zone, at) - 1] ?? 1
      await countCalls(tx, callsIn(random, { contactId: id, at, troubled, crowd }))
    }
  }
}

function callsIn(
  random: Random,
  {
    contactId,
    at,
    troubled,
    crowd,
  }: {
    readonly contactId: string
    readonly at: number
    readonly troubled: boolean
    readonly crowd: number
  },
): HotlineCall[] {
  const { waiting, wait_seconds: usual } = queueAt(at + HOUR_MS / 2, troubled)
  const count = Math.round((FEWEST_CALLS + waiting * CALLS_PER_WAITING) * crowd)
  return Array.from({ length: count }, (_, index) => {
    const waitMs = Math.round((10 + usual * crowd * between(random, 0.5, 1.7)) * 1_000)
    const leaves = random() < (waitMs > PATIENCE_MS ? 0.6 : 0.03)
    return { id: `${at}-${index}`, contactId, at, waitMs, answered: !leaves }
  })
}

function weekdayOf(zone: string, at: number): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).dayOfWeek
}
