import { LOCALES } from '../../../domain/locale.ts'
import { plainText } from '../../../lib/words/local-text.ts'
import { fullName } from '../components/component-name.ts'
import { hotlines, liveContactView } from './contact-view.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'
import { createSecretHider } from './hidden-fields.ts'
import { readySentences } from './sentences.ts'
import { neverReady } from './sheet-form.ts'
import { TRIED, type TypedSheet } from './typed-call.ts'

/** A sheet of what to say and what to have at hand, to print or to keep beside the telephone. It is stored nowhere. */
export function sheetContent(context: PageContext, typed: TypedSheet): PageContent {
  const { words, locale, now } = context
  const hider = createSecretHider(words)
  const sheet = withoutSecrets(typed, hider)
  const { hint } = typed.fields
  const tooMuch = /\d.*\d.*\d.*\d.*\d/.test(hint) ? [words.say('hotline:hidden.warning.hint')] : []
  const rows = factRows(context, sheet)
  const said = { ...sheet, place: context.place(sheet.fields.component) }
  const own = readySentences(context.deps.texts, locale, said)
  const other = LOCALES.filter((one) => one !== locale).map((one) => ({
    lang: one,
    sentences: readySentences(context.deps.texts, one, said),
  }))
  const made = words.say('hotline:sheet.made', { time: words.dateClock(now, now).text })
  return {
    title: words.say('hotline:sheet.ready'),
    description: words.say('hotline:sheet.lead'),
    path: '/hotline/sheet',
    template: 'pages/hotline-sheet',
    hidden: true,
    sheets: ['assets/hotline.css'],
    view: {
      warnings: [...tooMuch, ...hider.warnings()],
      made,
      rows,
      sentences: own,
      other,
      never: neverReady(context),
      hotlines: hotlines(context).map((contact) => liveContactView(context, contact)),
      text: [made, ...rows.map((row) => words.say('hotline:text.row', row)), '', ...own].join('\n'),
    },
  }
}

/** Ids are no text of a person's: what is none of ours is never shown. */
function withoutSecrets(
  { fields, tried }: TypedSheet,
  { hide }: ReturnType<typeof createSecretHider>,
): TypedSheet {
  return {
    tried,
    fields: {
      ...fields,
      hint: hide(lastFour(fields.hint)),
      bank: hide(fields.bank),
      amount: hide(fields.amount, 'order'),
      order: hide(fields.order, 'order'),
      when: hide(fields.when, 'error'),
      what: hide(fields.what),
      error: hide(fields.error, 'error'),
      device: hide(fields.device, 'error'),
    },
  }
}

/** Of an account nobody needs more than its end: the rest of what was typed is dropped. */
function lastFour(hint: string): string {
  const digits = hint.normalize('NFKC').match(/[\dXx]/g) ?? []
  return digits.length > 0 ? digits.slice(-4).join('') : hint.slice(0, 20)
}

function factRows(context: PageContext, { fields, tried }: TypedSheet) {
  const { words } = context
  const place = context.place(fields.component)
  const steps = TRIED.filter((step) => tried.includes(step)).map((step) =>
    words.say(`hotline:sheet.tried.${step}`),
  )
  const rows: readonly (readonly [key: string, value: string])[] = [
    ['hint', fields.hint],
    ['component', place === undefined ? '' : fullName(context, place)],
    ['bank', fields.bank],
    ['when', fields.when],
    ['amount', fields.amount],
    ['order', fields.order],
    ['what', fields.what],
    ['error', fields.error],
    ['tried', words.list(steps)],
    ['device', fields.device],
    ['incident', incidentsInWords(context, fields)],
  ]
  return rows.flatMap(([key, value]) =>
    value === '' ? [] : { label: words.say(`hotline:sheet.label.${key}`), value },
  )
}

/** What is broken now and may be the reason; a person on the telephone need not look for it. */
function incidentsInWords(context: PageContext, { component, incident }: TypedSheet['fields']): string {
  const { words, snapshot, now } = context
  const parent = context.place(component)?.parent?.id
  const matching = snapshot.incidents.filter(
    ({ id, components }) =>
      id === incident ||
      components.some(({ componentId }) => componentId === component || componentId === parent),
  )
  return matching
    .map(({ id, title, startedAt }) =>
      words.say('hotline:sheet.incident', {
        title: plainText(words, title),
        since: words.dateClock(startedAt, now).text,
        id,
      }),
    )
    .join('\n')
}
