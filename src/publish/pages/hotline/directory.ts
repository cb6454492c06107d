import type { Contact } from '../../../domain/contact.ts'
import { isImpaired } from '../../../domain/state.ts'
import { plainText, textView } from '../../../lib/words/local-text.ts'
import { isCheckDue } from '../check-due.ts'
import { hrefOf, liveContactView } from './contact-view.ts'
import { weekElsewhere, type ForeignClock } from './foreign-clock.ts'
import type { PageContext } from '../page-context.ts'

/** Everything that was verified of a contact, and what holds right now. */
export function directoryView(context: PageContext, contact: Contact, clock: ForeignClock | undefined) {
  const { words } = context
  const { fromAbroad, cost, languages, seniors, menu = [], shownAt = [] } = contact
  const component =
    contact.componentId === undefined ? undefined : context.place(contact.componentId)?.component
  return {
    ...liveContactView(context, contact, clock),
    week: clock === undefined ? null : weekElsewhere(context, contact, clock),
    impaired: component !== undefined && isImpaired(component.state),
    facts: [
      ...(seniors === undefined
        ? []
        : [{ label: words.say('hotline:fact.seniors'), value: textView(words, seniors) }]),
      ...(cost === undefined
        ? []
        : [{ label: words.say('hotline:fact.cost'), value: textView(words, cost) }]),
      ...(languages === undefined
        ? []
        : [{ label: words.say('hotline:fact.languages'), value: textView(words, languages) }]),
    ],
    fromAbroad: fromAbroad === undefined ? null : { reach: fromAbroad, href: hrefOf(fromAbroad) },
    menu: menu.map(({ keys, leadsTo }) => ({ keys: keys.split('-'), leadsTo: textView(words, leadsTo) })),
    shownAt: shownAt.map(({ place, where }) => ({
      place: words.say(`hotline:shown.${place}`),
      where: textView(words, where),
    })),
    verified: verifiedInWords(context, contact),
    source: words.say('hotline:verified.source', { source: plainText(words, contact.source) }),
    overdue: isCheckDue(context, contact),
  }
}

function verifiedInWords({ words }: PageContext, contact: Contact): string {
  const { checkedOn, checkedBy, checkAgainOn } = contact
  const by = checkedBy === undefined ? null : plainText(words, checkedBy)
  return [
    by === null
      ? words.say('hotline:verified.on', { date: words.day(checkedOn) })
      : words.say('hotline:verified.by', { date: words.day(checkedOn), by }),
    ...(checkAgainOn === undefined
      ? []
      : [words.say('hotline:verified.again', { date: words.day(checkAgainOn) })]),
  ].join(' ')
}

/** The directory as plain text, to copy, print or forward. */
export function directoryText(context: PageContext, contacts: readonly Contact[]): string {
  const { words, now } = context
  const lines = contacts.map((contact) =>
    [
      `${plainText(words, contact.name)}  ${contact.reach}`,
      ...(contact.fromAbroad === undefined
        ? []
        : [words.say('hotline:text.fromAbroad', { number: contact.fromAbroad })]),
      words.hours(contact),
      ...(isCheckDue(context, contact) ? [words.say('hotline:verified.overdue')] : []),
    ].join('\n'),
  )
  const made = words.say('hotline:text.made', { time: words.dateClock(now, now).text, zone: words.zoneName })
  return [...lines, made].join('\n\n')
}
