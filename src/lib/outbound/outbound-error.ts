/**
 * Why a stranger's address gave no answer:
 *
 * - `refused_url`: the address is not one that may be tried.
 * - `refused_address`: the name leads to no address that may be reached.
 * - `unresolved`: the name leads nowhere, or the name server does not say.
 * - `connect`: nobody takes the connection.
 * - `tls`: no secure connection comes about, a certificate that does not hold included.
 * - `timeout`: not done in time.
 * - `reset`: the connection broke off, or what came was not HTTP.
 * - `redirects`: too many of them.
 * - `aborted`: whoever asked gave up, or we are closing.
 */
export type OutboundErrorKind =
  | 'refused_url'
  | 'refused_address'
  | 'unresolved'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'reset'
  | 'redirects'
  | 'aborted'

/**
 * No answer came. It may be logged as it is: it holds the host and no more of the URL, whose path and query are as good as a
 * password. The cause is not kept on purpose, since errors of Node's and undici's carry bytes that were sent or received;
 * its code is.
 */
export class OutboundError extends Error {
  override name = 'OutboundError' as const
  readonly kind: OutboundErrorKind
  /** Node's or undici's code, such as `ECONNREFUSED`. */
  readonly code: string | undefined

  constructor(
    kind: OutboundErrorKind,
    { host, cause }: { readonly host?: string; readonly cause?: unknown } = {},
  ) {
    super(host === undefined ? kind : `${kind}: ${host}`)
    this.kind = kind
    this.code = codeOf(cause)
  }
}

/** The code of an error of Node's or undici's; undefined where it has none. */
function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
