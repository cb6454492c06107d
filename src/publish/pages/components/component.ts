import { isImpaired, STATES } from '../../../domain/state.ts'
import type { ComponentFigures } from '../../readers/read-component.ts'
import type { PublicComponent, PublicDay } from '../../snapshot/snapshot.ts'
import { BAR_STEP, impairedMs } from '../../drawings/strip.ts'
import { chartViews } from './chart-view.ts'
import { componentLinks, fullName } from './component-name.ts'
import { evidenceView } from './evidence-view.ts'
import type { PageContent } from '../frame.ts'
import { historyRow } from '../history/history-row.ts'
import { textView } from '../../../lib/words/local-text.ts'
import { maintenanceView } from '../maintenance-view.ts'
import { componentHref } from './component-name.ts'
import type { PageContext, Place } from '../page-context.ts'
import { meaningInWords, reasonInWords } from './reason-words.ts'
import { dataAge } from '../data-age.ts'
import { moreReportsView } from '../report/more-reports.ts'
import { reportHref } from '../report/report-href.ts'
import { stateView } from './state-view.ts'
import { subscribeHref } from '../subscribe/subscribe-href.ts'
import { stripView } from './strip-view.ts'

/** One component: what it is, how it is, why we say so, and what to use instead. */
export function componentContent(context: PageContext, place: Place, figures: ComponentFigures): PageContent {
  const { words, now } = context
  const { component, parent } = place
  const name = fullName(context, place)
  const state = stateView(words, component.state)
  const meaning = meaningInWords(context, component)
  return {
    title: words.say('page:component.title', { name, state: state.word }),
    description: meaning,
    path: `/components/${encodeURIComponent(component.id)}`,
    template: 'pages/component',
    tone: component.state,
    feeds: { componentId: component.id },
    view: {
      name,
      purpose: textView(words, component.purpose),
      state,
      meaning,
      since: component.sinceAt === undefined ? null : words.dateClock(component.sinceAt, now),
      reason: component.reason === undefined ? null : reasonInWords(context, component.reason),
      subscribe: subscribeView(context, component),
      moreReports: moreReportsView(context, [component.id, ...component.parts.map(({ id }) => id)]),
      reportHref: reportHref(context, component.id),
      age: dataAge(context),
      parent: parent === undefined ? null : (componentLinks(context, [parent.id])[0] ?? null),
      alternatives: componentLinks(context, component.alternatives),
      offerAlternatives: component.state !== 'operational' && component.alternatives.length > 0,
      parts: component.parts.map((part) => partRow(context, part)),
      evidence: evidenceView(context, figures),
      strip: { ...stripView(words, component), bars: dayBars(context, component.days) },
      days: dayRows(context, component.days),
      ...chartViews(context, figures),
      incidents: figures.incidents.map((incident) => historyRow(context, incident)),
      maintenances: figures.maintenances.map((maintenance) => maintenanceView(context, maintenance)),
      historyHref: `${context.prefix}/history?component=${encodeURIComponent(component.id)}`,
    },
  }
}

/** While it fails, people want to hear that it works again; otherwise, when it fails. */
function subscribeView(context: PageContext, { id, state }: PublicComponent) {
  const once = isImpaired(state)
  const href = subscribeHref(context, { component: id, ...(once && { once: '1' }) })
  return href && { href, label: context.words.say(`subscribe:link.${once ? 'once' : 'this'}`) }
}

function partRow(context: PageContext, part: PublicComponent) {
  return {
    name: textView(context.words, part.name),
    href: componentHref(context, part.id),
    state: stateView(context.words, part.state),
  }
}

/** One title per bar, for those who point at it. */
function dayBars(context: PageContext, days: readonly PublicDay[]) {
  return days.map((day, index) => ({ x: index * BAR_STEP, title: dayTitle(context, day) }))
}

function dayTitle({ words, now }: PageContext, day: PublicDay): string {
  const lost = impairedMs(day)
  const state = words.say(`state:state.${day.worst}`)
  const date = words.date(day.at, now)
  if (lost === 0) return words.say('page:strip.day', { date, state })
  return words.say('page:strip.dayLost', { date, state, lost: words.duration(lost) })
}

/** The table says what the bars say; days without anything to tell are left out of it, newest first. */
function dayRows({ words, now }: PageContext, days: readonly PublicDay[]) {
  return days
    .filter(({ worst }) => worst !== 'operational')
    .toReversed()
    .map((day) => ({
      date: words.date(day.at, now),
      state: stateView(words, day.worst),
      spent: STATES.filter((state) => state !== 'operational' && day.ms[state] >= 1_000)
        .map((state) =>
          words.say('page:strip.spent', {
            state: words.say(`state:state.${state}`),
            length: words.duration(day.ms[state]),
          }),
        )
        .join(words.say('page:list.comma')),
    }))
}
