import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/log.ts'
import { copiedFiles, KEPT_CURRENT, type CopyDeps } from './copied-files.ts'
import { writeFiles } from './write-files.ts'

/**
 * Keeps the pages that are needed most as files in a folder; answers the work to do again and again. That a folder cannot be
 * written is told once, and once that it can be again.
 */
export function createStandingCopy(
  deps: CopyDeps & { readonly folder: string; readonly clock: Clock; readonly log: Log },
): () => Promise<void> {
  const { folder, clock, log } = deps
  const written = new Map<string, string>()
  let failing = false
  return async () => {
    try {
      const files = await copiedFiles(deps, { now: clock(), only: KEPT_CURRENT })
      const changed = files.filter(({ path, content }) => written.get(path) !== content)
      await writeFiles(folder, changed)
      for (const { path, content } of changed) written.set(path, content)
      if (failing) log.info('The copy of the pages in STATIC_DIR is kept again.')
      failing = false
    } catch (err) {
      if (!failing) log.error({ err }, 'The copy of the pages in STATIC_DIR cannot be kept.')
      failing = true
    }
  }
}
