import { DeliveryError, type DeliveryErrorKind } from '../delivery-error.ts'
import { judgeRefusal } from './recipient-refusal.ts'

/** What is read of an error of nodemailer's; its words may repeat the recipient's address and are not kept. */
interface SmtpFailure {
  /** Such as `EENVELOPE`, `EAUTH`, `ETIMEDOUT`. */
  readonly code?: unknown
  /** The system's own, such as `ECONNREFUSED` where `code` is `ESOCKET`. */
  readonly originalCode?: unknown
  /** The command that was answered so. */
  readonly command?: unknown
  readonly responseCode?: unknown
  readonly response?: unknown
}

const RATE_CODES = new Set([421, 450, 451, 452, 454])
const RATE_WORDS =
  /\brate|too (?:many|much|fast)|\blimit|throttl|slow down|quota|frequen|(?<!timeout )exceed/i
/** An address is its owner's choice of words, and what follows this is another server's, told on to us. */
const QUOTED = /<[^<>]*>|\bsaid:.*/gs
const FULL = /4\.2\.2|mailbox (?:is )?full|over ?quota/i
const WAIT = /(\d{1,5}) ?(s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?)\b/i

/**
 * What an SMTP failure means for a letter. `begun` says that the session stood when it failed: then it may be this
 * letter's own fault, which must be counted, while one that never stood holds up everybody's.
 */
export function deliveryErrorOf(error: unknown, { begun }: { readonly begun: boolean }): DeliveryError {
  const { code, originalCode, command, responseCode, response } = failureOf(error)
  const text = typeof response === 'string' ? response : ''
  if (typeof responseCode !== 'number') {
    const name = [originalCode, code].find(isErrorCode) ?? 'failed'
    // Whoever called it back had their reason; it says nothing of the mail server.
    const own = begun || code === 'EABORT'
    return new DeliveryError(own ? 'transient' : 'transport_down', `mail server: ${name}`)
  }
  const enhanced = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(text)?.[0]
  const said = `mail server answered ${responseCode}${enhanced === undefined ? '' : ` ${enhanced}`}`
  const kind = kindOf({ status: responseCode, enhanced, text, command, code, begun })
  return new DeliveryError(
    kind,
    said,
    kind === 'rate_limited' ? { retryAfterMs: waitIn(ownWords(text)) } : {},
  )
}

interface Answer {
  readonly status: number
  readonly enhanced: string | undefined
  readonly text: string
  readonly command: unknown
  readonly code: unknown
  readonly begun: boolean
}

function kindOf({ status, enhanced, text, command, code, begun }: Answer): DeliveryErrorKind {
  if (code === 'EAUTH' || status === 530 || status === 535) return 'transport_down'
  if (status < 500) {
    const tooMuch = RATE_CODES.has(status) && RATE_WORDS.test(ownWords(text)) && !FULL.test(text)
    if (tooMuch) return 'rate_limited'
    // A greeting that puts us off is nobody's letter's fault.
    return begun ? 'transient' : 'transport_down'
  }
  // Nobody's letter has been spoken of yet, or the sender itself is refused.
  if (command !== 'RCPT TO' && command !== 'DATA') return 'transport_down'
  if (command === 'DATA') return 'refused'
  // What is said of one recipient, whose own server may have worded it, never holds up the others.
  return judgeRefusal({ status, enhanced, text })
}

/** What our mail server says by itself: nobody else may hold up everybody's mail. */
function ownWords(text: string): string {
  return text.replaceAll(QUOTED, '')
}

/** "try again in 300 seconds", ms. */
function waitIn(text: string): number | undefined {
  const [, amount, unit] = WAIT.exec(text) ?? []
  return amount === undefined ? undefined : Number(amount) * (/^m/i.test(unit ?? '') ? 60_000 : 1_000)
}

function isErrorCode(code: unknown): code is string {
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code)
}

function failureOf(error: unknown): SmtpFailure {
  return typeof error === 'object' && error !== null ? error : {}
}
