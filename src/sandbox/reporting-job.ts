import { request } from 'undici'

import type { Log } from '../lib/log.ts'
import { repeat, type Repeated } from '../lib/repeat.ts'

export interface ReportingJobOptions {
  /** Where it reports, `…/api/v1/heartbeats/<probe id>`. */
  readonly url: string
  readonly token: string
  readonly everyMs: number
  readonly log: Pick<Log, 'warn'>
}

/** A pretend nightly job, such as settlement: it has nothing to do but says every time that it went well. */
export async function startReportingJob({
  url,
  token,
  everyMs,
  log,
}: ReportingJobOptions): Promise<Repeated> {
  const report = async (): Promise<void> => {
    const { statusCode, body } = await request(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    })
    await body.dump()
    if (statusCode !== 204) log.warn({ statusCode }, 'A report of the pretend job was not taken')
  }
  await report()
  return repeat(everyMs, {
    work: report,
    onError: (error) => log.warn({ err: error }, 'A report of the pretend job did not arrive'),
  })
}
