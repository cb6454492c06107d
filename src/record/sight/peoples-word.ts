/*
 * What people say of components in their incidents, laid over what probes see, as planned work is: the worse of the two
 * is shown. It is read anew with every tick, since other processes write it.
 */
import { isImpaired } from '../../domain/state.ts'
import type { Db } from '../../store/open.ts'
import { lastWordAt, saidNow, type Said } from '../../store/incidents/said.ts'
import type { ComponentState } from '../../store/states.ts'
import type { WalletMap } from '../wallet-map.ts'

/** What people say at this moment, by component id. */
export async function peoplesWord(db: Db, map: WalletMap): Promise<Map<string, Said>> {
  const said = await saidNow(db)
  return new Map([...said].filter(([id]) => map.component(id) !== undefined))
}

/** What people were last known to say, as states tell that rest on it: they may have taken it back while nobody was there. */
export function wordRecalled(states: ReadonlyMap<string, ComponentState>): Map<string, Said> {
  const carried = [...states].filter(
    ([, { state, reason }]) => reason.code === 'operator' && isImpaired(state),
  )
  return new Map(carried.map(([id, { state, sinceAt }]) => [id, { state, at: sinceAt }]))
}

/** Components of which something else is said than before; where nothing is said any more, since when. */
export async function compareWord(
  db: Db,
  {
    before,
    after,
  }: { readonly before: ReadonlyMap<string, Said>; readonly after: ReadonlyMap<string, Said> },
  now: number,
): Promise<{ readonly spoken: string[]; readonly unsaid: Map<string, number> }> {
  const spoken = [...after].filter(([id, { state }]) => before.get(id)?.state !== state).map(([id]) => id)
  const unsaid = new Map<string, number>()
  for (const id of before.keys()) {
    if (!after.has(id)) unsaid.set(id, Math.min(now, (await lastWordAt(db, id)) ?? now))
  }
  return { spoken, unsaid }
}
