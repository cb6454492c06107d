import { isReportable, REPORT_SYMPTOMS, type ReportSymptom } from '../../../domain/report.ts'
import { isBack } from '../../../domain/phases.ts'
import type { State } from '../../../domain/state.ts'
import { answerReport, type ReportAnswer } from '../../../help/answer-report.ts'
import { concerns } from '../../../judge/explained-reports.ts'
import { componentHref, componentLinks, fullName } from '../components/component-name.ts'
import { dataAge } from '../data-age.ts'
import type { PageContent } from '../frame.ts'
import { incidentCard } from '../incidents/incident-card.ts'
import { notFoundContent } from '../mistake.ts'
import type { PageContext, Place } from '../page-context.ts'
import { subscribeHref } from '../subscribe/subscribe-href.ts'

/** What a report is answered with, from how things are now. Kept for everybody: there is nothing of the reporter in it. */
export function reportThanksContent(
  context: PageContext,
  query: Readonly<Record<string, string>>,
): PageContent {
  const { words, deps } = context
  const place = context.place(query['component'] ?? '')
  const symptom = REPORT_SYMPTOMS.find((one) => one === query['symptom'])
  if (deps.wallet.reports === undefined || place === undefined || !isReportable(place.component))
    return notFoundContent(context)
  const { id } = place.component
  const answer = answerOf(context, place)
  const said = { component: id, ...(symptom && { symptom }) }
  const name = fullName(context, place)
  return {
    title: words.say('report:thanks.title'),
    description: words.say(`report:thanks.${answer.kind}.sentence`, { name }),
    path: `/report/thanks?${new URLSearchParams(said).toString()}`,
    template: 'pages/report-thanks',
    hidden: true,
    form: true,
    sheets: ['assets/report.css'],
    view: {
      name,
      ...answerView(context, place, answer),
      tip: symptom === undefined ? null : tipOf(context, place, symptom),
      links: linksOf(context, place, answer),
    },
  }
}

function answerOf({ snapshot, deps: { wallet } }: PageContext, { component, parent }: Place): ReportAnswer {
  const kin = [component.id, parent?.id, ...component.parts.map(({ id }) => id)]
  const incidents = snapshot.incidents
    .filter((incident) => concerns(incident, component.id, wallet.components))
    .map((incident) => ({ id: incident.id, back: isBack(incident) }))
  return answerReport({
    state: component.state,
    ...(parent && { wholeState: parent.state }),
    incidents,
    heard: snapshot.moreReports.some(({ componentId }) => kin.includes(componentId)),
  })
}

function answerView(context: PageContext, place: Place, { kind, incidentIds }: ReportAnswer) {
  const { words, snapshot, now } = context
  const { component, parent } = place
  const name = fullName(context, place)
  const troubled = component.state === 'operational' ? (parent ?? component) : component
  const seen = kind === 'seen' || kind === 'planned'
  return {
    tone: TONES[kind] ?? troubled.state,
    sentence: words.say(`report:thanks.${kind}.sentence`, { name }),
    more: words.say(`report:thanks.${kind}.more`),
    since: seen && troubled.sinceAt !== undefined ? words.moment(troubled.sinceAt, now) : null,
    age: dataAge(context),
    incidents: snapshot.incidents
      .filter(({ id }) => incidentIds.includes(id))
      .map((incident) => incidentCard(context, incident)),
    alternatives: kind === 'known' || kind === 'seen' ? componentLinks(context, component.alternatives) : [],
    checks: kind === 'well' || kind === 'blind' || kind === 'heard',
  }
}

/** Reports never turn anything red; what is only heard of has no colour. Absent: that of what is seen. */
const TONES: Readonly<Partial<Record<ReportAnswer['kind'], State>>> = {
  heard: 'unknown',
  blind: 'unknown',
  back: 'operational',
  well: 'operational',
}

/** Money that left and has not arrived comes first, whatever else is so. */
function tipOf({ words }: PageContext, { component }: Place, symptom: ReportSymptom): string {
  const key = component.money && symptom === 'other' ? 'money' : symptom
  return words.say(`report:tip.${key}`)
}

function linksOf(context: PageContext, place: Place, { kind }: ReportAnswer) {
  const { words, prefix, deps } = context
  const { id } = place.component
  const component = encodeURIComponent(id)
  const task = [id, place.parent?.id]
    .map((one) => deps.wallet.components.find((known) => known.id === one)?.task)
    .find((one) => one !== undefined && one !== 'call')
  const told = kind === 'well' ? null : subscribeHref(context, { component: id, once: '1' })
  const link = (name: string, href: string) => ({ href, label: words.say(`report:links.${name}`) })
  return [
    ...(told === null ? [] : [link('told', told)]),
    link('outage', `${prefix}/help/outage${task === undefined ? '' : `?symptom=${task}`}`),
    link('component', componentHref(context, id)),
    link('sheet', `${prefix}/hotline/sheet?component=${component}`),
    link('feedback', `${prefix}/feedback?component=${component}`),
  ]
}
