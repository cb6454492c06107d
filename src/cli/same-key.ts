import { existsSync } from 'node:fs'

import type { Environment } from '../config/environment.ts'
import { manageToken } from '../lib/letter-links.ts'
import { keptSecretKey, secretKeyFile } from '../lib/secret-key.ts'
import { createTokens, hasDigest, type Tokens } from '../lib/tokens.ts'
import type { Db } from '../store/open.ts'
import { subscribersAfter } from '../store/subscribers.ts'

/** The server makes its links with another key, or nobody can tell. */
class OtherKey extends Error {
  override name = 'OtherKey' as const
  readonly forPeople = true
}

/**
 * The tokens as the server makes them. With another key every link sent to whoever is written here would be worth
 * nothing, so this throws OtherKey where there is no key, and where it is not the one of those who are subscribed.
 */
export async function serversTokens(
  db: Db,
  { secretKey, dataFolder }: Pick<Environment, 'secretKey' | 'dataFolder'>,
): Promise<Tokens> {
  if (secretKey === undefined && !existsSync(secretKeyFile(dataFolder)))
    throw new OtherKey(`There is no secret key in ${dataFolder}. Set SECRET_KEY as the server has it.`)
  const tokens = createTokens(secretKey ?? keptSecretKey(dataFolder))
  const [first] = await subscribersAfter(db, { afterNum: 0, limit: 1 })
  if (first === undefined || hasDigest(manageToken(tokens, first.id), first.manageHash)) return tokens
  throw new OtherKey('The links of those who are subscribed were made with another SECRET_KEY than this one.')
}
