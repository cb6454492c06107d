import type { Component } from './component.ts'
import type { LocalText } from './locale.ts'

/** What a reader may say they saw: few enough to choose from while standing at a till. */
export const REPORT_SYMPTOMS = ['fails', 'slow', 'charged', 'closed', 'other'] as const

export type ReportSymptom = (typeof REPORT_SYMPTOMS)[number]

/** "Me too": one reader says that something does not work for them. */
export interface Report {
  readonly componentId: string
  readonly symptom: ReportSymptom
  /** Id of a region of the configuration; absent where the reader did not say. */
  readonly region?: string
}

/**
 * Where on the network a report came from, in steps that grow wider: one connection as providers hand them out (an IPv4
 * address, an IPv6 /64), the block around it (/24, /48), and the network around that (/16, /32). In memory only.
 */
export interface ReportOrigin {
  readonly near: string
  readonly block: string
  readonly net: string
}

interface Region {
  readonly id: string
  readonly name: LocalText
}

/** When reports are more than usual. */
export interface ReportRules {
  /** How long a report counts as being of now, ms. */
  readonly windowMs: number
  /** Fewer unlike reporters than this are never more than usual, however quiet it usually is. */
  readonly floor: number
  /** How many times the usual level is more than usual. */
  readonly factor: number
}

/** How readers may say that something does not work. */
export interface ReportSettings extends ReportRules {
  /** Coarse places to choose from; nobody is asked where they are when there are none. */
  readonly regions: readonly Region[]
}

/** What readers can report: partners that most of them have never heard of are not among it. */
export function isReportable({ onlyWhenImpaired }: Pick<Component, 'onlyWhenImpaired'>): boolean {
  return !onlyWhenImpaired
}
