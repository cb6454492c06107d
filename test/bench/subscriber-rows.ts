import path from 'node:path'

import Database from 'better-sqlite3'

import type { TransportKind } from '../../src/domain/transport.ts'
import { manageToken } from '../../src/lib/letter-links.ts'
import { createTokens, digestOf } from '../../src/lib/tokens.ts'
import { DATABASE_FILE, openStore } from '../../src/store/open.ts'

/** What links of these subscribers are made with. */
export const SECRET_KEY = 'a secret key of the benches, long enough'

export interface SubscriberRows {
  readonly count: number
  readonly transport: TransportKind
  /** The address of each, with `#` where its number goes. */
  readonly address: string
  /** Each follows one component, `part-0`, `part-1` … by turns, out of so many. */
  readonly parts: number
}

/** Makes the database of a data folder with confirmed subscribers; every other one reads Chinese. Answers its file. */
export async function fillSubscribers(
  folder: string,
  { count, transport, address, parts }: SubscriberRows,
): Promise<string> {
  const file = path.join(folder, DATABASE_FILE)
  await (await openStore({ file })).close()
  const raw = new Database(file)
  raw.pragma('synchronous = off')
  raw
    .prepare(
      `insert into subscribers (num, id, transport, address, settings_json, locale, detail, once, status,
        manage_hash, created_at, confirmed_at)
      with recursive numbers (num) as (select 1 union all select num + 1 from numbers where num < @count)
      select num, printf('s%011d', num), @transport, replace(@address, '#', num), '{}',
        iif(num % 2, 'en', 'zh-CN'), 'every_update', 0, 'active', printf('%064x', num), 0, 0
      from numbers`,
    )
    .run({ count, transport, address })
  raw
    .prepare(
      `insert into subscriptions (subscriber, topic, topic_id)
      select num, 'component', 'part-' || cast(num % @parts as integer) from subscribers`,
    )
    .run({ parts })
  // A server starts only with the key that it finds the first one's link made with.
  const first = manageToken(createTokens(SECRET_KEY), 's00000000001')
  raw.prepare('update subscribers set manage_hash = ? where num = 1').run(digestOf(first))
  raw.close()
  return file
}
