import type { Change, Reason } from '../../domain/change.ts'
import { appendChange } from '../../store/changes.ts'
import type { Db } from '../../store/open.ts'
import { saveComponentState } from '../../store/states.ts'
import { judgeComponents, type Touched } from './judge-components.ts'
import type { Draft } from './sight.ts'
import type { WalletMap } from '../wallet-map.ts'

const STOPPED: Reason = { code: 'monitor_stopped' }

export interface Conclusion {
  readonly map: WalletMap
  readonly draft: Draft
}

export interface Concluded {
  readonly changes: readonly Change[]
  /** Whether a trouble that goes on has another reason now: readers are told it, though nothing changed. */
  readonly reworded: boolean
}

/**
 * Judges what was touched and stores every change with the state it leads to. Where we ourselves had stopped, that is
 * the reason for what is unknown.
 */
export async function conclude(
  tx: Db,
  { map, draft }: Conclusion,
  touched: Touched & { readonly stopped?: boolean },
): Promise<Concluded> {
  const judgements = judgeComponents(map, draft, touched)
  const changes: Change[] = []
  for (const judged of judgements.changes) {
    const reason = touched.stopped === true && judged.to === 'unknown' ? STOPPED : judged.reason
    const { componentId, to: state, at: sinceAt } = judged
    changes.push(await appendChange(tx, { ...judged, reason }))
    await saveComponentState(tx, { componentId, state, sinceAt, reason })
  }
  for (const componentId of judgements.reworded) {
    const known = draft.states.get(componentId)
    if (known !== undefined) await saveComponentState(tx, { componentId, ...known })
  }
  return { changes, reworded: judgements.reworded.length > 0 }
}
