import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'

import type { Component } from '../../domain/component.ts'
import type { Topic } from '../../domain/subscriber.ts'
import {
  type CellReader,
  type CellRules,
  type Draft,
  type ImportRow,
  LEFT_OUT,
  readCells,
  readLocale,
} from './import-row.ts'

/**
 * Columns of the lists of subscribers that Statuspage hands out and takes in, named as the fields of its API are:
 * https://developer.statuspage.io/#tag/subscribers
 */
export const STATUSPAGE_COLUMNS = [
  'id',
  'type',
  'mode',
  'state',
  'email',
  'phone_number',
  'phone_country',
  'display_phone_number',
  'endpoint',
  'components',
  'created_at',
  'quarantined_at',
  'purge_at',
  'skip_confirmation_notification',
  'page_access_user_id',
  'obfuscated_channel_name',
  'workspace_name',
  'locale',
] as const

/** The ways that we have too. Its Slack and Teams subscribers belong to its own apps. */
const WAYS = { email: 'email', sms: 'phone_number', webhook: 'endpoint' } as const

export interface StatuspageRules extends CellRules {
  readonly components: readonly Component[]
}

/** Reads a row of Statuspage's. Whom it stopped writing to since nothing got through is left out. */
export function readStatuspageRow(
  row: ImportRow,
  rules: StatuspageRules,
): { draft: Draft | typeof LEFT_OUT; cells: CellReader } {
  const cells = readCells(row, rules)
  if (cells.text('quarantined_at') !== '' || cells.text('state') === 'quarantined')
    return { draft: LEFT_OUT, cells }
  const { transport, columns } = readWay(cells)
  const address = transport === 'sms' ? readNumber(cells) : cells.text(columns.address)
  const confirmedAt = cells.moment('created_at')
  const draft: Draft = {
    transport,
    given: { address },
    settings: {},
    columns,
    locale: readLocale(cells, rules),
    topics: readComponents(cells, rules.components),
    detail: 'every_update',
    once: false,
    unconfirmed: cells.text('state') === 'unconfirmed',
    consent: {},
    ...(confirmedAt !== undefined && { confirmedAt, consent: { text: 'import: Statuspage' } }),
  }
  return { draft, cells }
}

function readWay(cells: CellReader): Pick<Draft, 'transport' | 'columns'> {
  const column = cells.text('mode') === '' ? 'type' : 'mode'
  const said = cells.text(column).toLowerCase()
  if (said === 'email' || said === 'sms' || said === 'webhook')
    return { transport: said, columns: { transport: column, address: WAYS[said] } }
  cells.refuse(column, 'email, sms or webhook; others subscribe anew on the page')
  return { transport: '', columns: { transport: column, address: column } }
}

/** Numbers stand there without their country, which has a column of its own. */
function readNumber(cells: CellReader): string {
  const whole = ['display_phone_number', 'phone_number'].map(cells.text).find((text) => text.startsWith('+'))
  if (whole !== undefined) return whole
  const country = cells.text('phone_country').toUpperCase()
  if (isSupportedCountry(country))
    return parsePhoneNumberFromString(cells.text('phone_number'), country)?.number ?? ''
  cells.refuse('phone_country', 'two letters such as CN, or a phone_number that begins with +')
  return ''
}

/** Ids or names of ours, in either language, with commas or semicolons between; everything where the cell is empty. */
function readComponents(cells: CellReader, components: readonly Component[]): Topic[] {
  const words = cells
    .text('components')
    .split(/[,;|\n]/)
    .map((word) => word.trim())
    .filter(Boolean)
  if (words.length === 0) return [{ kind: 'everything', id: '' }]
  const topics = words.flatMap((word): Topic[] => {
    const found = components.find(({ id, name }) => id === word || Object.values(name).includes(word))
    return found === undefined ? [] : [{ kind: 'component', id: found.id }]
  })
  if (topics.length < words.length)
    cells.refuse('components', 'ids or names of components in the configuration, with commas between')
  return topics
}
