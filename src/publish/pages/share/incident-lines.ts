import { plainText } from '../../../lib/words/local-text.ts'
import type { PublicIncident } from '../../snapshot/snapshot.ts'
import { fiveAnswers } from '../incidents/answers.ts'
import type { PageContext } from '../page-context.ts'

/** Words of the page that speak of "here", said from elsewhere. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'page:answers.money.checking': 'notice:incident.elsewhere.checking',
  'page:answers.next.whenKnown': 'share:whenKnown',
}

/** What, since when, and the five answers, one line each. */
export function incidentLines(context: PageContext, incident: PublicIncident): string[] {
  const { words, deps, now } = context
  const elsewhere = new Map(
    Object.entries(ELSEWHERE).map(([here, there]) => [words.say(here), words.say(there)]),
  )
  const end = incident.resolvedAt
  return [
    words.say('share:incident', {
      site: plainText(words, deps.wallet.page.name),
      title: plainText(words, incident.title),
      phase: words.say(`state:phase.${incident.phase}`),
    }),
    words.say('share:since', { time: words.dateClock(incident.startedAt, now).text }),
    ...(end === undefined ? [] : [words.say('share:until', { time: words.dateClock(end, now).text })]),
    ...fiveAnswers(context, incident).flatMap(({ label, lines: [line] }) =>
      line === undefined
        ? []
        : words.say('share:answer', { label, text: elsewhere.get(line.text) ?? line.text }),
    ),
  ]
}
