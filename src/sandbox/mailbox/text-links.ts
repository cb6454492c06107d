/** A stretch of a text: what leads somewhere has an address. */
interface Stretch {
  readonly text: string
  readonly href: string | null
}

/** Ends before what a sentence puts behind an address. */
const ADDRESS = /(https?:\/\/[^\s<>"，。；）]*[^\s<>"，。；）.,;:!?)\]'])/

/** A text whose addresses can be followed; put together, its stretches are the text. */
export function withLinks(text: string): readonly Stretch[] {
  // What a pattern in parentheses matched stands at every second place.
  return text
    .split(ADDRESS)
    .map((stretch, index) => ({ text: stretch, href: index % 2 === 1 ? stretch : null }))
    .filter((stretch) => stretch.text !== '')
}
