/** One alone is its own trouble. */
const LEAST_TOGETHER = 2

/** Whether so many of several siblings fail at a time that the trouble is taken to lie in what they share. */
export function failTogether(
  { failing, all }: { readonly failing: number; readonly all: number },
  upstreamShare: number,
): boolean {
  return failing >= LEAST_TOGETHER && failing / all >= upstreamShare
}
