import MiniSearch from 'minisearch'

import { queryTermsOf, termsOf } from './terms.ts'

/** Something that can be found, in one language. Whoever has more of them to offer, such as error codes, adds its own. */
export interface SearchDocument {
  /** Tells apart what is found, over all kinds. */
  readonly id: string
  readonly title: string
  readonly questions: readonly string[]
  readonly keywords: readonly string[]
  readonly text: string
}

/** Ids of what was found, best first. Takes what somebody typed, whatever it is. */
export type Search = (typed: string) => string[]

/** Longer questions are cut: what they are about has been said by then. */
export const LONGEST_QUESTION = 80
const MOST_FOUND = 10

/** What is far less to the point than the best is left out. */
const LEAST_OF_BEST = 0.2
/** Letters in a word before one of them may be wrong. */
const SHORTEST_WITH_SLIP = 4

export function createSearch(documents: readonly SearchDocument[]): Search {
  const index = new MiniSearch<Record<string, string>>({
    fields: ['title', 'questions', 'keywords', 'text'],
    tokenize: termsOf,
    processTerm: (term) => term,
    searchOptions: {
      tokenize: queryTermsOf,
      boost: { title: 4, questions: 4, keywords: 3 },
      prefix: (term) => isLatin(term) && term.length > 2,
      fuzzy: (term) => (isLatin(term) && term.length >= SHORTEST_WITH_SLIP ? 0.2 : false),
      weights: { prefix: 0.5, fuzzy: 0.3 },
    },
  })
  index.addAll(
    documents.map(({ id, title, questions, keywords, text }) => ({
      id,
      title,
      questions: questions.join('\n'),
      keywords: keywords.join('\n'),
      text,
    })),
  )
  return (typed) => {
    const asked = typed.slice(0, LONGEST_QUESTION)
    const found = index.search(asked)
    const best = found[0]?.score ?? 0
    return found
      .filter(({ score }) => score >= best * LEAST_OF_BEST)
      .slice(0, MOST_FOUND)
      .map(({ id }) => String(id))
  }
}

function isLatin(term: string): boolean {
  return /^[a-z_]+$/.test(term)
}
