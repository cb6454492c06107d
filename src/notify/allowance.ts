/** How much one subscriber is sent. */
export interface Allowance {
  /** Letters an hour; what is urgent does not wait for it. */
  readonly perHour: number
  /** What the vendor lets one recipient have before it blocks the sender; nothing goes beyond that. */
  readonly perRecipient?: { readonly count: number; readonly withinMs: number } | undefined
}

const HOUR_MS = 3_600_000

/** Until when a subscriber's letters have to wait; undefined where they may go now. `sentAt` is of the last hour, oldest first. */
export function heldUntil(
  { perHour, perRecipient }: Allowance,
  {
    sentAt,
    urgent,
    now,
  }: { readonly sentAt: readonly number[]; readonly urgent: boolean; readonly now: number },
): number | undefined {
  const limits = [
    ...(urgent ? [] : [{ count: perHour, withinMs: HOUR_MS }]),
    ...(perRecipient === undefined ? [] : [perRecipient]),
  ]
  const until = Math.max(...limits.map((limit) => freeAt(sentAt, limit)))
  return until > now ? until : undefined
}

/** When the last `count` letters do not all lie within the time any more. */
function freeAt(
  sentAt: readonly number[],
  { count, withinMs }: { readonly count: number; readonly withinMs: number },
): number {
  const oldest = sentAt[sentAt.length - count]
  return oldest === undefined ? -Infinity : oldest + withinMs
}
