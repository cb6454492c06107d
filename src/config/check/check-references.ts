import { nearest } from '../../lib/nearest.ts'
import type { Outline } from './outline.ts'
import type { Complaint, Path } from '../problem.ts'

/** Every id that is referred to belongs to something, and nothing refers to itself. */
export function checkReferences({
  components,
  contacts,
  steps,
  symptoms,
  topUp,
  feedback,
}: Outline): Complaint[] {
  const component = lookUp('component', idsOf(components))
  const contact = lookUp('contact', idsOf(contacts))
  const region = lookUp('region', idsOf(feedback.regions))
  return [
    ...components.flatMap(({ path, id, dependsOn, alternatives }) => [
      ...dependsOn.flatMap((other, index) => component([...path, 'dependsOn', index], other, id)),
      ...alternatives.flatMap((other, index) => component([...path, 'alternatives', index], other, id)),
    ]),
    ...[...contacts, ...steps].flatMap(({ path, componentId }) =>
      componentId === undefined ? [] : component([...path, 'componentId'], componentId),
    ),
    ...topUp.terms.flatMap(({ path, channelId = '', bankId = '' }) => [
      ...component([...path, 'channelId'], channelId),
      ...component([...path, 'bankId'], bankId),
    ]),
    ...topUp.bankNames.flatMap(({ path, bankId = '' }) => component([...path, 'bankId'], bankId)),
    ...symptoms.flatMap(({ path, componentIds }) =>
      componentIds.flatMap((id, index) => component([...path, 'componentIds', index], id)),
    ),
    ...[...steps, ...symptoms].flatMap(({ path, contactIds }) =>
      contactIds.flatMap((id, index) => contact([...path, 'contactIds', index], id)),
    ),
    ...feedback.ladder.flatMap(({ path, contactId, insteadOf, regions }) => [
      ...contact([...path, 'contactId'], contactId),
      ...(insteadOf === undefined ? [] : contact([...path, 'insteadOf'], insteadOf, contactId)),
      ...regions.flatMap((id, index) => region([...path, 'regions', index], id)),
    ]),
  ]
}

function lookUp(kind: string, known: readonly string[]) {
  const ids = new Set(known)
  return (path: Path, id: string, self?: string): Complaint[] => {
    if (id === '') return []
    if (id === self) return [{ path, message: `found its own id "${id}", expected another ${kind}` }]
    if (ids.has(id)) return []
    const near = nearest(id, known)
    const hint = near === undefined ? `expected the id of a ${kind}` : `did you mean "${near}"?`
    return [{ path, message: `there is no ${kind} "${id}"${near === undefined ? ', ' : '; '}${hint}` }]
  }
}

function idsOf(named: readonly { readonly id?: string }[]): string[] {
  return named.flatMap(({ id }) => id ?? [])
}
