import path from 'node:path'

import { loadConfig } from '../../src/config/load.ts'
import { writePast } from '../../src/sandbox/past/write-past.ts'
import { DATABASE_FILE, openStore } from '../../src/store/open.ts'

const DATA = path.resolve(import.meta.dirname, '../../data')

/** Gives a data folder the ninety days that the demonstration has. */
export async function exampleHistory(
  dataFolder: string,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const { wallet, probes } = loadConfig(path.join(DATA, 'wallet.yaml'), env)
  const store = await openStore({ file: path.join(dataFolder, DATABASE_FILE) })
  const file = path.join(DATA, 'demo-past.yaml')
  await writePast({ db: store.db, wallet, probes, now: Date.now(), file })
  await store.close()
}
