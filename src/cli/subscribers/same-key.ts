import { existsSync } from 'node:fs'

import { secretKeyFile } from '../../lib/secret-key.ts'
import type { Tokens } from '../../lib/tokens.ts'
import { OtherKey, serversTokens, type KeySource } from '../../record/subscribers/servers-tokens.ts'
import type { Db } from '../../store/open.ts'

/**
 * The tokens as the server makes them, for commands beside it. A key is never made here: where there is none, the server
 * has it in its environment. Throws OtherKey.
 */
export async function sameTokens(db: Db, source: KeySource): Promise<Tokens> {
  const { secretKey, dataFolder } = source
  if (secretKey === undefined && !existsSync(secretKeyFile(dataFolder)))
    throw new OtherKey(`There is no secret key in ${dataFolder}. Set SECRET_KEY as the server has it.`)
  return serversTokens(db, source)
}
