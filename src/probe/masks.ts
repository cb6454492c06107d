import { createMask, type Mask } from '../lib/secret.ts'
import { optionsSchema } from './kinds.ts'
import type { RunnableProbe } from './runnable-probe.ts'
import { secretsOf } from './explain/secrets-of.ts'

/** The mask of each probe, kept between looks, since making one costs more than judging an answer. */
export interface Masks {
  /** `hidden` is what this look came by beside the secrets in the probe's options, mostly the same token again. */
  of(probe: RunnableProbe, hidden: readonly string[]): Mask
}

interface Kept {
  readonly secrets: readonly string[]
  readonly hidden: string
  readonly mask: Mask
}

export function createMasks(): Masks {
  const kept = new WeakMap<RunnableProbe, Kept>()
  return {
    of(probe, hidden) {
      const key = hidden.join('\n')
      const last = kept.get(probe)
      if (last?.hidden === key) return last.mask
      const secrets = last?.secrets ?? secretsOf(optionsSchema(probe.kind), probe.options)
      const mask = createMask([...secrets, ...hidden])
      kept.set(probe, { secrets, hidden: key, mask })
      return mask
    },
  }
}
