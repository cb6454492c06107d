import { createHmac, randomBytes } from 'node:crypto'

import { LRUCache } from 'lru-cache'

import type { ReportOrigin } from '../../domain/report.ts'
import { VOTES_KEPT_MS } from '../../domain/retention.ts'
import { growingTo } from '../../lib/growing-to.ts'
import { dayNameOf } from '../../lib/zone-days.ts'
import { countVote, sweepVotes } from '../../store/article-votes.ts'
import type { Db } from '../../store/open.ts'

/** One reader's word on an article. */
interface Vote {
  readonly articleId: string
  readonly helped: boolean
  /** Where on the network it came from; thousands of phones may share it. */
  readonly from: Pick<ReportOrigin, 'near' | 'block'>
}

/** Counts whether articles helped. */
export type CountVotes = (vote: Vote, now: number) => Promise<void>

/** Of one connection, and of the block around it, so many a day and article are counted; the rest is let go without a word. */
const MOST_A_DAY = { near: 5, block: 50 }
/** Senders and articles remembered at a time. */
const KEPT = 20_000

/**
 * A count by article, day and answer is all that is stored. Senders are told apart by a hash whose salt is made anew each
 * day and never leaves this process, nor do the hashes: when the day is over nobody can say who answered.
 */
export function createVoteCounter({ db, zone }: { readonly db: Db; readonly zone: string }): CountVotes {
  const seen = new LRUCache<string, number>(growingTo(KEPT))
  let today = ''
  let salt = randomBytes(32)

  const count = (who: string): number => {
    const digest = createHmac('sha256', salt).update(who).digest('base64url')
    const times = (seen.get(digest) ?? 0) + 1
    seen.set(digest, times)
    return times
  }

  return async ({ articleId, helped, from }, now) => {
    const day = dayNameOf(zone, now)
    if (day !== today) {
      today = day
      salt = randomBytes(32)
      seen.clear()
    }
    // Who is one of too many already takes nothing of the block's share.
    if (count(`near ${articleId} ${from.near}`) > MOST_A_DAY.near) return
    if (count(`block ${articleId} ${from.block}`) > MOST_A_DAY.block) return
    await countVote(db, { day, articleId, helped })
  }
}

/** Forgets counts after a year and a month. */
export async function forgetVotes(
  { db, zone }: { readonly db: Db; readonly zone: string },
  now: number,
): Promise<void> {
  await sweepVotes(db, { beforeDay: dayNameOf(zone, now - VOTES_KEPT_MS) })
}
