import { isReportable, REPORT_SYMPTOMS, type Report } from '../../domain/report.ts'
import type { Wallet } from '../../domain/wallet.ts'

/** What a form holds; anything may stand in it. */
export interface ReportInput {
  readonly componentId: string
  readonly symptom: string
  readonly region: string
}

export type ReadReport =
  | { readonly ok: true; readonly report: Report }
  /** With what of it could be read. */
  | { readonly ok: false; readonly missing: 'component' | 'symptom'; readonly read: Partial<Report> }

/** Reads a report; what names nothing of the configuration counts as not said, and a region need not be said. */
export function readReport(
  { components, reports }: Pick<Wallet, 'components' | 'reports'>,
  input: ReportInput,
): ReadReport {
  const componentId = components.find((one) => one.id === input.componentId && isReportable(one))?.id
  const symptom = REPORT_SYMPTOMS.find((one) => one === input.symptom)
  const region = reports?.regions.find(({ id }) => id === input.region)?.id
  const place = region !== undefined && { region }
  if (componentId === undefined)
    return { ok: false, missing: 'component', read: { ...(symptom && { symptom }), ...place } }
  if (symptom === undefined) return { ok: false, missing: 'symptom', read: { componentId, ...place } }
  return { ok: true, report: { componentId, symptom, ...place } }
}
