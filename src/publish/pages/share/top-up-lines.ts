import { isImpaired } from '../../../domain/state.ts'
import { plainText } from '../../../lib/words/local-text.ts'
import type { PublicComponent } from '../../snapshot/snapshot.ts'
import { fullName } from '../components/component-name.ts'
import type { PageContext } from '../page-context.ts'
import { channelsOf, partsOf } from '../top-up/top-up-facts.ts'

/** How every channel is, and which of its banks do not work; banks that do are not named. */
export function topUpLines(context: PageContext): string[] {
  const { words, deps, place } = context
  const site = plainText(words, deps.wallet.page.name)
  const shown = channelsOf(context).flatMap(({ id }) => [
    id,
    ...partsOf(context, id).flatMap((bank) => (isTroubled(place(bank.id)?.component) ? bank.id : [])),
  ])
  const lines = shown.flatMap((id) => {
    const found = place(id)
    if (found === undefined) return []
    const text = words.say(`state:state.${found.component.state}`)
    return words.say('share:answer', { label: fullName(context, found), text })
  })
  return [words.say('share:topUp', { site }), ...lines]
}

function isTroubled(component: PublicComponent | undefined): boolean {
  return component !== undefined && (isImpaired(component.state) || component.state === 'maintenance')
}
