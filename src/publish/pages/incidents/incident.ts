import type { LocalText } from '../../../domain/locale.ts'
import { toneOf } from '../../../help/incident/incident-tone.ts'
import type { PublicIncident } from '../../snapshot/snapshot.ts'
import { alternativesOf, fiveAnswers } from './answers.ts'
import { componentHref, fullName } from '../components/component-name.ts'
import type { PageContent } from '../frame.ts'
import { plainText, textView } from '../../../lib/words/local-text.ts'
import type { PageContext } from '../page-context.ts'
import { failingNow } from './failing-now.ts'
import { isBack, isOver } from '../../../domain/phases.ts'
import { incidentLines } from '../share/incident-lines.ts'
import { shareView } from '../share/share-view.ts'
import { needsTillCard } from '../share/till-card.ts'
import { stateView } from '../components/state-view.ts'
import { subscribeHref } from '../subscribe/subscribe-href.ts'
import { timeOut } from './time-out.ts'

/** One incident in full; its address never changes, so that it can be sent to somebody. `code` is its newest notice's. */
export function incidentContent(
  context: PageContext,
  incident: PublicIncident,
  code: string | undefined,
): PageContent {
  const { words, now } = context
  const title = plainText(words, incident.title)
  const outMs = timeOut(incident)
  const phase = words.say(`state:phase.${incident.phase}`)
  return {
    title: words.say('page:incident.title', { title, phase }),
    description: fiveAnswers(context, incident)
      .flatMap(({ lines }) => lines.slice(0, 1).map(({ text }) => text))
      .join(' '),
    path: `/incidents/${incident.id}`,
    template: 'pages/incident',
    sheets: ['assets/share.css'],
    picture: `/og/incidents/${incident.id}.png`,
    tone: toneOf(incident),
    structured: {
      datePublished: new Date(incident.publishedAt).toISOString(),
      dateModified: new Date(incident.updates[0]?.at ?? incident.publishedAt).toISOString(),
    },
    view: {
      back: isBack(incident) ? words.say('page:incidents.back') : null,
      title: textView(words, incident.title),
      phase,
      began: words.dateClock(incident.startedAt, now),
      ended: incident.resolvedAt === undefined ? null : words.dateClock(incident.resolvedAt, now),
      lasted: outMs === undefined ? null : words.duration(outMs),
      answers: fiveAnswers(context, incident),
      // What works again needs nothing in its place.
      alternatives: isBack(incident)
        ? []
        : alternativesOf(
            context,
            failingNow(context, incident).map(({ componentId }) => componentId),
          ),
      ...wordLists(context, incident),
      updates: incident.updates.map((update) => ({
        phase: words.say(`state:phase.${update.phase}`),
        at: words.dateClock(update.at, now),
        body: textView(words, update.body),
        author: words.say(`page:incident.author.${update.author}`),
      })),
      components: affected(context, incident),
      cause: incident.answers.cause === undefined ? null : textView(words, incident.answers.cause),
      subscribeLabel: words.say(`subscribe:link.${incident.phase === 'reconciling' ? 'matched' : 'once'}`),
      subscribeHref: isOver(incident) ? null : subscribeHref(context, { incident: incident.id, once: '1' }),
      told: told(context, incident),
      cardHref: needsTillCard(context, incident) ? `${context.prefix}/incidents/${incident.id}/card` : null,
      share: shareView(context, {
        lines: incidentLines(context, incident),
        path: `/incidents/${incident.id}`,
        ...(code !== undefined && { code }),
      }),
    },
  }
}

function wordLists({ words }: PageContext, incident: PublicIncident) {
  const { answers } = incident
  const list = (name: string, texts: readonly LocalText[] = []) => ({
    label: words.say(`page:incident.${name}`),
    items: texts.map((text) => textView(words, text)),
  })
  return {
    dont: list('dont', isOver(incident) ? [] : answers.dont),
    stillWorks: list('stillWorks', answers.stillWorks),
    notAffected: list('notAffected', answers.notAffected),
  }
}

function affected(context: PageContext, { components }: PublicIncident) {
  return components.flatMap(({ componentId, worst }) => {
    const place = context.place(componentId)
    if (place === undefined) return []
    return {
      name: fullName(context, place),
      href: componentHref(context, componentId),
      state: stateView(context.words, place.component.state),
      worst: context.words.say('page:incident.worst', {
        state: context.words.say(`state:state.${worst}`),
      }),
    }
  })
}

/** How soon we said so: the figure readers judge us by. */
function told({ words }: PageContext, { startedAt, publishedAt }: PublicIncident): string {
  return words.say('page:incident.told', { length: words.duration(Math.max(publishedAt - startedAt, 0)) })
}
