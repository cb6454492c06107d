import type { Generated } from 'kysely'

import type { Locale } from '../../domain/locale.ts'
import type { LossState, LostThing } from '../../domain/loss-notice.ts'
import type { Json } from '../json.ts'
import type { Optional } from './optional.ts'

export interface LossTables {
  losses: LossRow
  loss_steps: { num: Generated<number>; loss: number; at: number; state: LossState; words: Optional<string> }
}

export interface LossRow {
  num: Generated<number>
  ref: string
  token_hash: string
  locale: Locale
  lost_json: Json<readonly LostThing[]>
  noticed_at: Optional<number>
  account_hint: Optional<string>
  contact: Optional<string>
  words: Optional<string>
  received_at: number
  digest: string
  state: LossState
  told_at: Optional<number>
  crowd: string
  reached_at: Optional<number>
}
