import { type Document, type Node, visit } from 'yaml'

import type { Fault } from './check-nodes.ts'
import { expand, type Variables } from './expand.ts'
import { pathOf } from './path-of.ts'

export interface DocumentExpansion {
  readonly faults: readonly Fault[]
  /** The texts that held a `${…}`, as they stand in the file: what a message may quote without betraying a secret. */
  readonly written: ReadonlyMap<unknown, string>
}

/** Fills in `${…}` in every text of the document, in place; keys are left alone. */
export function expandDocument(document: Document, text: string, env: Variables): DocumentExpansion {
  const faults: Fault[] = []
  const written = new Map<Node, string>()
  visit(document, {
    Scalar(key, node, ancestors) {
      if (key === 'key' || typeof node.value !== 'string' || !node.value.includes('${')) return
      const original = node.value
      const expansion = expand(original, env)
      node.value = expansion.text
      written.set(node, original)
      const start = node.range?.[0] ?? 0
      for (const fault of expansion.faults) {
        const place = text.indexOf(fault.written, start)
        faults.push({ offset: Math.max(place, start), path: pathOf(node, ancestors), message: fault.message })
      }
    },
  })
  return { faults, written }
}
