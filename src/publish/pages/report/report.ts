import { isReportable, REPORT_SYMPTOMS } from '../../../domain/report.ts'
import { plainText } from '../../../lib/words/local-text.ts'
import type { PublicGroup } from '../../snapshot/snapshot.ts'
import { incidentCard } from '../incidents/incident-card.ts'
import type { PageContent } from '../frame.ts'
import { notFoundContent } from '../mistake.ts'
import type { PageContext } from '../page-context.ts'
import { moreReportsView } from './more-reports.ts'

type Query = Readonly<Record<string, string>>

/** The form of "me too": what, what was seen, and where if the reader likes. What it cannot read counts as not chosen. */
export function reportContent(context: PageContext, query: Query): PageContent {
  const { words, snapshot, deps } = context
  const { reports } = deps.wallet
  if (reports === undefined) return notFoundContent(context)
  const chosen = context.place(query['component'] ?? '')?.component.id
  const missing = ['component', 'symptom'].find((name) => name === query['missing'])
  return {
    title: words.say('report:title'),
    description: words.say('report:lead'),
    path: chosen === undefined ? '/report' : `/report?component=${encodeURIComponent(chosen)}`,
    template: 'pages/report',
    form: true,
    sheets: ['assets/report.css'],
    view: {
      missing: missing === undefined ? null : { name: missing, text: words.say(`report:missing.${missing}`) },
      noComponent: missing === 'component',
      noSymptom: missing === 'symptom',
      incidents: snapshot.incidents.map((incident) => incidentCard(context, incident)),
      more: moreReportsView(context),
      chosen: chosen !== undefined,
      groups: snapshot.groups.flatMap((group) => groupView(context, group, chosen)),
      symptoms: REPORT_SYMPTOMS.map((symptom) => ({
        value: symptom,
        label: words.say(`report:symptom.${symptom}`),
        checked: symptom === query['symptom'],
      })),
      regions: reports.regions.map(({ id, name }) => ({
        value: id,
        label: plainText(words, name),
        selected: id === query['region'],
      })),
    },
  }
}

/** A channel and then its banks, each named so that it can be found in a long list. */
function groupView({ words }: PageContext, group: PublicGroup, chosen: string | undefined) {
  const options = group.components.filter(isReportable).flatMap((component) => {
    const channel = plainText(words, component.name)
    const whole = { value: component.id, label: channel, selected: component.id === chosen }
    const parts = component.parts.filter(isReportable).map(({ id, name }) => ({
      value: id,
      label: words.say('page:name.bank', { channel, bank: plainText(words, name) }),
      selected: id === chosen,
    }))
    return [whole, ...parts]
  })
  return options.length === 0 ? [] : [{ label: plainText(words, group.name), options }]
}
