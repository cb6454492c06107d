import { LOCALES } from '../../../domain/locale.ts'
import type { PageContext } from '../page-context.ts'
import type { TypedSubscription } from './typed-subscription.ts'

const DETAILS = ['every_update', 'start_and_end', 'once'] as const

/** How much, in which language and when, as it was chosen. */
export function wishChoices({ words }: PageContext, typed: TypedSubscription) {
  return {
    details: DETAILS.map((detail) => ({
      value: detail,
      label: words.say(`subscribe:detail.${detail}.name`),
      hint: words.say(`subscribe:detail.${detail}.hint`),
      checked: typed.detail === detail,
    })),
    locales: LOCALES.map((locale) => ({
      value: locale,
      label: words.say(`subscribe:locale.${locale}`),
      checked: typed.locale === locale,
    })),
    quiet: { checked: typed.quiet, from: typed.quietFrom, to: typed.quietTo },
  }
}
