import type { StaticDecode } from 'typebox'

import type { Operator } from '../domain/operator.ts'
import type { HelpArticle } from '../domain/help-article.ts'
import type { Wallet } from '../domain/wallet.ts'
import type { RunnableProbe } from '../probe/runnable-probe.ts'
import type { notices } from './schema/notices.ts'

/** The compiled configuration, frozen through and through: what exists, and how it is looked after. */
export interface Config {
  readonly wallet: Wallet
  readonly probes: readonly RunnableProbe[]
  /** Looks at what is not the wallet, to tell our own network's faults apart; their componentId is ''. */
  readonly canaries: readonly RunnableProbe[]
  readonly publishing: Publishing
  readonly notices: NoticeSettings
  /** Who is told of what waits for an operator. */
  readonly operators: readonly Operator[]
  /** In every language, by id. */
  readonly articles: readonly HelpArticle[]
  /** Absent where no other system may tell us anything. */
  readonly signals?: { readonly token: string }
}

/** How subscribers are told, as the file says it. */
type NoticeSettings = StaticDecode<typeof notices>

/** How incidents of the probes' making come onto the page and leave it. Lengths in ms. */
interface Publishing {
  readonly policy: 'at_once' | 'after' | 'by_hand'
  /** With `after`: how long an operator may object. */
  readonly afterMs: number
  readonly resolveAfterMs: number
  readonly reopenWithinMs: number
  readonly groupWithinMs: number
}
