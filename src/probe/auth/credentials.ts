import { readFile } from 'node:fs/promises'

import type { Clock } from '../../lib/clock.ts'
import type { OAuth2 } from './auth.ts'
import { messageOf } from '../exchange/exchange-error.ts'
import { ProbeFault } from '../probe-fault.ts'
import { requestToken, type Token, type TokenWay } from './request-token.ts'

/**
 * What probes keep between looks: tokens and certificate files. The composition root makes one and hands it to every
 * look, so that a hundred probes of one gateway ask for one token.
 */
export interface Credentials {
  /** A token that is good for a while; asked for when there is none or 80 % of its life is over. `used` is one that was turned down. */
  token(oauth2: OAuth2, way: TokenWay, used?: Token): Promise<Token>
  /** The text of a file, read anew every minute; a ProbeFault where it cannot be read. */
  file(path: string): Promise<string>
}

const FILE_KEPT_MS = 60_000

export function createCredentials({ clock }: { readonly clock: Clock }): Credentials {
  const tokens = new Map<string, { token: Promise<Token>; current?: Token }>()
  const files = new Map<string, { text: Promise<string>; readAt: number }>()

  function ask(key: string, oauth2: OAuth2, way: TokenWay): Promise<Token> {
    const entry: { token: Promise<Token>; current?: Token } = { token: requestToken(oauth2, way, clock) }
    tokens.set(key, entry)
    entry.token.then(
      (token) => (entry.current = token),
      () => tokens.delete(key),
    )
    return entry.token
  }

  return {
    token(oauth2, way, used) {
      const key = JSON.stringify([oauth2.tokenUrl, oauth2.clientId, oauth2.clientSecret, oauth2.scope])
      const kept = tokens.get(key)
      if (kept === undefined) return ask(key, oauth2, way)
      const { current } = kept
      // One that is on its way is waited for; a token turned down is replaced once, by whoever comes first.
      if (current === undefined) return kept.token
      const spent = current.renewAt <= clock() || (used !== undefined && current.value === used.value)
      return spent ? ask(key, oauth2, way) : kept.token
    },
    file(path) {
      const kept = files.get(path)
      if (kept !== undefined && performance.now() - kept.readAt < FILE_KEPT_MS) return kept.text
      const text = readFile(path, 'utf8').catch((error: unknown) => {
        throw new ProbeFault(`our file cannot be read: ${messageOf(error)}`, { cause: error })
      })
      files.set(path, { text, readAt: performance.now() })
      return text
    },
  }
}
