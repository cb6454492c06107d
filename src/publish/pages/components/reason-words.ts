import type { ReasonCode } from '../../../domain/change.ts'
import type { PublicComponent, PublicReason } from '../../snapshot/snapshot.ts'
import { fullName } from './component-name.ts'
import type { PageContext } from '../page-context.ts'

/** Reasons that rest on a number of looks in a row. */
const COUNTED: ReadonlySet<ReasonCode> = new Set([
  'consecutive_failures',
  'consecutive_slow',
  'consecutive_pending',
  'recovered',
])

/** Why a state was given, as a sentence; with figures where the reason carries them, without where it does not. */
export function reasonInWords(context: PageContext, { code, componentId, sample }: PublicReason): string {
  const { words } = context
  const say = (form: string, parameters = {}) => words.say(`state:reason.${form}`, parameters)
  const place = componentId === undefined ? undefined : context.place(componentId)
  const { consecutive, successRate, samples } = sample ?? {}
  if (COUNTED.has(code)) return consecutive === undefined ? say(`${code}_plain`) : say(code, { consecutive })
  if (code === 'success_rate') {
    return successRate === undefined || samples === undefined
      ? say(`${code}_plain`)
      : say(code, { rate: words.percent(successRate), samples })
  }
  if (code !== 'part_impaired') return say(code)
  return place === undefined ? say(`${code}_plain`) : say(code, { name: fullName(context, place) })
}

/** Reasons that say how a component is unstable: slow is not failing, and late is neither. */
const UNSTABLE: ReadonlySet<ReasonCode> = new Set([
  'consecutive_slow',
  'consecutive_pending',
  'success_rate',
  'flapping',
])

/** What a component's state means for whoever wants to use it now. */
export function meaningInWords(
  { words }: PageContext,
  { state, reason }: Pick<PublicComponent, 'state' | 'reason'>,
): string {
  const how = state === 'degraded' && reason !== undefined && UNSTABLE.has(reason.code)
  return words.say(how ? `state:unstable.${reason.code}` : `state:meaning.${state}`)
}
