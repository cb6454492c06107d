import { domainToASCII } from 'node:url'

/** RFC 5321 sections 4.5.3.1.1 and 4.5.3.1.3, less the angle brackets of a path. */
const LONGEST = 254
const LONGEST_LOCAL = 64

/** RFC 5321 Dot-string: no quotes, no comments, nothing that could end a header or begin another. */
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
/** What no name of a host has, though a reader of URLs might make sense of it. */
const NO_DOMAIN = /[\s\p{Cc}\\/?#@:%[\]<>"(),;_]/u

/** A key below `subscribe:problem.`. */
type MailProblem = 'email_missing' | 'email_form' | 'email_ascii' | 'email_long'

export type MailReading =
  { readonly ok: true; readonly address: string } | { readonly ok: false; readonly problem: MailProblem }

/**
 * Reads a mail address as a person typed it: one bare address, nothing beside it. The domain may be in any script and
 * is kept as the ASCII that mail servers know, in small letters; the part before @ is kept letter for letter, since only
 * its own server knows whether case matters, and must be ASCII, since few servers take anything else.
 */
export function readMailAddress(typed: string): MailReading {
  // Chinese keyboards write a wide @.
  const given = typed.trim().replaceAll('＠', '@')
  if (given === '') return wrong('email_missing')
  const at = given.lastIndexOf('@')
  if (at < 1) return wrong('email_form')
  const local = given.slice(0, at)
  if (/[^\p{ASCII}]/u.test(local)) return wrong('email_ascii')
  const domain = readDomain(given.slice(at + 1))
  if (domain === undefined || !LOCAL.test(local)) return wrong('email_form')
  const address = `${local}@${domain}`
  if (local.length > LONGEST_LOCAL || address.length > LONGEST) return wrong('email_long')
  return { ok: true, address }
}

function readDomain(given: string): string | undefined {
  if (NO_DOMAIN.test(given)) return undefined
  const domain = domainToASCII(given).toLowerCase()
  const labels = domain.split('.')
  // An address of numbers has no letters at its end; neither has a name on its own.
  const isName =
    labels.length > 1 && labels.every((label) => LABEL.test(label)) && /[a-z]/.test(labels.at(-1) ?? '')
  return isName ? domain : undefined
}

function wrong(problem: MailProblem): MailReading {
  return { ok: false, problem }
}

/** `a***@example.com`: enough to tell, too little to write to. */
export function maskMailAddress(address: string): string {
  return `${address.slice(0, 1)}***${address.slice(address.lastIndexOf('@'))}`
}
