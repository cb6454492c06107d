import type { LocalText } from '../../../domain/locale.ts'
import type { PageContext } from '../page-context.ts'
import { untouched, type TypedSubscription } from './typed-subscription.ts'

/** What a link to the form asks for already; or what of it names nothing. */
export type SubscribeAsked =
  | {
      readonly ok: true
      readonly typed: TypedSubscription
      /** The incident that can be followed by itself. */
      readonly incident?: { readonly id: string; readonly title: LocalText }
      /** The link named an incident that is over. */
      readonly over?: boolean
    }
  | { readonly ok: false; readonly name: string; readonly value: string }

type Query = Readonly<Record<string, string>>

const TOPICS = ['everything', 'maintenance', 'announcements']

export async function readSubscribeQuery(context: PageContext, query: Query): Promise<SubscribeAsked> {
  const { component = '', group = '', incident = '', topic = '', once = '' } = query
  const plain = { ...untouched(context.locale), ...(once === '1' && { detail: 'once' }) }
  if (component !== '' && context.place(component) === undefined)
    return { ok: false, name: 'component', value: component }
  if (group !== '' && !context.snapshot.groups.some(({ id }) => id === group))
    return { ok: false, name: 'group', value: group }
  if (topic !== '' && !TOPICS.includes(topic)) return { ok: false, name: 'topic', value: topic }
  if (incident !== '') return readIncidentQuery(context, incident, plain)
  const topics = [
    ...(component === '' ? [] : [`component:${component}`]),
    ...(group === '' ? [] : [`group:${group}`]),
    ...(topic === '' || topic === 'everything' ? [] : [topic]),
  ]
  return { ok: true, typed: topics.length === 0 ? plain : { ...plain, scope: 'chosen', topics } }
}

async function readIncidentQuery(
  { deps }: PageContext,
  id: string,
  plain: TypedSubscription,
): Promise<SubscribeAsked> {
  const found = await deps.readIncident(id)
  if (found === undefined) return { ok: false, name: 'incident', value: id }
  // What is over cannot work again.
  if (found.resolvedAt !== undefined)
    return { ok: true, typed: { ...plain, detail: 'every_update' }, over: true }
  return { ok: true, typed: { ...plain, scope: `incident:${id}` }, incident: { id, title: found.title } }
}

/** The incident that a form was about, if it was about one and it is public. */
export async function incidentAsked(
  { deps }: PageContext,
  scope: string,
): Promise<{ id: string; title: LocalText } | undefined> {
  const [, id] = /^incident:(.+)$/.exec(scope) ?? []
  const found = id === undefined ? undefined : await deps.readIncident(id)
  return found && { id: found.id, title: found.title }
}
