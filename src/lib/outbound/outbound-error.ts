/**
 * Why there is no answer:
 *
 * - `refused_url`, `refused_address`: we do not go there; nothing was sent.
 * - `unresolved`: the name has no address, or its name server did not say.
 * - `connect`, `tls`: no connection came about; a certificate that does not hold is `tls`.
 * - `timeout`: the whole exchange took longer than it may; the request may have arrived.
 * - `reset`: the connection broke, or what came over it was not HTTP; the request may have arrived.
 * - `redirects`: sent on too many times.
 * - `aborted`: the one who asked gave up; the request may have arrived.
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
 * No answer came. Addresses and headers of strangers hold tokens, so the message says the kind and at most the host. The
 * cause, which the log prints too, is Node's or undici's account of the connection, and knows no more than the host.
 */
export class OutboundError extends Error {
  override name = 'OutboundError' as const
  readonly kind: OutboundErrorKind
  /** Empty where there is none. */
  readonly host: string

  constructor(kind: OutboundErrorKind, about: { readonly host?: string; readonly cause?: unknown } = {}) {
    const { host = '', cause } = about
    super(
      host === '' ? kind : `${kind} (${host})`,
      cause === undefined ? undefined : { cause: withoutEcho(cause) },
    )
    this.kind = kind
    this.host = host
  }
}

/** undici keeps the bytes that it could not read beside the message, and whoever sent them may have echoed our request. */
function withoutEcho(cause: unknown): unknown {
  if (cause instanceof Error && 'data' in cause) cause.data = undefined
  return cause
}
