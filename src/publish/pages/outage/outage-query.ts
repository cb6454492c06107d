import { TASKS, type Task } from '../../../domain/component.ts'
import type { Symptom } from '../../../domain/symptom.ts'

/** What a reader may say they were doing. Calling us is not among them. */
export const TRIED = TASKS.filter((task) => task !== 'call')

/** What the walk is asked: what somebody was doing, what they saw, and whether words of theirs told us nothing. */
export interface Wondered {
  readonly task?: Task
  readonly symptom?: Symptom
  readonly notUnderstood?: true
}

export type OutageAsked =
  ({ readonly ok: true } & Wondered) | { readonly ok: false; readonly name: string; readonly value: string }

/** `saw` is a symptom's id or one of its codes; what else people type comes by a form and is in no address. */
export function readOutageQuery(
  symptoms: readonly Symptom[],
  { symptom: doing = '', saw = '' }: Readonly<Record<string, string>>,
): OutageAsked {
  const task = TRIED.find((one) => one === doing)
  if (doing !== '' && task === undefined) return { ok: false, name: 'symptom', value: doing }
  const symptom = symptoms.find(({ id, codes }) => id === saw || codes.some((code) => isSame(code, saw)))
  if (saw !== '' && symptom === undefined) return { ok: false, name: 'saw', value: saw }
  return { ok: true, ...(task !== undefined && { task }), ...(symptom !== undefined && { symptom }) }
}

/** The address of the walk with these answers, without the language's prefix. */
export function outagePath({ task, symptom }: Wondered): string {
  const query = new URLSearchParams({
    ...(task !== undefined && { symptom: task }),
    ...(symptom !== undefined && { saw: symptom.id }),
  })
  return query.size === 0 ? '/help/outage' : `/help/outage?${query.toString()}`
}

function isSame(code: string, typed: string): boolean {
  return code.toUpperCase() === typed.normalize('NFKC').trim().toUpperCase()
}
