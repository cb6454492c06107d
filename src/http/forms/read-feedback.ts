import type { Locale } from '../../domain/locale.ts'
import type { TypedFeedback } from '../../publish/pages/feedback/typed-feedback.ts'
import type { FeedbackInput } from '../../record/feedback/give-feedback.ts'
import { formOf } from './forms.ts'

/** A submitted form; what was not sent is empty. */
export function readFeedbackForm(body: unknown): TypedFeedback {
  const form = formOf(body)
  const field = (name: string) => form.get(name) ?? ''
  return {
    category: field('category'),
    component: field('component'),
    incident: field('incident'),
    message: field('message'),
    contact: field('contact'),
  }
}

/** Whether a field is filled in that people are told to leave empty and do not see. */
export function isFromMachine(body: unknown): boolean {
  return (formOf(body).get('empty') ?? '') !== ''
}

export function inputOf(
  { category, component, incident, message, contact }: TypedFeedback,
  locale: Locale,
): FeedbackInput {
  const incidentId = incident === 'none' ? '' : incident
  return { locale, category, componentId: component, incidentId, message, contact }
}
