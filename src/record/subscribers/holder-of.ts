import { digestOf, hasDigest } from '../../lib/tokens.ts'
import type { Db } from '../../store/open.ts'
import type { StoredSubscriber } from '../../store/subscriber-row.ts'
import { subscriberByToken } from '../../store/subscribers.ts'

/**
 * The subscriber whose token this is; undefined for one that is nobody's, whatever it looks like: malformed ones take
 * the same way and the same time.
 */
export async function holderOf(
  db: Db,
  kind: 'manage' | 'confirm',
  token: string,
): Promise<StoredSubscriber | undefined> {
  const found = await subscriberByToken(db, { kind, hash: digestOf(token) })
  const digest = kind === 'manage' ? found?.manageHash : found?.confirmHash
  return found !== undefined && hasDigest(token, digest ?? '') ? found : undefined
}
