import type { LocalText } from './locale.ts'

/** What is ours beside the contacts, so that whatever claims to be us can be held against it. */
export interface Official {
  readonly domains: readonly OfficialDomain[]
  readonly apps: readonly OfficialApp[]
  readonly accounts: readonly OfficialAccount[]
  readonly senders: readonly OfficialSender[]
  readonly mail: readonly OfficialMail[]
  readonly callers: readonly OfficialCaller[]
  readonly scams: readonly KnownScam[]
}

/** Who says that it is ours, and when somebody last checked, `YYYY-MM-DD`. */
interface Checked {
  readonly source: LocalText
  readonly checkedOn: string
}

interface OfficialDomain extends Checked {
  /** As it stands in addresses: lower case, IDN as `xn--…`. */
  readonly name: string
  /** Whether names below it are ours as well, as with a domain that we registered ourselves. */
  readonly below: boolean
  readonly use: LocalText
}

export interface OfficialApp extends Checked {
  readonly name: LocalText
  /** The only place to get it from. */
  readonly store: LocalText
  readonly link?: string
}

export interface OfficialAccount extends Checked {
  readonly platform: LocalText
  /** Its name there, with or without an @. */
  readonly handle: string
  readonly link?: string
}

/** What a text message of ours comes from: a port or a name. */
export interface OfficialSender extends Checked {
  readonly id: string
  readonly use: LocalText
}

interface OfficialMail extends Checked {
  /** An address, or `@` and a domain for everything sent from there. */
  readonly address: string
  readonly use: LocalText
}

/** A number of ours that calls people and takes no calls. */
interface OfficialCaller extends Checked {
  readonly number: string
  readonly use: LocalText
}

/**
 * Something reported to imitate us. Only its SHA-256 is kept, in hex, so that the list advertises nobody: of
 * `number:`, `host:` or `mail:` and what /verify reads it as.
 */
export interface KnownScam {
  readonly sha256: string
  readonly seenOn: string
}
