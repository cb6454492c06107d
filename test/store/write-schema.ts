import { writeFileSync } from 'node:fs'

import { dumpSchema } from './schema-dump.ts'

writeFileSync(new URL('../../src/store/schema.sql', import.meta.url), dumpSchema())
