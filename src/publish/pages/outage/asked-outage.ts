import type { Locale } from '../../../domain/locale.ts'
import type { Symptom } from '../../../domain/symptom.ts'
import { findSymptom, symptomOfCode } from '../../../help/outage/find-symptom.ts'
import type { PageRequest, RenderedPage } from '../../page.ts'
import type { ReadHotlines } from '../../readers/read-hotline.ts'
import type { MakeNow } from '../make-now.ts'
import { nearSymptoms } from './near-symptoms.ts'
import { outagePath, TRIED, UNKNOWN_SAW, type Wondered } from './outage-query.ts'
import { outageContent } from './outage.ts'

/** A form with its words, bytes; three hundred Chinese characters take a third of it. */
export const LARGEST_WORDS = 8_192

type Query = PageRequest['query']

export interface AskedOutage {
  /**
   * What a link asks, in the one spelling that its page is kept under: a code moves to its symptom, and all codes that
   * nobody knows share a page for each symptom they are near to, so that what is kept is bounded by the dictionary.
   */
  linked(
    query: Query,
  ): { readonly kind: 'kept'; readonly query: Query } | { readonly kind: 'moved'; readonly path: string }
  /** Where what somebody typed is answered, or the page that answers without knowing it. */
  typed(
    locale: Locale,
    typed: { readonly words: string; readonly task: string },
  ): Promise<
    | { readonly kind: 'known'; readonly path: string }
    | { readonly kind: 'unknown'; readonly page: RenderedPage }
  >
}

/** Answers what somebody says that they saw. */
export function createAskedOutage(
  makeNow: MakeNow,
  { symptoms, readHotlines }: { readonly symptoms: readonly Symptom[]; readonly readHotlines: ReadHotlines },
): AskedOutage {
  return {
    linked(query) {
      const { saw = '', symptom: doing = '' } = query
      if (saw === '' || symptoms.some(({ id }) => id === saw)) return { kind: 'kept', query }
      const symptom = symptomOfCode(symptoms, saw)
      if (symptom === undefined) {
        const [near] = nearSymptoms(symptoms, saw)
        return { kind: 'kept', query: { ...query, saw: UNKNOWN_SAW, ...(near && { near: near.id }) } }
      }
      return { kind: 'moved', path: outagePath({ ...doingOf(doing), symptom }) }
    },
    async typed(locale, { words, task: doing }) {
      const symptom = findSymptom(symptoms, words)
      const wondered = doingOf(doing)
      if (symptom !== undefined) return { kind: 'known', path: outagePath({ ...wondered, symptom }) }
      const unknown = { ...wondered, notUnderstood: true, near: nearSymptoms(symptoms, words) } as const
      const page = await makeNow(locale, async (context) =>
        outageContent(context, unknown, await readHotlines(context.now)),
      )
      return { kind: 'unknown', page }
    },
  }
}

function doingOf(doing: string): Pick<Wondered, 'task'> {
  const task = TRIED.find((one) => one === doing)
  return task === undefined ? {} : { task }
}
