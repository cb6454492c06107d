/**
 * What makes a letter the same at every try, and another than every other's: the notice's or the digest's id, and its
 * subscriber's. Both are random, and nobody but the recipient and whoever carries the letter sees the second.
 */
export function letterKey(letter: string, subscriberId: string): string {
  return `${letter}.${subscriberId}`
}

/** What a key was made of. */
export function readLetterKey(key: string): { readonly letter: string; readonly subscriberId: string } {
  const end = key.indexOf('.')
  return { letter: key.slice(0, end), subscriberId: key.slice(end + 1) }
}
