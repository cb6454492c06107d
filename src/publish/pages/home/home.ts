import { TASKS } from '../../../domain/component.ts'
import type { PublicGroup, PublicMaintenance } from '../../snapshot/snapshot.ts'
import type { ComponentLine } from '../components/component-line.ts'
import { hotlines, liveContactView } from '../hotline/contact-view.ts'
import { dataAge } from '../data-age.ts'
import type { PageContent } from '../frame.ts'
import { incidentCard } from '../incidents/incident-card.ts'
import { textView } from '../../../lib/words/local-text.ts'
import { maintenanceView } from '../maintenance-view.ts'
import { maintenancesSoon } from '../maintenances-soon.ts'
import type { PageContext } from '../page-context.ts'
import { isBack } from '../../../domain/phases.ts'
import { moreReportsView } from '../report/more-reports.ts'
import { isShown } from '../components/shown.ts'
import { stateView } from '../components/state-view.ts'
import { verdictView } from './verdict-view.ts'

/** Planned work that begins within this time is "tonight"; what lies further off is only named. */
const SOON_MS = 24 * 3_600_000
const MOST_LATER = 3

/** The answer first, then what to do, then everything we watch. */
export function homeContent(context: PageContext, componentLine: ComponentLine): PageContent {
  const { snapshot } = context
  const verdict = verdictView(context)
  return {
    title: verdict.sentence,
    description: verdict.lead,
    path: '/',
    template: 'pages/home',
    picture: '/og/home.png',
    tone: verdict.state,
    feeds: {},
    structured:
      snapshot.dataAt === undefined ? {} : { dateModified: new Date(snapshot.dataAt).toISOString() },
    view: {
      verdict,
      age: dataAge(context),
      moreReports: moreReportsView(context),
      incidentsHeading: incidentsHeading(context),
      incidents: snapshot.incidents.map((incident) => incidentCard(context, incident)),
      tasks: taskRows(context),
      reports: context.deps.wallet.reports !== undefined,
      ...maintenanceParts(context),
      hotlines: hotlines(context).map((contact) => liveContactView(context, contact)),
      subscribe: subscribeView(context),
      groups: snapshot.groups.flatMap((group) => groupView(context, group, componentLine)),
    },
  }
}

function taskRows(context: PageContext) {
  const { words, snapshot } = context
  return TASKS.flatMap((task) => {
    const found = snapshot.tasks.find((one) => one.task === task)
    if (found === undefined) return []
    const groupId = context.place(found.componentId)?.group.id
    return {
      label: words.say(`page:tasks.${task}`),
      href: task === 'call' ? '#hotline' : `#${groupId ?? 'components'}`,
      state: stateView(words, found.state),
    }
  })
}

function maintenanceParts(context: PageContext) {
  const { words, now } = context
  const [soon, later] = [true, false].map((wanted) =>
    maintenancesSoon(context).filter(({ startsAt }) => startsAt < now + SOON_MS === wanted),
  )
  const view = (maintenance: PublicMaintenance) => maintenanceView(context, maintenance)
  const atNight = soon?.every(({ startsAt }) => isNight(words.clock(startsAt))) ?? false
  return {
    maintenanceHeading: words.say(`page:maintenance.${atNight ? 'tonight' : 'soon'}`),
    maintenances: (soon ?? []).map(view),
    later: (later ?? []).slice(0, MOST_LATER).map(view),
  }
}

/** People call it tonight from the evening until they get up. Takes `HH:MM`. */
function isNight(clock: string): boolean {
  return clock >= '18:00' || clock < '06:00'
}

function groupView(context: PageContext, group: PublicGroup, componentLine: ComponentLine) {
  const lines = group.components.filter(isShown).map((component) => componentLine(context, component))
  if (lines.length === 0) return []
  return { id: group.id, name: textView(context.words, group.name), lines }
}

function subscribeView({ deps: { offers } }: PageContext) {
  if (offers === undefined || offers.transports.length === 0) return null
  return { email: offers.transports.includes('email') }
}

/** "Happening now" stands over nothing that works again. */
function incidentsHeading({ words, snapshot: { incidents } }: PageContext): string {
  if (!incidents.every(isBack)) return words.say('page:incidents.heading')
  const matching = incidents.some(({ money }) => money)
  return words.say(`page:incidents.${matching ? 'matching' : 'watching'}`)
}
