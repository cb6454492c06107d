import { prefixOf, type Locale } from '../domain/locale.ts'
import type { LetterLinks } from '../domain/message.ts'
import { writeSecretLink } from './secret-link.ts'
import type { Tokens } from './tokens.ts'

interface LinkedSubscriber {
  readonly id: string
  readonly locale: Locale
  /** When it was last asked to confirm: every asking has a token of its own. */
  readonly askedAt?: number
}

/**
 * A subscriber's own addresses, the same at every call: the page's, in their language, with their tokens; the one that
 * confirms only in a letter that asks for it.
 */
export function linksOf(
  { tokens, publicUrl }: { readonly tokens: Pick<Tokens, 'token'>; readonly publicUrl: string },
  subscriber: LinkedSubscriber,
  { asks }: { readonly asks: boolean },
): Required<Pick<LetterLinks, 'manage' | 'unsubscribe'>> & LetterLinks {
  const site = publicUrl + (subscriber.locale === 'en' ? '/en' : '')
  const manage = `${site}/subscriptions/${manageToken(tokens, subscriber.id)}`
  return {
    manage,
    unsubscribe: `${manage}/unsubscribe`,
    ...(asks && {
      confirm: `${site}/subscribe/confirm/${confirmToken(tokens, subscriber.id, subscriber.askedAt ?? 0)}`,
    }),
  }
}

/**
 * The addresses in a letter about a ticket, to the mailbox that was left with it. They are not the link that its writer took away,
 * which only they hold: whoever reads the mailbox says with `unsubscribe` that the ticket is not theirs, and these open nothing any more.
 */
export function ticketLinksOf(
  { tokens, publicUrl }: { readonly tokens: Pick<Tokens, 'token'>; readonly publicUrl: string },
  { id, locale, ref }: Pick<LinkedSubscriber, 'id' | 'locale'> & { readonly ref: string },
): Required<Pick<LetterLinks, 'manage' | 'unsubscribe'>> {
  const link = writeSecretLink({ ref, token: ticketLetterToken(tokens, id) })
  const manage = `${publicUrl}${prefixOf(locale)}/feedback/${link}`
  return { manage, unsubscribe: `${manage}/unsubscribe` }
}

/** By which a mailbox that was left with a ticket opens it, and disowns it. */
export function ticketLetterToken(tokens: Pick<Tokens, 'token'>, mailboxId: string): string {
  return tokens.token('ticket_letter', mailboxId)
}

/** By which a subscriber shows, changes and ends all of it. */
export function manageToken(tokens: Pick<Tokens, 'token'>, subscriberId: string): string {
  return tokens.token('manage', subscriberId)
}

/** By which an address says yes to what it was asked at that moment. */
export function confirmToken(tokens: Pick<Tokens, 'token'>, subscriberId: string, askedAt: number): string {
  return tokens.token('confirm', subscriberId, askedAt)
}
