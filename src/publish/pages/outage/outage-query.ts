import { TASKS, type Task } from '../../../domain/component.ts'
import type { Symptom } from '../../../domain/symptom.ts'

/** What a reader may say they were doing. Calling us is not among them. */
export const TRIED = TASKS.filter((task) => task !== 'call')

/** What the walk is asked: what somebody was doing, what they saw, and whether words of theirs told us nothing. */
export interface Wondered {
  readonly task?: Task
  readonly symptom?: Symptom
  readonly notUnderstood?: true
  /** What those words may have meant, nearest first. */
  readonly near?: readonly Symptom[]
}

export type OutageAsked =
  ({ readonly ok: true } & Wondered) | { readonly ok: false; readonly name: string; readonly value: string }

/** Stands for every code that is not in the dictionary; no symptom can be called so. */
export const UNKNOWN_SAW = '?'

/** `saw` is a symptom's id; what else people see reaches this page by way of `AskedOutage`, with the symptom it is `near` to. */
export function readOutageQuery(
  symptoms: readonly Symptom[],
  { symptom: doing = '', saw = '', near = '' }: Readonly<Record<string, string>>,
): OutageAsked {
  const task = TRIED.find((one) => one === doing)
  if (doing !== '' && task === undefined) return { ok: false, name: 'symptom', value: doing }
  const wondered = { ok: true, ...(task !== undefined && { task }) } as const
  if (saw === UNKNOWN_SAW) {
    return { ...wondered, notUnderstood: true, near: symptoms.filter(({ id }) => id === near) }
  }
  const symptom = symptoms.find(({ id }) => id === saw)
  if (saw !== '' && symptom === undefined) return { ok: false, name: 'saw', value: saw }
  return { ...wondered, ...(symptom !== undefined && { symptom }) }
}

/** The address of the walk with these answers, without the language's prefix. */
export function outagePath({ task, symptom }: Wondered): string {
  const query = new URLSearchParams({
    ...(task !== undefined && { symptom: task }),
    ...(symptom !== undefined && { saw: symptom.id }),
  })
  return query.size === 0 ? '/help/outage' : `/help/outage?${query.toString()}`
}
