import { nearest } from '../../lib/nearest.ts'
import type { Outline } from '../check/outline.ts'

/** What an article may speak of: components by id, and groups, which stand for the components in them. */
export interface KnownThings {
  /** The components that an id stands for, parts of a channel left out; undefined for an id that nothing has. */
  named(id: string): readonly string[] | undefined
  /** What is wrong with an id that nothing has, as a sentence. */
  unknown(id: string): string
}

export function knownThings({ components, groups }: Pick<Outline, 'components' | 'groups'>): KnownThings {
  const whole = components.flatMap(({ id, path, parentId }) =>
    id === undefined ? [] : [{ id, group: path[1], isPart: parentId !== undefined }],
  )
  const members = new Map(
    groups.flatMap(({ id, path }) => {
      if (id === undefined) return []
      return [[id, whole.filter(({ group, isPart }) => group === path[1] && !isPart).map((one) => one.id)]]
    }),
  )
  const componentIds = new Set(whole.map(({ id }) => id))
  const names = [...componentIds, ...members.keys()]
  return {
    named: (id) => (componentIds.has(id) ? [id] : members.get(id)),
    unknown(id) {
      const near = nearest(id, names)
      const hint = near === undefined ? 'expected the id of one' : `did you mean "${near}"?`
      return `there is no component or group "${id}"${near === undefined ? ', ' : '; '}${hint}`
    },
  }
}
