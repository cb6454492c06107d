import { stat } from 'node:fs/promises'
import path from 'node:path'

import { readEnvironment } from '../../config/environment.ts'
import { loadConfig } from '../../config/load.ts'
import { LOCALES, type Locale } from '../../domain/locale.ts'
import { systemClock } from '../../lib/clock.ts'
import type { Texts } from '../../lib/text.ts'
import type { Transports } from '../../notify/transports/transports.ts'
import { recogniseSheet, type Sheet } from '../../record/subscribers/import-columns.ts'
import type { AddressReader } from '../../record/subscribers/import-draft.ts'
import type { ImportRow } from '../../record/subscribers/import-row.ts'
import {
  importSubscribers,
  type ImportDesk,
  type ImportReport,
  type RefusedRow,
} from '../../record/subscribers/import-subscribers.ts'
import { openStore } from '../../store/open.ts'
import { addressesOf } from '../../subscribing.ts'
import { type CommandIo, UsageError } from '../command.ts'
import { existingDatabase, sayDone } from '../database-path.ts'
import { unguardCell } from '../../lib/formula-cells.ts'
import { createProgress, type Progress } from './progress.ts'
import { CsvFileError, type CsvRecord, readCsv } from './read-csv.ts'
import { sameTokens } from './same-key.ts'
import { withTransports } from './transports.ts'

export interface ImportAsked {
  readonly file: string
  readonly locale: string | undefined
  readonly confirmedBy: string | undefined
  readonly dryRun: boolean
  readonly skipRefused: boolean
}

/** Brings in the subscribers that a file names, or says why not. Exit code 1 where rows were refused and not skipped. */
export async function importFile(asked: ImportAsked, io: CommandIo): Promise<number> {
  const { file } = asked
  const locale = LOCALES.find((known) => known === (asked.locale ?? LOCALES[0]))
  if (locale === undefined)
    throw new UsageError(`found "${asked.locale}" after --locale, expected one of ${LOCALES.join(', ')}`)
  const environment = readEnvironment(io.env, io.cwd)
  const database = existingDatabase(io)
  const config = loadConfig(environment.configFile, io.env)
  const source = path.resolve(io.cwd, file)
  const size = await sizeOf(source, file)
  const progress = createProgress(io)
  const store = await openStore({ file: database })
  try {
    const tokens = await sameTokens(store.db, environment)
    return await withTransports({ config, environment, tokens }, async (transports, texts) => {
      const desk = { db: store.db, wallet: config.wallet, tokens, addresses: readerOf(transports, texts) }
      const report = await importFrom(source, { desk, locale, size, asked, io, progress })
      progress.end()
      return tell(report, asked, io)
    })
  } finally {
    progress.end()
    await store.close()
  }
}

interface Importing {
  readonly desk: ImportDesk
  readonly locale: Locale
  readonly size: number
  readonly asked: ImportAsked
  readonly io: CommandIo
  readonly progress: Progress
}

async function importFrom(
  source: string,
  { desk, locale, size, asked, io, progress }: Importing,
): Promise<ImportReport> {
  const { file, confirmedBy, dryRun, skipRefused } = asked
  let bytes = 0
  let checked = 0
  const records = readCsv({ source, name: file }, (read) => (bytes = read))
  const sheet = await sheetOf(records, file)
  return importSubscribers(desk, rowsOf(records, sheet), {
    sheet: sheet.kind,
    locale,
    ...(confirmedBy !== undefined && { confirmedBy }),
    dryRun,
    skipRefused,
    now: systemClock(),
    signal: io.signal,
    onRefused: (row) => describeRefused(file, row).forEach((line) => progress.say(line)),
    onProgress({ step, done }) {
      if (step === 'check') checked = done
      const share = step === 'check' ? bytes / Math.max(size, 1) : done / Math.max(checked, 1)
      progress.show(Math.min(share, 1), `${step === 'check' ? 'Checked' : 'Wrote'} ${done} rows`)
    },
  })
}

async function sizeOf(source: string, file: string): Promise<number> {
  try {
    return (await stat(source)).size
  } catch (cause) {
    const told = cause instanceof Error ? cause.message : String(cause)
    throw new CsvFileError(`${file}: cannot be read (${told})`, { cause })
  }
}

async function sheetOf(records: AsyncGenerator<CsvRecord>, file: string): Promise<Sheet> {
  const first = await records.next()
  if (first.done === true)
    throw new CsvFileError(`${file}: the file is empty, expected a line of column names`)
  const sheet = recogniseSheet(first.value.cells)
  if ('problem' in sheet) throw new CsvFileError(`${file}: line ${first.value.line}: ${sheet.problem}`)
  return sheet
}

async function* rowsOf(records: AsyncIterable<CsvRecord>, { columns }: Sheet): AsyncGenerator<ImportRow> {
  for await (const { line, cells } of records) {
    yield {
      line,
      cells: Object.fromEntries(columns.map((column, index) => [column, unguardCell(cells[index] ?? '')])),
      surplus: Math.max(0, cells.length - columns.length),
    }
  }
}

function readerOf(transports: Transports, texts: Texts): AddressReader {
  return {
    ...addressesOf(transports),
    perSecond: (kind) => transports[kind]?.limits.perSecond,
    explain: (problem) => texts.say('en', `subscribe:problem.${problem}`),
  }
}

function describeRefused(file: string, { line, problems }: RefusedRow): string[] {
  return problems.map(({ column, message }) => `${file}: line ${line}: ${column}: ${message}`)
}

function tell(report: ImportReport, { dryRun, skipRefused }: ImportAsked, io: CommandIo): number {
  const { rows, fresh, asked, repeated, known, leftOut, refused, written } = report
  io.out(`Rows: ${rows}`)
  io.out(`New: ${fresh}${asked > 0 ? `, of whom up to ${asked} are asked to confirm first` : ''}`)
  if (repeated > 0) io.out(`Twice in the file: ${repeated}`)
  if (known > 0) io.out(`Subscribed already and left as they are: ${known}`)
  if (leftOut > 0) io.out(`Left out, since Statuspage had stopped writing to them: ${leftOut}`)
  if (refused > 0) io.out(`Refused: ${refused}`)
  const failed = refused > 0 && !skipRefused
  if (written) sayDone(io, `Imported ${fresh}`)
  else io.out('Nothing was written.')
  if (failed && !dryRun) io.err('Mend the refused rows, or leave them out with --skip-refused.')
  return failed ? 1 : 0
}
