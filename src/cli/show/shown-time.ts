/** A moment as a terminal shows it: wall time of the page's zone, `2026-03-14 13:50`. */
export function shownTime(at: number, zone: string): string {
  // Swedish writes dates the way they sort.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(
    at,
  )
}
