import type { PageContext } from '../page-context.ts'

export type QualityAsked =
  | { readonly ok: true; readonly year: number }
  | { readonly ok: false; readonly name: string; readonly value: string }

/** The year that is asked for; this one unless said. */
export function readQualityQuery(
  { words, now }: PageContext,
  { year = '' }: Readonly<Record<string, string>>,
): QualityAsked {
  const thisYear = Number(words.dayKey(now).slice(0, 4))
  if (year === '') return { ok: true, year: thisYear }
  const asked = /^20\d\d$/.test(year) ? Number(year) : Infinity
  return asked <= thisYear ? { ok: true, year: asked } : { ok: false, name: 'year', value: year }
}
