import { request } from 'undici'

import type { Clock } from '../lib/clock.ts'
import type { Log } from '../lib/log.ts'
import { repeat, type Repeated } from '../lib/repeat.ts'
import { queueAt } from './hotline.ts'

export interface CallCentreOptions {
  /** Where it reports, `…/api/v1/signals`. */
  readonly url: string
  readonly token: string
  /** The hotline that its calls go to. */
  readonly contactId: string
  /** Whether the wallet is in trouble, so that people ring. */
  readonly troubled: () => boolean
  readonly everyMs: number
  readonly clock: Clock
  readonly log: Pick<Log, 'warn'>
}

/** A pretend call centre that tells every so often how long its queue is. */
export async function startCallCentre(options: CallCentreOptions): Promise<Repeated> {
  const { url, token, contactId, troubled, everyMs, clock, log } = options
  const report = async (): Promise<void> => {
    const now = clock()
    const { waiting, wait_seconds: seconds } = queueAt(now, troubled())
    const queue = { contactId, at: new Date(now).toISOString(), waiting, waitMs: seconds * 1_000 }
    const { statusCode, body } = await request(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'hotline', queues: [queue] }),
    })
    await body.dump()
    if (statusCode !== 200) log.warn({ statusCode }, 'A report of the pretend call centre was not taken')
  }
  await report()
  return repeat(everyMs, {
    work: report,
    onError: (error) => log.warn({ err: error }, 'A report of the pretend call centre did not arrive'),
  })
}
