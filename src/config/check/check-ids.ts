import type { Named, Outline } from './outline.ts'
import { type Complaint, formatPath } from '../problem.ts'

/**
 * Every id stands once among its like. Groups and components share one set, since both are components to the
 * programs that read /api/v2/summary.json, and so does what is not offered, which is asked for like a component; probes
 * and canaries share one, since both leave observations.
 */
export function checkIds(outlined: Outline): Complaint[] {
  const { groups, components, probes, contacts, symptoms, topUp, feedback, regions } = outlined
  return [
    ...repeated([...groups, ...components, ...topUp.notOffered]),
    ...repeated(probes),
    ...repeated(contacts),
    ...repeated(symptoms),
    ...repeatedCodes(symptoms),
    ...repeated(feedback.categories),
    ...repeated(feedback.regions),
    ...repeated(regions),
  ]
}

function repeated(named: readonly Named[]): Complaint[] {
  const first = new Map<string, Named>()
  return named.flatMap((one) => {
    if (one.id === undefined) return []
    const taken = first.get(one.id)
    if (taken === undefined) {
      first.set(one.id, one)
      return []
    }
    const message = `the id "${one.id}" belongs to ${formatPath(taken.path)} already, expected each id once`
    return [{ path: [...one.path, 'id'], message }]
  })
}

/** A code that two symptoms claim would be explained by whichever stands first. */
function repeatedCodes(symptoms: Outline['symptoms']): Complaint[] {
  const first = new Map<string, string>()
  return symptoms.flatMap(({ path, id = '', codes }) =>
    codes.flatMap((code, index) => {
      const key = code.toUpperCase()
      const taken = first.get(key)
      first.set(key, taken ?? id)
      if (taken === undefined) return []
      const message = `the code "${code}" belongs to "${taken}" already, expected each code once`
      return [{ path: [...path, 'codes', index], message }]
    }),
  )
}
