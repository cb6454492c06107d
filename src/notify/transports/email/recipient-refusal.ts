/** What a mail server said of one recipient for good (5yz): to us in the session, or to a relay that reports it later. */
export interface RecipientRefusal {
  /** The reply code; absent where a report gives none. */
  readonly status: number | undefined
  /** RFC 3463. */
  readonly enhanced: string | undefined
  /** The server's words. */
  readonly text: string
}

/** RFC 3463: no such mailbox, no such domain, malformed, moved away, takes no mail (RFC 7505), disabled. */
const NO_MAILBOX = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1'])
/** Says no more than the reply code does; relays put it where there was none. */
export const UNSAID = '5.0.0'
const NO_MAILBOX_WORDS =
  /no such (?:user|recipient|mailbox|account)|user unknown|unknown (?:user|recipient|mailbox)|(?:does not|doesn't) exist|(?:user|mailbox|recipient|account) not found|not exist/i
/** Our server refuses to take mail to the outside from us: a setting of ours, and again worth trying once it is mended. */
const RELAY_WORDS = /relay/i

/**
 * `gone`: there is no such mailbox, which pauses the subscription. `refused`: this letter alone. A full mailbox and a
 * policy are no end: the first is emptied, the second may be about our own server.
 */
export function judgeRefusal({ status, enhanced, text }: RecipientRefusal): 'gone' | 'refused' | 'transient' {
  if (enhanced?.startsWith('5.7.') === true && RELAY_WORDS.test(text)) return 'transient'
  const isGone =
    enhanced === undefined || enhanced === UNSAID
      ? status !== undefined && [550, 551, 553].includes(status) && NO_MAILBOX_WORDS.test(text)
      : NO_MAILBOX.has(enhanced)
  return isGone ? 'gone' : 'refused'
}
