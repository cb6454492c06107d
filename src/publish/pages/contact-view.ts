import type { Contact } from '../../domain/contact.ts'
import { openingAt } from '../../help/opening-hours.ts'
import { plainText, textView, type TextView } from '../../lib/words/local-text.ts'
import type { PageContext } from './page-context.ts'
import { stateView, type StateView } from './state-view.ts'

/** A way to reach somebody, as it stands in every list of contacts; nothing in it changes by the minute. */
export interface ContactView {
  readonly id: string
  readonly name: TextView
  readonly scope: TextView
  readonly reach: string
  /** `tel:` for a number, the address itself for a page; null where it is neither. */
  readonly href: string | null
  readonly hours: string
  readonly checked: string
}

/** The same with what holds right now: is somebody there, does the line work. */
export interface LiveContactView extends ContactView {
  readonly open: boolean
  readonly opening: string
  readonly state: StateView | null
}

export function contactView({ words }: Pick<PageContext, 'words'>, contact: Contact): ContactView {
  return {
    id: contact.id,
    name: textView(words, contact.name),
    scope: textView(words, contact.scope),
    reach: contact.reach,
    href: hrefOf(contact.reach),
    hours: words.hours(contact.hours),
    checked: words.say('page:contact.checked', {
      source: plainText(words, contact.source),
      date: contact.checkedOn,
    }),
  }
}

export function liveContactView(context: PageContext, contact: Contact): LiveContactView {
  const { words } = context
  const component =
    contact.componentId === undefined ? undefined : context.place(contact.componentId)?.component
  const { open, changesAt } = openingAt(contact.hours, context.deps.wallet.page.zone, context.now)
  // "Open now" would be a promise that a dead line cannot keep.
  const dead = component?.state === 'major_outage'
  const sameDay = changesAt !== undefined && words.dayKey(changesAt) === words.dayKey(context.now)
  const moment = changesAt === undefined ? '' : words.moment(changesAt, context.now).text
  const time = sameDay ? words.clock(changesAt) : moment
  const openKey = changesAt === undefined ? 'always' : 'openUntil'
  const key = open ? (dead ? 'dead' : openKey) : 'closedUntil'
  return {
    ...contactView(context, contact),
    open: open && !dead,
    opening: words.say(`page:contact.${key}`, { time }),
    state: component === undefined ? null : stateView(words, component.state),
  }
}

/** Ways to reach this wallet itself, hotlines first: what a reader in trouble is offered. */
export function hotlines({ deps }: PageContext): Contact[] {
  return deps.wallet.contacts.filter(({ kind }) => kind === 'hotline')
}

function hrefOf(reach: string): string | null {
  if (/^https?:\/\//.test(reach)) return reach
  if (/^[^@\s]+@[^@\s]+$/.test(reach)) return `mailto:${reach}`
  return /^[+\d][\d\s()-]+$/.test(reach) ? `tel:${reach.replaceAll(/[^\d+]/g, '')}` : null
}
