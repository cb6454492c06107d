import type { Topic } from '../../src/domain/subscriber.ts'
import { digestOf } from '../../src/lib/tokens.ts'
import type { Db } from '../../src/store/open.ts'
import type { StoredSubscriber } from '../../src/store/subscriber-row.ts'
import { insertSubscriber } from '../../src/store/subscribers.ts'

const EVERYTHING: Topic = { kind: 'everything', id: '' }

/** A confirmed subscriber to everything by mail, unless said otherwise; `name` makes its id and address. */
export async function addSubscriber(
  db: Db,
  name: string,
  more: Partial<StoredSubscriber> = {},
): Promise<StoredSubscriber> {
  return insertSubscriber(db, {
    id: name,
    transport: 'email',
    address: `${name}@example.com`,
    settings: {},
    locale: 'en',
    topics: [EVERYTHING],
    detail: 'every_update',
    once: false,
    status: 'active',
    manageHash: digestOf(name),
    createdAt: 0,
    confirmedAt: 0,
    ...more,
  })
}
