import { plainText } from '../../../lib/words/local-text.ts'
import { fullName } from '../components/component-name.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'
import { CALLERS, TRIED, type TypedSheet } from './typed-call.ts'

/** What to have ready for a call, as a form with what a link names; an empty one can be printed and filled in by hand. */
export function sheetFormContent(context: PageContext, { fields, tried }: TypedSheet): PageContent {
  const { words } = context
  // Links name a bank by its id; nobody says an id on the telephone, and what is none is a stranger's word.
  const named = context.place(fields.bank)?.component
  const bank = named === undefined ? '' : plainText(words, named.name)
  return {
    title: words.say('hotline:sheet.title'),
    description: words.say('hotline:sheet.lead'),
    path: '/hotline/sheet',
    template: 'pages/hotline-sheet-form',
    form: true,
    sheets: ['assets/hotline.css'],
    view: {
      fields: { ...fields, bank },
      callers: CALLERS.map((who) => ({
        value: who,
        label: words.say(`hotline:sheet.who.${who}`),
        checked: who === (CALLERS.find((one) => one === fields.who) ?? 'self'),
      })),
      groups: context.snapshot.groups.map((group) => ({
        label: plainText(words, group.name),
        components: group.components.flatMap((component) =>
          [component, ...component.parts].flatMap(({ id }) => {
            const place = context.place(id)
            if (place === undefined) return []
            return { value: id, label: fullName(context, place), selected: id === fields.component }
          }),
        ),
      })),
      tried: TRIED.map((step) => ({
        value: step,
        label: words.say(`hotline:sheet.tried.${step}`),
        checked: tried.includes(step),
      })),
      never: neverReady(context),
    },
  }
}

/** What nobody who answers a hotline ever needs. */
export function neverReady({ words }: PageContext): string[] {
  return ['password', 'code', 'cvv', 'card'].map((kind) => words.say(`hotline:never.${kind}`))
}
