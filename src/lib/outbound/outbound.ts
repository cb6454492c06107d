/** What may be reached of the addresses that strangers give us. */
export interface OutboundRules {
  /** Ports that may be asked, such as [80, 443, 8080, 8443]. */
  readonly ports: readonly number[]
  /** CIDR blocks that are opened though they are not public: for tests and inner networks. */
  readonly allow: readonly string[]
  /** For the whole exchange, redirects included, ms. */
  readonly timeoutMs: number
  /** Of an answer's body at most so much is read, bytes. */
  readonly maxBodyBytes: number
}

export interface OutboundRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly signal?: AbortSignal
}

export interface OutboundAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** At most `maxBodyBytes`, as UTF-8. */
  readonly body: string
}

/** The guarded client: only public addresses are reached, checked when connecting and after every redirect. */
export interface Outbound {
  /** Throws OutboundError. */
  request(asked: OutboundRequest): Promise<OutboundAnswer>
  close(): Promise<void>
}
