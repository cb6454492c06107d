import type { TriageFacts } from '../../../help/outage-triage.ts'
import type { PageContext } from '../page-context.ts'
import type { Wondered } from './outage-query.ts'

/** What is true now of what somebody wondered about. */
export function outageFacts({ snapshot, place }: PageContext, { task, symptom }: Wondered): TriageFacts {
  const tasks = snapshot.tasks.filter((one) => task === undefined || one.task === task)
  // A task's own state says whether it can be done at all; its group's components say what of it is broken.
  const groups = new Set(tasks.flatMap(({ componentId }) => place(componentId)?.group.id ?? []))
  const around = snapshot.groups
    .filter(({ id }) => task === undefined || groups.has(id))
    .flatMap(({ components }) => components.flatMap((component) => [component, ...component.parts]))
  return {
    chosen: task !== undefined,
    components: around,
    incidents: snapshot.incidents.map(({ id, components }) => ({
      id,
      componentIds: components.map(({ componentId }) => componentId),
    })),
    announcements: snapshot.announcements,
    ...(symptom !== undefined && { cause: symptom.cause }),
  }
}
