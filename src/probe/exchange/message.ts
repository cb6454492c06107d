import type { Certificate } from './certificate.ts'
import type { TlsSettings } from './open-socket.ts'
import type { Phases } from './phase-clock.ts'
import type { StillPacked } from './unpack.ts'

/** What is asked over HTTP. */
export interface ExchangeRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** How many redirects to follow; 0 takes a redirect as the answer. */
  readonly redirects: number
  /** The answer is read, and unpacked, up to here and no further. */
  readonly maxBytes: number
  readonly tls?: TlsSettings
  /** Address of an HTTP proxy, credentials included. */
  readonly proxy?: string
}

/** What came back. */
export interface Exchange {
  readonly status: number
  /** Names in lower case; repeated ones joined by a comma. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** The body was longer than `maxBytes`, and this is its beginning. */
  readonly truncated: boolean
  /** Present where the body is compressed and could not be read; `body` is then what was sent. */
  readonly stillPacked?: StillPacked
  /** Where the time went, ms; redirects add up. */
  readonly phases: Phases
  /** From the first thing done until the last byte, ms. */
  readonly latencyMs: number
  /** What the last server showed; absent without TLS. */
  readonly certificate?: Certificate
  /** Where the answer came from, after redirects. */
  readonly url: string
}
