import { writeFileSync } from 'node:fs'

import Database from 'better-sqlite3'

import { migrate } from '../../src/store/migrate.ts'

/** The schema that all migrations together make, as SQL: what src/store/schema.sql should say. */
export function dumpSchema(): string {
  const raw = new Database(':memory:')
  migrate(raw)
  const made = raw
    .prepare(
      "select sql from sqlite_schema where name not like 'sqlite_%' order by tbl_name, type desc, name",
    )
    .pluck()
    .all()
  raw.close()
  return [
    '-- What the migrations come to. Written by: node test/store/schema-dump.ts',
    ...made.map((sql) => `${String(sql)};`),
    '',
  ].join('\n\n')
}

if (import.meta.main) writeFileSync(new URL('../../src/store/schema.sql', import.meta.url), dumpSchema())
