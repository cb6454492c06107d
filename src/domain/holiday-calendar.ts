import type { LocalText } from './locale.ts'

/**
 * One year of public holidays as the state publishes it: days off, and the weekend days that are worked in exchange. A year that
 * is not here has not been published or not been entered; whoever counts through it says so.
 */
interface HolidayYear {
  readonly year: number
  readonly days: readonly HolidayDay[]
  /** Where the days come from. */
  readonly source: LocalText
  /** When somebody last checked them, `YYYY-MM-DD`. */
  readonly checkedOn: string
}

export interface HolidayDay {
  /** `YYYY-MM-DD`. */
  readonly date: string
  readonly name: LocalText
  /** False on a weekend day that is worked in exchange for a day off. */
  readonly off: boolean
}

/** Every year that is known. */
export type HolidayCalendar = readonly HolidayYear[]
