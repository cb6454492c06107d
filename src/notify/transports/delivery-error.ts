/**
 * Why a letter was not taken:
 *
 * - `gone`: this recipient is no more; the subscription is paused and says so.
 * - `blocked`: it is there, and its vendor says that it takes nothing from us; paused as well.
 * - `refused`: this one letter will never be taken (too large, malformed); others may be.
 * - `transient`: not now; again later.
 * - `rate_limited`: too much at once; again after `retryAfterMs`.
 * - `transport_down`: nothing of this transport gets through now (our mail server is away, our own key is refused): all
 *   of it waits, and no letter's tries are counted.
 */
export type DeliveryErrorKind =
  'gone' | 'blocked' | 'refused' | 'transient' | 'rate_limited' | 'transport_down'

/**
 * A letter was not taken. The message is for operators and the store: it says what the other side answered, and holds no
 * token, secret, address or URL beyond a host.
 */
export class DeliveryError extends Error {
  override name = 'DeliveryError' as const
  readonly kind: DeliveryErrorKind
  /** What the other side asked for, ms. */
  readonly retryAfterMs: number | undefined

  constructor(
    kind: DeliveryErrorKind,
    message: string,
    options: { readonly retryAfterMs?: number | undefined; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.kind = kind
    this.retryAfterMs = options.retryAfterMs
  }
}
