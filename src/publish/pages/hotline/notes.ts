import { noonOf } from '../../../lib/zone-days.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'
import { promisedDay } from '../promised-day.ts'
import { FOLLOW_AFTER, followUpOf, type FollowUp } from './follow-up.ts'
import { createSecretHider } from './hidden-fields.ts'
import type { TypedNotes } from './typed-call.ts'

/** What was said on the telephone, as a form; wrong days are said beside their field. */
export function notesFormContent(
  context: PageContext,
  typed: TypedNotes,
  problem?: 'called' | 'date',
): PageContent {
  const { words } = context
  const chosen = typed.follow === '' ? '3' : typed.follow
  return {
    ...(problem !== undefined && { status: 400, hidden: true }),
    title: words.say('hotline:notes.title'),
    description: words.say('hotline:notes.lead'),
    path: '/hotline/notes',
    template: 'pages/hotline-notes-form',
    form: true,
    sheets: ['assets/hotline.css'],
    view: {
      fields: typed,
      wrongCalled: problem === 'called',
      wrongDate: problem === 'date',
      problems:
        problem === undefined ? [] : [{ href: `#${problem}`, text: words.say('hotline:notes.problem.date') }],
      follow: [
        ...FOLLOW_AFTER.map((days) => ({
          value: String(days),
          label: words.say('hotline:notes.days', { count: days }),
          selected: chosen === String(days),
        })),
        { value: 'date', label: words.say('hotline:notes.onDate'), selected: chosen === 'date' },
      ],
    },
  }
}

/** The notes to keep, with the day to call again. They are stored nowhere. */
export function notesContent(context: PageContext, typed: TypedNotes): PageContent {
  const follow = followUpOf(context, typed)
  if (!follow.ok) return notesFormContent(context, typed, follow.field)
  const { words } = context
  const hider = createSecretHider(words)
  const fields = notesWithoutSecrets(typed, hider)
  const { text, rows, day } = notesInWords(context, fields, follow)
  return {
    title: words.say('hotline:notes.ready'),
    description: words.say('hotline:notes.lead'),
    path: '/hotline/notes',
    template: 'pages/hotline-notes',
    hidden: true,
    sheets: ['assets/hotline.css'],
    view: {
      warnings: hider.warnings(),
      rows,
      when: day.date,
      mayMove: day.mayMove,
      dayOff: follow.dayOff,
      text,
      // Without what was hidden: a file that is handed over must not hold it either.
      fields: { ...fields, called: follow.calledOn },
    },
  }
}

/** Days are checked already and hide nothing. */
export function notesWithoutSecrets(
  typed: TypedNotes,
  { hide }: Pick<ReturnType<typeof createSecretHider>, 'hide'>,
): TypedNotes {
  return {
    ...typed,
    agent: hide(typed.agent, 'order'),
    ticket: hide(typed.ticket, 'order'),
    promise: hide(typed.promise),
  }
}

/** Notes as rows, and as text to copy. */
export function notesInWords(
  context: PageContext,
  fields: TypedNotes,
  follow: Extract<FollowUp, { ok: true }>,
) {
  const { words, deps, now } = context
  const day = promisedDay(context, follow.day)
  const called = words.date(noonOf(deps.wallet.page.zone, follow.calledOn), now)
  const rows = (
    [
      ['called', called],
      ['agent', fields.agent],
      ['ticket', fields.ticket],
      ['promise', fields.promise],
      ['follow', day.date],
    ] as const
  ).flatMap(([key, value]) => (value === '' ? [] : { label: words.say(`hotline:notes.label.${key}`), value }))
  return { rows, day, text: rows.map((row) => words.say('hotline:text.row', row)).join('\n') }
}
