import { IMPACTS } from '../../../domain/incident.ts'
import { monthAt, monthBeside, type Month } from '../../snapshot/calendar.ts'
import { fullName } from '../components/component-name.ts'
import type { Chosen } from './history-query.ts'
import { plainText } from '../../../lib/words/local-text.ts'
import type { PageContext } from '../page-context.ts'

const MONTHS_TO_CHOOSE = 24

/** The filters as a plain form, set as they were. */
export function historyForm(context: PageContext, month: Month, chosen: Chosen) {
  const { words, snapshot, now } = context
  const { zone } = context.deps.wallet.page
  const thisMonth = monthAt(now, zone)
  const recent = Array.from({ length: MONTHS_TO_CHOOSE }, (_, back) => monthBeside(thisMonth, -back, zone))
  const months = recent.some(({ name }) => name === month.name) ? recent : [...recent, month]
  return {
    months: months.map(({ name, fromAt }) => ({
      value: name,
      label: words.month(fromAt),
      selected: name === month.name,
    })),
    groups: snapshot.groups.map((group) => ({
      label: plainText(words, group.name),
      components: group.components.flatMap((component) =>
        [component, ...component.parts].map(({ id }) => option(context, id, chosen.component)),
      ),
    })),
    impacts: IMPACTS.map((impact) => ({
      value: impact,
      label: words.say(`state:impact.${impact}`),
      selected: impact === chosen.impact,
    })),
  }
}

function option(context: PageContext, id: string, chosen: string) {
  const place = context.place(id)
  return { value: id, label: place === undefined ? id : fullName(context, place), selected: id === chosen }
}
