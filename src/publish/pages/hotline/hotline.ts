import type { ClockPlace } from '../../../domain/clock-place.ts'
import type { Contact } from '../../../domain/contact.ts'
import { isBack } from '../../../domain/phases.ts'
import { openSpansToday } from '../../../help/hotline/opening-hours.ts'
import { bestTimeToday, waitPlace } from '../../../help/hotline/usual-waits.ts'
import type { HotlineFigures } from '../../readers/read-hotline.ts'
import { contactView, hotlines } from './contact-view.ts'
import { dataAge } from '../data-age.ts'
import type { PageContent } from '../frame.ts'
import type { PageContext } from '../page-context.ts'
import { directoryText, directoryView } from './directory.ts'
import { clockChoices, foreignClock, isSameClock, type ForeignClock } from './foreign-clock.ts'
import { todayInFigures, waitStrip } from './wait-strip.ts'
import { bestTimeInWords, liveWait, waitInWords } from './wait-words.ts'

/** The numbers that are really ours, whether somebody answers now, how long that takes, and how to use the call. */
export function hotlineContent(
  context: PageContext,
  figures: ReadonlyMap<string, HotlineFigures>,
  chosen?: ClockPlace,
): PageContent {
  const { words, deps } = context
  const { contacts } = deps.wallet
  const ours = hotlines(context)
  const others = contacts.filter(({ kind }) => kind === 'chat' || kind === 'form')
  const named = chosen === undefined ? undefined : foreignClock(context, chosen)
  const isSame = named !== undefined && isSameClock(context, named)
  const clock = isSame ? undefined : named
  const bodies = contacts.filter(({ kind }) => kind === 'public_body' || kind === 'carrier')
  return {
    title: words.say('hotline:title'),
    description: words.say('hotline:description'),
    path: chosen === undefined ? '/hotline' : `/hotline?clock=${chosen}`,
    ...(chosen !== undefined && { hidden: true }),
    template: 'pages/hotline',
    sheets: ['assets/hotline.css'],
    view: {
      age: dataAge(context),
      home: context.prefix === '' ? '/' : context.prefix,
      troubled: isTroubled(context),
      lines: ours.map((contact) => lineView(context, contact, { figures: figures.get(contact.id), clock })),
      others: others.map((contact) => directoryView(context, contact, clock)),
      clocks: clockChoices(context, chosen),
      sameClock: isSame ? words.say('hotline:clock.same', { name: named.name, zone: words.zoneName }) : null,
      bodies: bodies.map((contact) => contactView(context, contact)),
      bodyNumbers: words.list(
        bodies.map(({ reach }) => reach),
        4,
      ),
      text: directoryText(context, [...ours, ...others, ...bodies]),
    },
  }
}

/** Whether what is usual does not hold: something is broken now, and everybody calls. */
function isTroubled({ snapshot }: PageContext): boolean {
  return snapshot.incidents.some((incident) => !isBack(incident))
}

/** Why today's waits are not the usual ones; null where they may be. */
function unlikeUsual(
  context: PageContext,
  { impaired, state }: ReturnType<typeof directoryView>,
): 'troubled' | 'maintenance' | null {
  if (impaired || isTroubled(context)) return 'troubled'
  return state?.state === 'maintenance' ? 'maintenance' : null
}

function lineView(
  context: PageContext,
  contact: Contact,
  {
    figures,
    clock,
  }: { readonly figures: HotlineFigures | undefined; readonly clock: ForeignClock | undefined },
) {
  const { words, now } = context
  const { page, calendar } = context.deps.wallet
  const view = directoryView(context, contact, clock)
  const live = view.open ? liveWait(words, figures?.queue, now) : null
  if (figures === undefined || figures.calls === 0) return { ...view, live, usual: null }
  const today = waitPlace(calendar, page.zone, now)
  const best = bestTimeToday({
    usual: figures.usual.get(today.row) ?? [],
    open: openSpansToday(contact, { zone: page.zone, calendar }, now),
    zone: page.zone,
    now,
  })
  return {
    ...view,
    live,
    usual: {
      best: bestTimeInWords(context, best, { unlike: unlikeUsual(context, view), clock }),
      strip: waitStrip(context, figures, { today, clock }),
      today: todayInFigures(words, figures, today.row),
      months: figures.months.map((month) => monthView(context, month)),
    },
  }
}

function monthView({ words }: PageContext, month: HotlineFigures['months'][number]) {
  const calls = month.answered + month.lost
  return {
    name: words.month(month.at),
    answered: words.percent(calls === 0 ? 0 : month.answered / calls),
    wait: month.medianMs === undefined ? '–' : waitInWords(words, month.medianMs),
    calls: words.count(calls),
  }
}
