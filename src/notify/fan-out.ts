import { setTimeout as sleep } from 'node:timers/promises'

import type { Component } from '../domain/component.ts'
import { isPublic, type Notice } from '../domain/notice.ts'
import type { Clock } from '../lib/clock.ts'
import { fanOutStep } from '../store/notices/fan-out.ts'
import { walkingNotices } from '../store/notices/notices.ts'
import type { Db } from '../store/open.ts'
import { audienceOf } from './audience.ts'

export interface FanOutDeps {
  readonly db: Db
  readonly components: readonly Pick<Component, 'id' | 'groupId' | 'parentId'>[]
  readonly clock: Clock
}

/** Subscribers walked over in one transaction, which holds the store's write lock for some two milliseconds. */
const STRIDE = 1_000

/** How many notices are looked up at a time; more are there only after an outage of our own. */
const NOTICES = 50

interface Watch {
  /** Asked between any two steps. */
  readonly stopped: () => boolean
  /** Hears of new deliveries at once. */
  readonly onStep: () => void
}

/**
 * Takes every notice that is on its way to all its subscribers, oldest first, step by step. May be stopped anywhere, the
 * process killed included: the next call goes on where the last step ended.
 */
export async function fanOut(deps: FanOutDeps, watch: Watch): Promise<void> {
  let walking = await walkingNotices(deps.db, { limit: NOTICES })
  while (walking.length > 0) {
    for (const notice of walking) {
      await walkToEnd(deps, notice, watch)
      if (watch.stopped()) return
    }
    walking = await walkingNotices(deps.db, { limit: NOTICES })
  }
}

async function walkToEnd(
  { db, components, clock }: FanOutDeps,
  { num, at, news }: Notice,
  { stopped, onStep }: Watch,
): Promise<void> {
  // What is for one mailbox alone, or for operators, never walks.
  if (!isPublic(news)) return
  const audience = audienceOf(news, components)
  let done = false
  while (!done && !stopped()) {
    const beganAt = performance.now()
    const now = clock()
    const step = await db.transaction().execute(async (tx) =>
      fanOutStep(tx, {
        notice: { num, at },
        audience,
        now,
        stride: STRIDE,
      }),
    )
    if (step.made > 0) onStep()
    done = step.done
    // As long again for whoever else writes: a fan-out has the store, and its thread, for half of the time at most.
    await sleep(performance.now() - beganAt)
  }
}
