import { readEnvironment } from '../../config/environment.ts'
import { keptSecretKey } from '../../lib/secret-key.ts'
import { createTokens } from '../../lib/tokens.ts'
import { rekey } from '../../record/subscribers/rekey.ts'
import { openStore } from '../../store/open.ts'
import { claimServing } from '../../store/serving.ts'
import type { CommandIo } from '../command.ts'
import { existingDatabase, sayDone } from '../database-path.ts'

/** Takes the present key for that of all subscribers, since the one before is lost. Throws AlreadyServed beside a server. */
export async function rekeySubscribers(io: CommandIo): Promise<number> {
  const { secretKey, dataFolder } = readEnvironment(io.env, io.cwd)
  const file = existingDatabase(io)
  // A server that runs has a key that works, and would go on making links with it.
  const serving = claimServing(file)
  try {
    const store = await openStore({ file })
    try {
      const count = await rekey(store.db, createTokens(secretKey ?? keptSecretKey(dataFolder)))
      sayDone(io, `The links of ${count} subscribers are made with the present key from now on.`)
      return 0
    } finally {
      await store.close()
    }
  } finally {
    serving.release()
  }
}
