import type { Locale } from '../../../domain/locale.ts'
import type { Symptom } from '../../../domain/symptom.ts'
import { findSymptom } from '../../../help/find-symptom.ts'
import type { RenderedPage } from '../../page.ts'
import type { MakeNow } from '../make-now.ts'
import { outagePath, TRIED } from './outage-query.ts'
import { outageContent } from './outage.ts'

/** A form with its words, bytes; three hundred Chinese characters take a third of it. */
export const LARGEST_WORDS = 8_192

/** Where a known symptom is answered, or the page that answers without knowing it. */
type OutageAnswer =
  | { readonly kind: 'known'; readonly path: string }
  | { readonly kind: 'unknown'; readonly page: RenderedPage }

export type AskedOutage = (
  locale: Locale,
  typed: { readonly words: string; readonly task: string },
) => Promise<OutageAnswer>

/** Answers what somebody typed that they saw. */
export function createAskedOutage(makeNow: MakeNow, symptoms: readonly Symptom[]): AskedOutage {
  return async (locale, { words, task: doing }) => {
    const task = TRIED.find((one) => one === doing)
    const wondered = { ...(task !== undefined && { task }) }
    const symptom = findSymptom(symptoms, words)
    if (symptom !== undefined) return { kind: 'known', path: outagePath({ ...wondered, symptom }) }
    const page = await makeNow(locale, (context) =>
      outageContent(context, { ...wondered, notUnderstood: true }),
    )
    return { kind: 'unknown', page }
  }
}
