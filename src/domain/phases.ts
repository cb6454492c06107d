import type { Phase } from './incident.ts'

interface Phased {
  readonly phase: Phase
}

const BACK: readonly Phase[] = ['monitoring', 'reconciling', 'resolved', 'postmortem']

/** Whether the service can be used again, whatever is still being watched or matched. */
export function isBack({ phase }: Phased): boolean {
  return BACK.includes(phase)
}

/** Whether nothing more is to come: neither advice nor news. */
export function isOver({ phase }: Phased): boolean {
  return phase === 'resolved' || phase === 'postmortem'
}
