import type { Contact } from '../../../domain/contact.ts'
import type { State } from '../../../domain/state.ts'
import { openingAt, type Opening } from '../../../help/hotline/opening-hours.ts'
import { plainText, textView, type TextView } from '../../../lib/words/local-text.ts'
import type { PageContext } from '../page-context.ts'
import { clockInWords, type ForeignClock } from './foreign-clock.ts'
import { stateView, type StateView } from '../components/state-view.ts'

const DAY_MS = 86_400_000

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
  /** Within its hours, and nothing known that would keep a call from getting through. */
  readonly open: boolean
  /** Its line or page does not work, at whatever hour. */
  readonly dead: boolean
  readonly opening: string
  /** Why today is unlike other days, and that a calendar is missing; null on most days. */
  readonly note: string | null
  readonly state: StateView | null
}

export function contactView({ words }: Pick<PageContext, 'words'>, contact: Contact): ContactView {
  return {
    id: contact.id,
    name: textView(words, contact.name),
    scope: textView(words, contact.scope),
    reach: contact.reach,
    href: hrefOf(contact.reach),
    hours: words.hours(contact),
    checked: words.say('page:contact.checked', {
      source: plainText(words, contact.source),
      date: words.day(contact.checkedOn),
    }),
  }
}

/** With a clock abroad its times stand beside those of the page's zone. */
export function liveContactView(
  context: PageContext,
  contact: Contact,
  clock?: ForeignClock,
): LiveContactView {
  const { words } = context
  const component =
    contact.componentId === undefined ? undefined : context.place(contact.componentId)?.component
  const { zone } = context.deps.wallet.page
  const opening = openingAt(contact, { zone, calendar: context.deps.wallet.calendar }, context.now)
  const dead = component?.state === 'major_outage'
  return {
    ...contactView(context, contact),
    open: opening.open && brokenPromise(component?.state) === null,
    dead,
    opening: openingInWords(context, opening, { state: component?.state, kind: contact.kind, clock }),
    note: openingNote(context, opening),
    state: component === undefined ? null : stateView(words, component.state),
  }
}

function openingInWords(
  context: PageContext,
  { open, changesAt }: Opening,
  {
    state,
    kind,
    clock,
  }: {
    readonly state: State | undefined
    readonly kind: Contact['kind']
    readonly clock: ForeignClock | undefined
  },
): string {
  const { words } = context
  const change = (at: number) =>
    words.say('page:hours.inZone', {
      hours: changeInWords(context, at),
      zone: clockInWords(context, clock, (times) => times.moment(at, context.now).text),
    })
  if (!open) {
    if (changesAt === undefined) return words.say('page:contact.closed')
    return words.say('page:contact.closedUntil', { time: change(changesAt) })
  }
  // Nobody calls a chat or a form.
  const typed = kind === 'chat' || kind === 'form' ? 'typed.' : ''
  const said = brokenPromise(state) ?? (changesAt === undefined ? 'always' : 'openUntil')
  const time = changesAt === undefined ? undefined : change(changesAt)
  return words.say(`page:contact.${typed}${said}`, { time })
}

/** "Open now" would be a promise that a dead line cannot keep, and one under maintenance perhaps not. */
function brokenPromise(state: State | undefined): 'dead' | 'maintenance' | null {
  if (state === 'major_outage') return 'dead'
  return state === 'maintenance' ? 'maintenance' : null
}

/** `18:00` today, `明天（周一）09:00`, and with its date later. */
function changeInWords({ words, now }: PageContext, at: number): string {
  if (words.dayKey(at) === words.dayKey(now)) return words.clock(at)
  if (words.dayKey(at) !== words.dayKey(now + DAY_MS)) return words.moment(at, now).text
  return words.say('page:contact.tomorrow', { weekday: words.weekday(at), time: words.clock(at) })
}

function openingNote({ words }: PageContext, { why, unknownYear }: Opening): string | null {
  const notes = [
    ...(why === undefined ? [] : [words.say('page:contact.why', { why: plainText(words, why) })]),
    ...(unknownYear === undefined ? [] : [words.say('page:contact.unknownYear', { year: unknownYear })]),
  ]
  return notes.length === 0 ? null : notes.join(' ')
}

/** Ways to reach this wallet itself, hotlines first: what a reader in trouble is offered. */
export function hotlines({ deps }: PageContext): Contact[] {
  return deps.wallet.contacts.filter(({ kind }) => kind === 'hotline')
}

/** `tel:` for a number, `mailto:` for a mail address, the address itself for a page. */
export function hrefOf(reach: string): string | null {
  if (/^https?:\/\//.test(reach)) return reach
  if (/^[^@\s]+@[^@\s]+$/.test(reach)) return `mailto:${reach}`
  return /^[+\d][\d\s()-]+$/.test(reach) ? `tel:${reach.replaceAll(/[^\d+]/g, '')}` : null
}
