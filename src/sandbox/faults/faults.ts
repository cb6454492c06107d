import type { Clock } from '../../lib/clock.ts'
import { takesIn } from '../endpoints.ts'
import { FaultRefused, type Fault, type FaultKind } from './fault.ts'
import { readFault } from './read-fault.ts'

/** More at once than anyone could follow. */
const MOST_FAULTS = 100

/** A request as faults see it. */
interface Subject {
  readonly endpoint: string
  readonly channel?: string | undefined
  readonly bank?: string | undefined
}

/** The faults in force. */
export interface FaultBook {
  /** Adds a fault of the shape `POST /_faults` takes; throws FaultRefused. */
  add(input: unknown): Fault
  list(): readonly Fault[]
  isInForce(id: string): boolean
  /** Heals one fault; false where there is none of that id. */
  heal(id: string): boolean
  /** Heals all; answers how many. */
  healAll(): number
  /** The faults of these kinds that strike this request, newest first; every fault's rate is rolled anew. */
  strike(subject: Subject, kinds: readonly FaultKind[]): readonly Fault[]
}

interface Deps {
  readonly clock: Clock
  /** 0 ≤ random() < 1. */
  readonly random: () => number
  /** Called after faults were added or healed by someone; not when one runs out. */
  readonly onChange: () => void
}

export function createFaultBook({ clock, random, onChange }: Deps): FaultBook {
  const faults = new Map<string, Fault>()
  let made = 0

  const list = (): readonly Fault[] => {
    const now = clock()
    for (const fault of faults.values()) {
      if (fault.endsAt !== undefined && fault.endsAt <= now) faults.delete(fault.id)
    }
    return [...faults.values()]
  }

  return {
    list,
    add(input) {
      if (list().length >= MOST_FAULTS)
        throw new FaultRefused(`Heal some first: ${MOST_FAULTS} are in force.`)
      // A short id, since people type it.
      const fault = readFault(input, { id: `f${made + 1}`, now: clock() })
      made += 1
      faults.set(fault.id, fault)
      onChange()
      return fault
    },
    isInForce: (id) => list().some((fault) => fault.id === id),
    heal(id) {
      const healed = list().some((fault) => fault.id === id) && faults.delete(id)
      if (healed) onChange()
      return healed
    },
    healAll() {
      const healed = list().length
      faults.clear()
      onChange()
      return healed
    },
    strike: (subject, kinds) =>
      list()
        .filter((fault) => kinds.includes(fault.kind) && matches(fault, subject))
        .filter(({ rate }) => rate === 1 || random() < rate)
        .toReversed(),
  }
}

function matches(fault: Fault, { endpoint, channel, bank }: Subject): boolean {
  return (
    takesIn(fault.endpoint, endpoint) &&
    (fault.channel === undefined || fault.channel === channel) &&
    (fault.bank === undefined || fault.bank === bank)
  )
}
