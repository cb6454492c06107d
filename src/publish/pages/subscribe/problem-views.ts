import type { PageContext } from '../page-context.ts'

/** One thing that is wrong with a form: which field, and a key below `subscribe:problem.`. */
export interface TypedProblem {
  readonly field: string
  readonly problem: string
}

/** Where on the page each field's part begins; fields of a transport stand with the ways. */
const PLACES: Readonly<Record<string, string>> = {
  topics: 'what',
  once: 'much',
  detail: 'much',
  locale: 'language',
  quiet: 'quiet',
}

/** Every problem in words, with a link to what it is about. */
export function problemViews({ words }: PageContext, problems: readonly TypedProblem[]) {
  return problems.map(({ field, problem }) => ({
    href: `#${PLACES[field] ?? 'how'}`,
    text: words.say(`subscribe:problem.${problem}`),
  }))
}
