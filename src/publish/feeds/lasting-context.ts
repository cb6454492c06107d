import type { PageContext, Place } from '../pages/page-context.ts'

/**
 * The context of an entry that was last changed at `at`. Readers keep entries and take one that comes out differently
 * for a new one, so nothing in it may depend on when it is made: no "today" and "tomorrow", nobody is late, and what
 * works at this moment in place of something else is left to the page.
 */
export function lastingContext(context: PageContext, at: number): PageContext {
  const { words } = context
  return {
    ...context,
    now: at,
    words: { ...words, moment: words.dateClock, range: words.dateRange },
    place: (componentId) => withoutAlternatives(context.place(componentId)),
  }
}

function withoutAlternatives(place: Place | undefined): Place | undefined {
  if (place === undefined) return undefined
  const { component, group, parent } = place
  return {
    group,
    component: { ...component, alternatives: [] },
    ...(parent && { parent: { ...parent, alternatives: [] } }),
  }
}
