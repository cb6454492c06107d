import type { PageContext } from '../page-context.ts'

/** The form with this chosen already; null where there is no way to be told. */
export function subscribeHref(
  { prefix, deps: { offers } }: PageContext,
  query: Readonly<Record<string, string>>,
): string | null {
  if (offers === undefined || offers.transports.length === 0) return null
  return `${prefix}/subscribe?${new URLSearchParams(query).toString()}`
}
