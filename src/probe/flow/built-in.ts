const BUILT_IN = new Set(['order_no', 'order_prefix', 'idempotency_key', 'started_at', 'started_at_ms'])

/** Whether a name is given by us and so cannot be given again by a configuration or an answer. */
export function isBuiltIn(name: string): boolean {
  return BUILT_IN.has(name)
}
