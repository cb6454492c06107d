import type { Operator } from '../../domain/operator.ts'
import { newId } from '../../lib/id.ts'
import type { Db } from '../../store/open.ts'
import { markOperator, operatorRows, type OperatorRow } from '../../store/operators.ts'
import { deleteSubscribers, insertSubscriber, updateSubscriber } from '../../store/subscribers.ts'

/** An operator who can be reached, by the name that stands for the address. */
export type NamedOperator = Pick<Operator, 'transport' | 'locale' | 'kinds' | 'quiet'> & {
  readonly name: string
}

/**
 * Brings the rows of operators to what the configuration says: those it does not name any more are deleted, with what
 * still waited for them. Nobody's own subscription is touched, even to the same address: an operator's row holds a name
 * instead, which no address can be.
 */
export async function syncOperators(db: Db, operators: readonly NamedOperator[], now: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const rows = await operatorRows(tx)
    const known = new Map(rows.map((row) => [row.name, row]))
    const named = new Set(operators.map(({ name }) => name))
    await deleteSubscribers(
      tx,
      rows.filter(({ name }) => !named.has(name)).map(({ num }) => num),
    )
    for (const operator of operators) await saveOperator(tx, operator, { row: known.get(operator.name), now })
  })
}

async function saveOperator(
  tx: Db,
  { name, transport, locale, kinds, quiet }: NamedOperator,
  { row, now }: { readonly row: OperatorRow | undefined; readonly now: number },
): Promise<void> {
  const id = row?.id ?? newId()
  const subscriber = {
    id,
    transport,
    address: name,
    settings: {},
    locale,
    topics: kinds.map((kind) => ({ kind: 'operators', id: kind }) as const),
    detail: 'every_update',
    once: false,
    ...(quiet && { quiet }),
    status: 'active',
    // No digest of any token: nobody holds a link to this.
    manageHash: name,
    createdAt: now,
    confirmedAt: now,
  } as const
  if (row !== undefined) return updateSubscriber(tx, { ...subscriber, num: row.num })
  const { num } = await insertSubscriber(tx, subscriber)
  await markOperator(tx, num)
}
