import {
  DETAILS,
  PAUSE_REASONS,
  TOPIC_KINDS,
  type QuietHours,
  type Topic,
  type TopicKind,
} from '../../domain/subscriber.ts'
import {
  type CellReader,
  type CellRules,
  type Draft,
  type ImportRow,
  readCells,
  readLocale,
} from './import-row.ts'

/** Columns of our own export, in its order; all but the first two may be missing. */
export const OWN_COLUMNS = [
  'transport',
  'address',
  'locale',
  'topics',
  'detail',
  'once',
  'quiet',
  'status',
  'paused_because',
  'confirmed_at',
  'consent_text',
  'consent_at',
  'settings',
] as const

const STATUSES = ['active', 'pending', 'paused'] as const

/** Reads a row as our own export writes it, or a person by its example. */
export function readOwnRow(row: ImportRow, rules: CellRules): { draft: Draft; cells: CellReader } {
  const cells = readCells(row, rules)
  const settings = readSettings(cells)
  const quiet = readQuiet(cells)
  const status = cells.oneOf('status', STATUSES, 'active')
  const because = cells.oneOf('paused_because', PAUSE_REASONS, 'themselves')
  const confirmedAt = cells.moment('confirmed_at')
  const consentAt = cells.moment('consent_at')
  const consentText = cells.text('consent_text')
  const draft: Draft = {
    transport: cells.text('transport'),
    given: { ...settings, address: cells.text('address') },
    settings,
    columns: { transport: 'transport', address: 'address' },
    locale: readLocale(cells, rules),
    topics: readTopics(cells),
    detail: cells.oneOf('detail', DETAILS, 'every_update'),
    once: cells.oneOf('once', ['yes', 'no'], 'no') === 'yes',
    unconfirmed: status === 'pending',
    consent: {
      ...(consentText !== '' && { text: consentText }),
      ...(consentAt !== undefined && { at: consentAt }),
    },
    ...(quiet && { quiet }),
    ...(status === 'paused' && { pausedBecause: because }),
    ...(confirmedAt !== undefined && { confirmedAt }),
  }
  return { draft, cells }
}

/** `maintenance component:debit-card group:top-up`; everything where the cell is empty. */
function readTopics(cells: CellReader): Topic[] {
  const words = cells.text('topics').split(/\s+/).filter(Boolean)
  if (words.length === 0) return [{ kind: 'everything', id: '' }]
  const topics = words.map(topicOf)
  if (topics.every((topic) => topic !== undefined)) return topics
  cells.refuse('topics', 'words such as everything, maintenance, announcements, component:ID, group:ID')
  return []
}

const WITH_ID: readonly TopicKind[] = ['group', 'component', 'incident']

function topicOf(word: string): Topic | undefined {
  const [name, id = '', ...rest] = word.split(':')
  const kind = TOPIC_KINDS.find((known) => known === name)
  if (kind === undefined || rest.length > 0) return undefined
  return WITH_ID.includes(kind) === (id !== '') ? { kind, id } : undefined
}

const QUIET = /^([01]?\d|2[0-3]):([0-5]\d)-([01]?\d|2[0-3]):([0-5]\d)$/

/** `22:00-08:00`. */
function readQuiet(cells: CellReader): QuietHours | undefined {
  const found = cells.text('quiet')
  if (found === '') return undefined
  const [, fromHour, fromMinute, toHour, toMinute] = QUIET.exec(found) ?? []
  const from = Number(fromHour) * 60 + Number(fromMinute)
  const to = Number(toHour) * 60 + Number(toMinute)
  if (fromHour !== undefined && from !== to) return { from, to }
  cells.refuse('quiet', 'two times such as 22:00-08:00, or nothing')
  return undefined
}

/** A JSON object of texts: the secret of a robot, the keys of a browser. A report never repeats it. */
function readSettings(cells: CellReader): Record<string, string> {
  const found = cells.text('settings')
  if (found === '') return {}
  const settings = parseJson(found)
  if (isTexts(settings)) return settings
  cells.problems.push({ column: 'settings', message: 'expected a JSON object of texts, or nothing' })
  return {}
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isTexts(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((one) => typeof one === 'string')
  )
}
