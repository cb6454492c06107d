import type { Test } from 'tap'

import type { News } from '../../src/domain/notice.ts'
import { createTokens } from '../../src/lib/tokens.ts'
import { startNotifier, type NotifierDeps } from '../../src/notify/notifier.ts'
import { insertNotice } from '../../src/store/notices/notices.ts'
import { WALLET } from '../record/story.ts'
import { eventually } from '../support/eventually.ts'
import { keepLog } from '../support/log-lines.ts'
import { incidentNews, plainMessages } from '../support/notices.ts'
import { openTestStore } from '../support/store.ts'

/** A store, and notifiers over it whose clock is the test's. */
export async function notifying(t: Test, more: Partial<NotifierDeps> = {}) {
  const { db } = await openTestStore(t)
  const kept = keepLog()
  let now = 1_000_000
  let told = 0
  const statuses = async (): Promise<string[]> => {
    const rows = await db.selectFrom('deliveries').select(['status']).orderBy('num').execute()
    return rows.map(({ status }) => status)
  }
  return {
    db,
    lines: kept.lines,
    logText: kept.text,
    now: () => now,
    pass(ms: number) {
      now += ms
    },
    tell(news: News = incidentNews()) {
      told += 1
      return insertNotice(db, { id: `notice${told}`, at: now, news })
    },
    async start(transports: NotifierDeps['transports']) {
      const notifier = await startNotifier({
        db,
        components: WALLET.components,
        zone: 'Asia/Shanghai',
        publicUrl: 'https://status.example',
        transports,
        messages: plainMessages,
        tokens: createTokens('a secret key of the tests, long enough'),
        perHour: 12,
        operators: new Map(),
        onConfirmed: () => Promise.resolve(),
        clock: () => now,
        log: kept.log,
        ...more,
      })
      t.teardown(() => notifier.stop())
      return notifier
    },
    statuses,
    /** Resolves when all deliveries, in the order they were made, have come to these. */
    reach: (...wanted: readonly string[]) =>
      eventually(`deliveries ${wanted.join(', ')}`, async () => (await statuses()).join() === wanted.join()),
    /** Resolves when this many were sent. */
    sent: (count: number) =>
      eventually(
        `${count} sent`,
        async () => (await statuses()).filter((one) => one === 'sent').length === count,
      ),
  }
}
