import { createHash } from 'node:crypto'

import type { LossNotice } from '../../domain/loss-notice.ts'

/**
 * What a receipt vouches for: SHA-256, hex, of the notice as JSON with these members in this order and nothing between
 * them, moments as ISO 8601 in UTC, `null` for what was not said. Whoever holds the receipt can show later what we were told and
 * when; docs/operations.md says how.
 */
export function digestOfNotice(notice: Omit<LossNotice, 'digest' | 'state' | 'steps'>): string {
  const { ref, receivedAt, lost, noticedAt, accountHint, contact, words } = notice
  const told = {
    ref,
    receivedAt: new Date(receivedAt).toISOString(),
    lost,
    noticedAt: noticedAt === undefined ? null : new Date(noticedAt).toISOString(),
    accountHint: accountHint ?? null,
    contact: contact ?? null,
    words: words ?? null,
  }
  return createHash('sha256').update(JSON.stringify(told)).digest('hex')
}
