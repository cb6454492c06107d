import type { Locale } from '../../../domain/locale.ts'
import { callReminder } from '../../feeds/call-reminder.ts'
import type { RenderedPage } from '../../page.ts'
import type { MakeNow } from '../make-now.ts'
import { followUpOf } from './follow-up.ts'
import { createSecretHider } from './hidden-fields.ts'
import { notesContent, notesInWords, notesWithoutSecrets } from './notes.ts'
import { sheetContent } from './sheet.ts'
import { sheetFormContent } from './sheet-form.ts'
import type { TypedNotes, TypedSheet } from './typed-call.ts'

/** Answers to what somebody typed before or after a call: made at once, kept nowhere. */
export interface HotlinePages {
  /** The empty sheet with what a link filled in. */
  sheetForm(locale: Locale, typed: TypedSheet): Promise<RenderedPage>
  sheet(locale: Locale, typed: TypedSheet): Promise<RenderedPage>
  notes(locale: Locale, typed: TypedNotes): Promise<RenderedPage>
  /** The notes as a reminder for a calendar; the form again where a day cannot be read. */
  reminder(locale: Locale, typed: TypedNotes): Promise<RenderedPage>
}

export function createHotlinePages(make: MakeNow): HotlinePages {
  return {
    sheetForm: (locale, typed) =>
      make(locale, (context) => ({ ...sheetFormContent(context, typed), hidden: true })),
    sheet: (locale, typed) => make(locale, (context) => sheetContent(context, typed)),
    notes: (locale, typed) => make(locale, (context) => notesContent(context, typed)),
    async reminder(locale, typed) {
      let calendar: string | undefined
      const page = await make(locale, (context) => {
        const follow = followUpOf(context, typed)
        if (follow.ok) {
          const { words, deps, now } = context
          const fields = notesWithoutSecrets(typed, createSecretHider(words))
          calendar = callReminder({
            date: follow.day.date,
            summary: words.say('hotline:notes.reminder'),
            description: notesInWords(context, fields, follow).text,
            publicUrl: deps.wallet.page.publicUrl,
            now,
          })
        }
        return notesContent(context, typed)
      })
      if (calendar === undefined) return page
      return { status: 200, contentType: 'text/calendar; charset=utf-8', body: calendar }
    },
  }
}
