import type { Announcement } from '../../../domain/announcement.ts'
import type { HelpArticle } from '../../../domain/help-article.ts'
import { LOCALES, type Locale } from '../../../domain/locale.ts'
import type { Symptom } from '../../../domain/symptom.ts'
import { createSearch, type Search, type SearchDocument } from '../../../help/search/search.ts'
import { textView } from '../../../lib/words/local-text.ts'
import { announcementRow } from '../announcements/announcement-row.ts'
import type { PageContext } from '../page-context.ts'
import type { StateView } from '../components/state-view.ts'
import { articleMark } from './article.ts'
import { wholeText } from './article-pieces.ts'

/** Something found, as a line to go to. */
export interface FoundRow {
  readonly title: string
  readonly href: string
  readonly kind: string
  readonly state: StateView | null
}

/** Finds answers, symptoms with their codes, and announcements in force by what somebody typed. */
type FindHelp = (context: PageContext, typed: string) => FoundRow[]

/** Symptoms stand beside the answers; more than these would push them out of sight. */
const MOST_SYMPTOMS = 3

/** Articles and symptoms never change while the program runs; announcements do, and are few. */
export function createFindHelp(articles: readonly HelpArticle[], symptoms: readonly Symptom[]): FindHelp {
  const answers = finder(articles, articleDocument)
  const seen = finder(symptoms, symptomDocument)
  return (context, typed) => {
    const news = finder(context.snapshot.announcements, announcementDocument)
    return [
      ...answers(context.locale, typed).map((article) => articleRow(context, article)),
      ...seen(context.locale, typed)
        .slice(0, MOST_SYMPTOMS)
        .map((symptom) => symptomRow(context, symptom)),
      ...news(context.locale, typed).map((announcement) => newsRow(context, announcement)),
    ]
  }
}

/** Finds among things of one kind. A language's index is made when it is first asked for. */
function finder<Thing extends { readonly id: string }>(
  things: readonly Thing[],
  documentOf: (thing: Thing, locale: Locale) => SearchDocument,
): (locale: Locale, typed: string) => Thing[] {
  const byId = new Map(things.map((thing) => [thing.id, thing]))
  const searches = new Map<Locale, Search>()
  return (locale, typed) => {
    const search = searches.get(locale) ?? createSearch(things.map((thing) => documentOf(thing, locale)))
    searches.set(locale, search)
    return search(typed).flatMap((id) => byId.get(id) ?? [])
  }
}

function articleDocument({ id, versions }: HelpArticle, locale: Locale): SearchDocument {
  const { title, questions, keywords, parts } = versions[locale]
  return { id, title, questions, keywords, text: wholeText(parts) }
}

function symptomDocument({ id, seen, codes, phrases, meaning }: Symptom, locale: Locale): SearchDocument {
  const title = seen[locale] ?? ''
  return { id, title, questions: phrases, keywords: codes, text: meaning[locale] ?? '' }
}

/** What was written in one language only is found by that. */
function announcementDocument({ id, title, body }: Announcement, locale: Locale): SearchDocument {
  const either = (text: Announcement['title']) =>
    text[locale] ?? LOCALES.map((one) => text[one] ?? '').join('')
  return { id, title: either(title), questions: [], keywords: [], text: either(body) }
}

function articleRow(context: PageContext, article: HelpArticle): FoundRow {
  const { words, locale, prefix } = context
  return {
    title: article.versions[locale].title,
    href: `${prefix}/help/${article.id}`,
    kind: words.say(`article:topic.${article.topic}`),
    state: articleMark(context, article),
  }
}

function symptomRow({ words, prefix }: PageContext, { id, seen }: Symptom): FoundRow {
  return {
    title: textView(words, seen).text,
    href: `${prefix}/help/outage?saw=${encodeURIComponent(id)}`,
    kind: words.say('article:found.symptom'),
    state: null,
  }
}

function newsRow(context: PageContext, announcement: Announcement): FoundRow {
  const { title, href, kind } = announcementRow(context, announcement)
  return {
    title: title.text,
    href,
    kind: context.words.say('article:found.announcement', { kind }),
    state: null,
  }
}
