import type { State } from '../../../domain/state.ts'
import { plainText } from '../../../lib/words/local-text.ts'
import type { PublicComponent } from '../../snapshot/snapshot.ts'
import { fullName } from '../components/component-name.ts'
import type { PageContext } from '../page-context.ts'

/** Where on the ladder a state is told: at a step, at its last one, or beside a number. */
export type RungPlace = 'step' | 'last' | 'line'

/** Whether a rung holds, as words; nothing in it is only a colour. */
export interface RungState {
  readonly state: State
  readonly text: string
  /** What to do instead of waiting; empty where nothing is wrong. */
  readonly advice: string
  /** Told in a box of its own. */
  readonly failing: boolean
}

/** Seen to fail, or planned not to work. What nobody looked at is not called broken here: that would keep people from trying. */
const TROUBLES: readonly State[] = ['degraded', 'partial_outage', 'major_outage', 'maintenance']

/**
 * How the function behind a rung is now: it fails, what it needs fails (codes for a password), it works, or nobody has
 * looked. Undefined for a rung without a function.
 */
export function rungState(
  context: PageContext,
  componentId: string | undefined,
  where: RungPlace,
): RungState | undefined {
  const place = componentId === undefined ? undefined : context.place(componentId)
  if (place === undefined) return undefined
  const { component } = place
  if (TROUBLES.includes(component.state)) return failing(context, component, { of: component, where })
  const needed = needsOf(context, component.id).find(({ state }) => TROUBLES.includes(state))
  if (needed !== undefined) return failing(context, needed, { of: component, where })
  const { words } = context
  const isSeen = component.state === 'operational'
  return {
    state: component.state,
    text: words.say(`emergency:now.${isSeen ? 'works' : 'unseen'}`),
    advice: '',
    failing: false,
  }
}

function failing(
  context: PageContext,
  failed: PublicComponent,
  { of, where }: { readonly of: PublicComponent; readonly where: RungPlace },
): RungState {
  const { words, now } = context
  // With its date: this page is kept and printed, and "today" would soon be wrong.
  const since =
    failed.sinceAt === undefined
      ? ''
      : words.say('emergency:trouble.since', { time: words.dateClock(failed.sinceAt, now).text })
  const text = words.say(`emergency:trouble.${failed.state}`, { since })
  return {
    state: failed.state,
    text:
      failed === of
        ? text
        : words.say('emergency:trouble.needs', { name: plainText(words, failed.name), state: text }),
    advice: adviceOf(context, of, where),
    failing: true,
  }
}

function adviceOf(context: PageContext, { alternatives }: PublicComponent, where: RungPlace): string {
  const { words } = context
  const names = alternatives.flatMap((id) => {
    const place = context.place(id)
    return place === undefined ? [] : [fullName(context, place)]
  })
  if (names.length === 0) return words.say(`emergency:trouble.${where}`)
  return words.say('emergency:trouble.instead', { names: words.list(names) })
}

function needsOf({ deps, place }: PageContext, componentId: string): PublicComponent[] {
  const configured = deps.wallet.components.find(({ id }) => id === componentId)
  return (configured?.dependsOn ?? []).flatMap((id) => place(id)?.component ?? [])
}
