import { createHash } from 'node:crypto'

import type { Operator } from '../domain/operator.ts'
import type { Recipient } from '../domain/subscriber.ts'
import type { Transports } from './transports/transports.ts'

/** An operator whose address its transport can read. */
export interface ReachableOperator extends Operator {
  /** Stands for the address in the database, and cannot be one. */
  readonly name: string
  readonly recipient: Recipient
}

/** One who cannot be told, and why: the transport is not set up, the address stands twice, or what is wrong with it. */
export interface UnreachableOperator {
  readonly transport: Operator['transport']
  readonly problem: string
}

/** Reads operators' addresses as their transports do. */
export function readOperators(
  operators: readonly Operator[],
  transports: Transports,
): { readonly reachable: ReachableOperator[]; readonly unreachable: UnreachableOperator[] } {
  const names = new Set<string>()
  const read = operators.map((operator) => {
    const one = readOperator(operator, transports)
    if (!('name' in one)) return one
    if (names.has(one.name)) return { transport: one.transport, problem: 'repeated' }
    names.add(one.name)
    return one
  })
  return {
    reachable: read.flatMap((one) => ('recipient' in one ? one : [])),
    unreachable: read.flatMap((one) => ('problem' in one ? one : [])),
  }
}

function readOperator(operator: Operator, transports: Transports): ReachableOperator | UnreachableOperator {
  const { transport, address, secret } = operator
  const given = { address, ...(secret !== undefined && { secret }) }
  const reading = transports[transport]?.readAddress(given)
  if (reading === undefined) return { transport, problem: 'transport' }
  if (!reading.ok) return { transport, problem: reading.problem }
  const settings = {
    ...reading.settings,
    ...(transport === 'webhook' && secret !== undefined && { secret }),
  }
  return {
    ...operator,
    name: operatorName(transport, reading.address),
    recipient: { transport, address: reading.address, settings },
  }
}

/** What stands for an operator's address in the database. */
export function operatorName(transport: string, address: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([transport, address]))
    .digest('hex')
  return `operator:${digest.slice(0, 32)}`
}
