import type { Component, ComponentGroup } from './component.ts'
import type { Contact, EmergencyStep } from './contact.ts'
import type { Feedback } from './feedback.ts'
import type { HolidayCalendar } from './holiday-calendar.ts'
import type { LocalText } from './locale.ts'
import type { Symptom } from './symptom.ts'
import type { TopUp } from './top-up.ts'
import type { Official } from './official.ts'
import type { ReportSettings } from './report.ts'
import type { Retention } from './retention.ts'

/** What exists, as configuration declares it and every later stage reads it: the page, its parts, its contacts. */
export interface Wallet {
  readonly page: Page
  readonly groups: readonly ComponentGroup[]
  /** In the order readers see them. */
  readonly components: readonly Component[]
  /** Share of siblings, 0 to 1, that fail together for one trouble of what they share. */
  readonly upstreamShare: number
  readonly contacts: readonly Contact[]
  readonly emergencySteps: readonly EmergencyStep[]
  readonly calendar: HolidayCalendar
  /** In the order readers are offered them. */
  readonly symptoms: readonly Symptom[]
  readonly topUp: TopUp
  /** Absent where nobody takes feedback here. */
  readonly feedback?: Feedback
  /** What is ours beside the contacts. */
  readonly official: Official
  /** How readers say "me too"; absent where nobody is asked. */
  readonly reports?: ReportSettings
  readonly retention: Retention
}

interface Page {
  readonly name: LocalText
  /** The wallet's own name, as readers call it. */
  readonly walletName: LocalText
  /** Legal name, licence and registration lines for the footer. */
  readonly imprint: readonly LocalText[]
  /** IANA zone that times are shown in and days are counted by. */
  readonly zone: string
  /** Where readers reach the page, without a trailing slash; feeds and links need it absolute. */
  readonly publicUrl: string
  /** Every page says so when what it shows is a demonstration. */
  readonly demo: boolean
}
