import path from 'node:path'

import Database from 'better-sqlite3'

import type { TransportKind } from '../../src/domain/transport.ts'
import { DATABASE_FILE, openStore } from '../../src/store/open.ts'

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
  raw.close()
  return file
}
