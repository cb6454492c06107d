import type { HelpArticle, LiveBlock } from '../../../domain/help-article.ts'
import { isImpaired } from '../../../domain/state.ts'
import { announcementRow } from '../announcements/announcement-row.ts'
import { componentLinks, type ComponentLink } from '../components/component-name.ts'
import { hotlines, liveContactView } from '../hotline/contact-view.ts'
import { incidentCard } from '../incidents/incident-card.ts'
import type { PageContext } from '../page-context.ts'
import { plainText } from '../../../lib/words/local-text.ts'
import { incidentsOf } from './standing.ts'
import { rowInWords, stateRows } from './state-rows.ts'

/** A piece of an answer as it is now: for the page, and in plain words. */
export interface Piece {
  readonly html: string
  readonly text: string
}

type About = Pick<HelpArticle, 'topic' | 'componentIds'>

/** Fills in a live block of an article from the snapshot. */
export function livePiece(context: PageContext, block: LiveBlock, article: About): Piece {
  switch (block.kind) {
    case 'state':
      return statePiece(context, block.componentIds)
    case 'incidents':
      return incidentsPiece(context, block.componentIds)
    case 'alternatives':
      return alternativesPiece(context, block.componentIds)
    case 'announcements':
      return announcementsPiece(context, article)
    case 'hotline':
      return hotlinePiece(context)
    case 'top-up':
      return piece(context, 'top-up', { href: `${context.prefix}/help/top-up` }, [])
    default:
      return block satisfies never
  }
}

function statePiece(context: PageContext, componentIds: readonly string[]): Piece {
  const rows = stateRows(context, componentIds)
  return piece(
    context,
    'state',
    { rows },
    rows.map((row) => rowInWords(context, row)),
  )
}

function incidentsPiece(context: PageContext, componentIds: readonly string[]): Piece {
  const incidents = incidentsOf(context, componentIds)
  const seen = componentIds.some((id) => isImpaired(context.place(id)?.component.state ?? 'unknown'))
  const none = context.words.say(`article:live.${seen ? 'notTold' : 'noIncidents'}`)
  return piece(
    context,
    'incidents',
    { none, incidents: incidents.map((incident) => incidentCard(context, incident)) },
    incidents.length === 0 ? [none] : incidents.map(({ title }) => plainText(context.words, title)),
  )
}

function alternativesPiece(context: PageContext, componentIds: readonly string[]): Piece {
  const { words } = context
  const ways = workingWays(context, componentIds)
  const said =
    ways.length === 0
      ? words.say('article:live.noAlternatives')
      : words.say('article:live.alternativesAre', { names: words.list(ways.map(({ name }) => name)) })
  return piece(context, 'alternatives', { ways, none: said }, [said])
}

/** Of several ways those that work; for a single one, what works in its place. */
function workingWays(context: PageContext, componentIds: readonly string[]): ComponentLink[] {
  const own = componentIds.filter((id) => context.place(id)?.component.state === 'operational')
  const others = componentIds.flatMap((id) => context.place(id)?.component.alternatives ?? [])
  return componentLinks(context, componentIds.length > 1 ? own : [...new Set(others)])
}

function announcementsPiece(context: PageContext, { topic, componentIds }: About): Piece {
  const found = context.snapshot.announcements.filter(
    ({ helpTopics, componentIds: ids }) =>
      helpTopics.some((one) => one === topic) || ids.some((id) => componentIds.includes(id)),
  )
  const none = context.words.say('help:official.none')
  return piece(
    context,
    'announcements',
    { none, rows: found.map((announcement) => announcementRow(context, announcement)) },
    found.length === 0 ? [none] : found.map(({ title }) => plainText(context.words, title)),
  )
}

function hotlinePiece(context: PageContext): Piece {
  const lines = hotlines(context).map((contact) => liveContactView(context, contact))
  return piece(
    context,
    'hotline',
    { lines, href: `${context.prefix}/hotline` },
    lines.map(({ name, reach, opening }) =>
      context.words.say('article:live.line', { name: name.text, reach, opening }),
    ),
  )
}

/** `said` is true now and perhaps not in an hour: in plain words it carries its time. */
function piece(context: PageContext, name: string, view: object, said: readonly string[]): Piece {
  const { deps, locale, words, now, prefix } = context
  const html = deps.templates.render(`partials/live/${name}`, {
    locale,
    english: locale === 'en',
    prefix,
    ...view,
  })
  if (said.length === 0) return { html, text: '' }
  const time = words.dateClock(now, now).text
  return {
    html,
    text: words.say('article:live.asOf', { time, said: said.join(words.say('article:live.and')) }),
  }
}
