import type { PageContext } from './page-context.ts'

/** How fresh the page is: the absolute time for everybody, and the words a small script may turn it into. */
export interface DataAgeView {
  /** Null before the first look at anything. */
  readonly iso: string | null
  readonly text: string
  /** `{n}` is the number; kept apart so that the script needs no words of its own. */
  readonly secondsAgo: string
  readonly minutesAgo: string
  readonly old: string
}

export function dataAge({ words, snapshot }: PageContext): DataAgeView {
  const { dataAt } = snapshot
  const ago = (unit: 'secondsAgo' | 'minutesAgo') => words.say(`page:age.${unit}`, { n: '{n}' })
  return {
    iso: dataAt === undefined ? null : new Date(dataAt).toISOString(),
    text:
      dataAt === undefined
        ? words.say('page:age.never')
        : words.say('page:age.at', { time: words.clockSeconds(dataAt), zone: words.zoneName }),
    secondsAgo: ago('secondsAgo'),
    minutesAgo: ago('minutesAgo'),
    old: words.say('page:age.old'),
  }
}
