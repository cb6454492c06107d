import { isReportable } from '../../../domain/report.ts'
import type { PageContext } from '../page-context.ts'

/** The form, with a component chosen already; null where readers are not asked about it. */
export function reportHref({ prefix, deps: { wallet } }: PageContext, componentId: string): string | null {
  const component = wallet.components.find(({ id }) => id === componentId)
  if (wallet.reports === undefined || component === undefined || !isReportable(component)) return null
  return `${prefix}/report?component=${encodeURIComponent(componentId)}`
}
