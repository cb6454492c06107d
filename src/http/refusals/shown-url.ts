/** As long as a token of ours (lib/tokens.ts), or longer. */
const OPENS_SOMETHING = /[\w.~%-]{43,}/g

/** A URL as a log may hold it: tokens in it open somebody's subscription, feedback or loss notice, and queries hold what was typed. */
export function shownUrl(url: string): string {
  return url.replace(/\?.*$/s, '').replace(OPENS_SOMETHING, '…')
}
