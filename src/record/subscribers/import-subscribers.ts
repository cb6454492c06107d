import { setImmediate } from 'node:timers/promises'

import type { Locale } from '../../domain/locale.ts'
import type { Wallet } from '../../domain/wallet.ts'
import { chunked } from './import-chunks.ts'
import { readDraft, type AddressReader } from './import-draft.ts'
import { type CellProblem, LEFT_OUT, type ImportRow } from './import-row.ts'
import type { Sheet } from './import-columns.ts'
import type { Tokens } from '../../lib/tokens.ts'
import { openIncidents } from '../../store/incidents/incidents.ts'
import type { Db } from '../../store/open.ts'
import {
  copyStaged,
  countCopied,
  countStaged,
  deleteHidden,
  openStaging,
  showCopied,
  type StagedSubscriber,
  stageSubscribers,
} from '../../store/staged-subscribers.ts'
import { RecordError } from '../operators/record-error.ts'

export interface ImportDesk {
  readonly db: Db
  readonly wallet: Pick<Wallet, 'page' | 'groups' | 'components'>
  readonly tokens: Pick<Tokens, 'token'>
  readonly addresses: AddressReader
}

export interface ImportOptions {
  readonly sheet: Sheet['kind']
  /** For rows that do not say. */
  readonly locale: Locale
  /** Why those count as confirmed of whom the file does not say when they agreed. */
  readonly confirmedBy?: string
  readonly dryRun: boolean
  readonly skipRefused: boolean
  readonly now: number
  readonly signal: AbortSignal
  onRefused(row: RefusedRow): void
  onProgress(progress: ImportProgress): void
}

export interface RefusedRow {
  readonly line: number
  readonly problems: readonly CellProblem[]
}

interface ImportProgress {
  readonly step: 'check' | 'write'
  /** Rows so far. */
  readonly done: number
}

export interface ImportReport {
  readonly rows: number
  readonly refused: number
  readonly leftOut: number
  /** The same as a row before. */
  readonly repeated: number
  /** Subscribed already; nothing of theirs was touched. */
  readonly known: number
  /** New ones, and how many of all rows would be asked first. */
  readonly fresh: number
  readonly asked: number
  readonly written: boolean
}

/** Most letters that one import may have sent to people who have not said yes. */
const MOST_ASKED = 20_000

const STAGED_AT_ONCE = 200
/** The server waits for each step to end: some hundredths of a second. */
const COPIED_AT_ONCE = 500
/** Longer than any import takes. What is hidden for longer was left by one that died. */
const HIDDEN_FOR_MS = 3_600_000

/**
 * Brings in everybody whom a file names, or nobody: all rows are checked before anything is written, and all show at
 * once. Where a row is refused nothing is written, unless refused ones are to be skipped. Throws RecordError where
 * too many would have to be asked, and where another import got between; nothing was written then.
 */
export async function importSubscribers(
  desk: ImportDesk,
  rows: AsyncIterable<ImportRow>,
  options: ImportOptions,
): Promise<ImportReport> {
  const { db } = desk
  await openStaging(db)
  const checked = await check(desk, rows, options)
  if (checked.asked > MOST_ASKED)
    throw new RecordError([
      {
        path: '',
        message:
          `${checked.asked} people would have to be asked first, expected at most ${MOST_ASKED} in one import: ` +
          'say when they agreed in confirmed_at, or bring them in part by part',
      },
    ])
  const { distinct, known } = await countStaged(db)
  const fresh = distinct - known
  const report = { ...checked, repeated: checked.staged - distinct, known, fresh }
  const refused = checked.refused > 0 && !options.skipRefused
  if (options.dryRun || refused || fresh === 0) return { ...report, written: false }
  await write(db, checked.staged, options)
  return { ...report, written: true }
}

async function check(desk: ImportDesk, rows: AsyncIterable<ImportRow>, options: ImportOptions) {
  const { db, wallet } = desk
  const incidents = (await openIncidents(db)).filter(({ publication }) => publication === 'published')
  const topics = {
    group: new Set(wallet.groups.map(({ id }) => id)),
    component: new Set(wallet.components.map(({ id }) => id)),
    incident: new Set(incidents.map(({ id }) => id)),
  }
  const count = { rows: 0, refused: 0, leftOut: 0, asked: 0, staged: 0 }
  const read = (row: ImportRow): StagedSubscriber[] => {
    const { subscriber, problems } = readDraft(desk, row, { ...options, topics, asked: count.asked })
    if (problems.length > 0) {
      count.refused += 1
      options.onRefused({ line: row.line, problems })
    } else if (subscriber === LEFT_OUT) count.leftOut += 1
    else {
      if (subscriber.asking !== undefined) count.asked += 1
      return [subscriber]
    }
    return []
  }
  for await (const some of chunked(rows, STAGED_AT_ONCE)) {
    const good = some.flatMap(read)
    await stageSubscribers(db, count.staged + 1, good)
    count.staged += good.length
    count.rows += some.length
    options.onProgress({ step: 'check', done: count.rows })
    await breathe(options.signal)
  }
  return count
}

async function write(db: Db, staged: number, { now, signal, onProgress }: ImportOptions): Promise<void> {
  await deleteAllHidden(db)
  const until = now + HIDDEN_FOR_MS
  let copied = 0
  try {
    for (let from = 1; from <= staged; from += COPIED_AT_ONCE) {
      const to = from + COPIED_AT_ONCE - 1
      copied += await db.transaction().execute(async (tx) => copyStaged(tx, { from, to, until }))
      onProgress({ step: 'write', done: Math.min(to, staged) })
      await breathe(signal)
    }
    await db.transaction().execute(async (tx) => {
      // Another import that began meanwhile has deleted what was hidden.
      if ((await countCopied(tx)) !== copied) throw disturbed
      await showCopied(tx, { until, now })
    })
  } catch (error) {
    await deleteAllHidden(db)
    throw error
  }
}

const disturbed = new RecordError([
  {
    path: '',
    message: 'Another import was under way, and nothing was written; run it again when that one is done.',
  },
])

async function deleteAllHidden(db: Db): Promise<void> {
  while ((await deleteHidden(db, { limit: COPIED_AT_ONCE })) > 0) await setImmediate()
}

/** Lets signals in, and others to the lock; throws where the process is asked to stop. */
async function breathe(signal: AbortSignal): Promise<void> {
  await setImmediate()
  if (signal.aborted) throw new RecordError([{ path: '', message: 'Stopped; nothing was written.' }])
}
