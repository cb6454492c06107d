import { checkLink } from './check-link.ts'
import { checkMail } from './check-mail.ts'
import { checkName } from './check-name.ts'
import { checkNumber, isWorthTelling } from './check-number.ts'
import { findThings, LONGEST_TEXT, MOST_THINGS } from './find-things.ts'
import type { Finding, Thing } from './finding.ts'
import type { VerifyTools } from './tools.ts'

/** What was found in a text that somebody wants to have checked. */
export interface Checked {
  readonly findings: readonly Finding[]
  /** Only the beginning was read. */
  readonly cut: boolean
}

/**
 * Holds everything in a text against the official list: a number, an address, a sender, an account, a notice's code, or a
 * whole message with several of them. Never throws; what is nothing of the kind comes back as `unreadable`.
 */
export function checkText(typed: string, tools: VerifyTools): Checked {
  const things = findThings(typed)
  const isMessage = things.length > 1 || things[0]?.text !== typed.normalize('NFKC').trim()
  return {
    findings: things.slice(0, MOST_THINGS).flatMap((thing) => check(thing, { tools, isMessage })),
    cut: typed.length > LONGEST_TEXT || things.length > MOST_THINGS,
  }
}

function check(
  { kind, text }: Thing,
  { tools, isMessage }: { readonly tools: VerifyTools; readonly isMessage: boolean },
): Finding[] {
  switch (kind) {
    case 'link':
      return [checkLink(text, tools)]
    case 'mail':
      return [checkMail(text, tools)]
    case 'name': {
      const finding = checkName(text, tools)
      return isMessage && finding.verdict.kind === 'unreadable' ? [] : [finding]
    }
    case 'code':
      return codeOrNumber(text, { tools, isMessage })
    case 'number': {
      const finding = checkNumber(text, tools)
      return finding === undefined || (isMessage && !isWorthTelling(finding)) ? [] : [finding]
    }
    default:
      return kind satisfies never
  }
}

/** Twelve digits may be either; twelve letters in a message are usually a word. */
function codeOrNumber(
  text: string,
  { tools, isMessage }: { readonly tools: VerifyTools; readonly isMessage: boolean },
): Finding[] {
  if (/^\d+$/.test(text)) {
    const number = checkNumber(text, tools)
    if (number !== undefined && (!isMessage || isWorthTelling(number))) return [number]
  }
  if (isMessage && !/\d/.test(text)) return []
  const code = text.toLowerCase()
  return [{ kind: 'code', typed: text, readAs: code, verdict: { kind: 'code', code }, cautions: [] }]
}
