import type { PublicReason } from '../snapshot.ts'
import { fullName } from './component-name.ts'
import type { PageContext } from './page-context.ts'

/** Why a state was given, as a sentence; with figures where the reason carries them, without where it does not. */
export function reasonInWords(context: PageContext, { code, componentId, sample }: PublicReason): string {
  const { words } = context
  const say = (form: string, parameters = {}) => words.say(`state:reason.${form}`, parameters)
  const place = componentId === undefined ? undefined : context.place(componentId)
  const { consecutive, successRate, samples } = sample ?? {}
  switch (code) {
    case 'consecutive_failures':
    case 'consecutive_slow':
    case 'consecutive_pending':
    case 'recovered':
      return consecutive === undefined ? say(`${code}_plain`) : say(code, { consecutive })
    case 'success_rate':
      return successRate === undefined || samples === undefined
        ? say(`${code}_plain`)
        : say(code, { rate: words.percent(successRate), samples })
    case 'part_impaired':
      return place === undefined ? say(`${code}_plain`) : say(code, { name: fullName(context, place) })
    default:
      return say(code)
  }
}
