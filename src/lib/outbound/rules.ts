/** What may be reached of the addresses that strangers give us. */
export interface OutboundRules {
  /** Ports that may be asked, such as [80, 443, 8080, 8443]. */
  readonly ports: readonly number[]
  /** CIDR blocks that are opened though they are not public: for tests and inner networks. */
  readonly allow: readonly string[]
  /** For the whole exchange, redirects included, ms. */
  readonly timeoutMs: number
  /** Of an answer's body at most so much is read, bytes; the rest is let go. */
  readonly maxBodyBytes: number
}
