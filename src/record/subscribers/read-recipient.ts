import type { Recipient } from '../../domain/subscriber.ts'
import type { Addresses } from './subscriber-desk.ts'
import type { FieldProblem } from './subscription-refused.ts'

/** Reads where notices are to go, as the transport that was chosen reads it. */
export function readRecipient(
  addresses: Addresses,
  {
    transport: name,
    given,
  }: { readonly transport: string; readonly given: Readonly<Record<string, string>> },
):
  | { readonly ok: true; readonly recipient: Recipient }
  | { readonly ok: false; readonly problem: FieldProblem } {
  const transport = addresses.offered.find((known) => known === name)
  if (transport === undefined) return { ok: false, problem: { field: 'transport', problem: 'transport' } }
  const reading = addresses.read(transport, given)
  if (!reading.ok) return { ok: false, problem: { field: reading.field, problem: reading.problem } }
  const { address, settings } = reading
  return { ok: true, recipient: { transport, address, settings } }
}
