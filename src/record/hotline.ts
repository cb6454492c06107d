import type { HotlineCall, HotlineQueue } from '../domain/hotline.ts'
import type { Wallet } from '../domain/wallet.ts'
import { atomically } from '../store/atomically.ts'
import { countCalls, hourOf, saveCall, saveQueue } from '../store/hotline.ts'
import type { Db } from '../store/tables.ts'

export interface HotlineDesk {
  readonly db: Db
  readonly wallet: Wallet
  /** How long calls are known by their ids, ms; older ones are refused, since they might be counted twice. */
  readonly keptMs: number
}

export interface HotlineSignals {
  readonly calls: readonly HotlineCall[]
  readonly queues: readonly HotlineQueue[]
}

/** What a telephone system said cannot be taken; nothing of it was written. */
export class HotlineRefused extends Error {
  override name = 'HotlineRefused' as const
  readonly kind: 'unknown_contact' | 'time_out_of_range'

  constructor(kind: HotlineRefused['kind'], detail: string) {
    super(`${kind}: ${detail}`)
    this.kind = kind
  }
}

/** Clocks of two machines differ by this much at most. */
const AHEAD_MS = 60_000

/**
 * Writes down what a hotline's telephone system says of calls and queues, all or nothing; answers how many of the calls were new.
 * Throws HotlineRefused for a contact that is no hotline of this wallet, and for times that lie ahead or too far back.
 */
export async function recordHotline(
  desk: HotlineDesk,
  signals: HotlineSignals,
  now: number,
): Promise<{ counted: number }> {
  for (const { contactId, at } of [...signals.calls, ...signals.queues]) {
    const known = desk.wallet.contacts.some(({ id, kind }) => id === contactId && kind === 'hotline')
    if (!known) throw new HotlineRefused('unknown_contact', contactId)
    if (at > now + AHEAD_MS || at < now - desk.keptMs) {
      throw new HotlineRefused('time_out_of_range', new Date(at).toISOString())
    }
  }
  return atomically(desk.db, async (tx) => {
    const fresh: HotlineCall[] = []
    for (const call of signals.calls) if (await saveCall(tx, call)) fresh.push(call)
    const byHour = Map.groupBy(fresh, ({ contactId, at }) => `${contactId} ${hourOf(at)}`)
    for (const calls of byHour.values()) await countCalls(tx, calls)
    for (const queue of signals.queues) await saveQueue(tx, queue)
    return { counted: fresh.length }
  })
}
