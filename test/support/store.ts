import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { DATABASE_FILE, openStore, type Store } from '../../src/store/open.ts'

/** What of a test is needed to clean up after it. */
interface Teardown {
  teardown(work: () => Promise<void>): void
}

/** A folder of the test's own, removed after it. */
export async function temporaryFolder(t: Teardown): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'wallet-status-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A fresh database in a folder of its own, closed and removed after the test. */
export async function openTestStore(t: Teardown): Promise<Store> {
  return (await openTestStoreFile(t)).store
}

/** The same, with the file's path for tests that open it a second time. */
export async function openTestStoreFile(t: Teardown): Promise<{ store: Store; file: string }> {
  const file = path.join(await temporaryFolder(t), DATABASE_FILE)
  const store = await openStore({ file })
  // tap runs teardowns last first, so the database is closed before its folder goes.
  t.teardown(() => store.close())
  return { store, file }
}
