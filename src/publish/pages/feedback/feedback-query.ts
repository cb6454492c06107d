import type { PageContext } from '../page-context.ts'
import type { PublicIncident } from '../../snapshot/snapshot.ts'
import { findIncident } from './find-incident.ts'
import { UNTOUCHED, type TypedFeedback } from './typed-feedback.ts'

export type FeedbackAsked =
  | { readonly ok: true; readonly typed: TypedFeedback; readonly found?: PublicIncident }
  | { readonly ok: false; readonly name: string; readonly value: string }

/** What a link to the form says already; or what of it names nothing. An incident is asked about where one is likely. */
export async function readFeedbackQuery(
  context: PageContext,
  { component = '', incident = '' }: Readonly<Record<string, string>>,
): Promise<FeedbackAsked> {
  if (component !== '' && context.place(component) === undefined)
    return { ok: false, name: 'component', value: component }
  if (incident !== '') {
    const found = await context.deps.readIncident(incident)
    if (found === undefined) return { ok: false, name: 'incident', value: incident }
    return { ok: true, typed: { ...UNTOUCHED, component, incident }, found }
  }
  const found = component === '' ? undefined : await findIncident(context, component)
  return { ok: true, typed: { ...UNTOUCHED, component }, ...(found && { found }) }
}
