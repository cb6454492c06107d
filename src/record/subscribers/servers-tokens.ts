import { existsSync } from 'node:fs'

import { manageToken } from '../../lib/letter-links.ts'
import { keptSecretKey, secretKeyFile } from '../../lib/secret-key.ts'
import { createTokens, hasDigest, type Tokens } from '../../lib/tokens.ts'
import type { Db } from '../../store/open.ts'
import { subscribersAfter } from '../../store/subscribers.ts'

/** With this key no link that subscribers hold would work, nor could any of them unsubscribe. */
export class OtherKey extends Error {
  override name = 'OtherKey' as const
  readonly forPeople = true
}

/** Where the key comes from: SECRET_KEY, or else a file in the data folder. */
export interface KeySource {
  readonly secretKey?: string
  readonly dataFolder: string
}

/**
 * The tokens that links are made of. Makes a key where there is none yet. Throws OtherKey where somebody is subscribed
 * and the key is not the one that their links were made with; no key is made then, since nobody could tell it from the lost one.
 */
export async function serversTokens(db: Db, { secretKey, dataFolder }: KeySource): Promise<Tokens> {
  const [first] = await subscribersAfter(db, { afterNum: 0, limit: 1 })
  if (first !== undefined && secretKey === undefined && !existsSync(secretKeyFile(dataFolder)))
    throw new OtherKey(
      `There is no secret key in ${dataFolder}, while there are subscribers whose links were made with one. ${WAY_OUT}`,
    )
  const tokens = createTokens(secretKey ?? keptSecretKey(dataFolder))
  // All links are made with one key, so what the first one shows holds for the rest.
  if (first === undefined || hasDigest(manageToken(tokens, first.id), first.manageHash)) return tokens
  throw new OtherKey(`The links of subscribers were made with another secret key than this one. ${WAY_OUT}`)
}

const WAY_OUT =
  'Put back the secret.key that was in the data folder, or set SECRET_KEY to what it was. Only if that key is lost, run ' +
  '`wallet-status subscribers rekey`: links in letters sent so far end, and later letters bring new ones.'
