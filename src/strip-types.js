/*
 * Takes the types off our files once, and keeps what is left beside the libraries. Node does this by itself, but the compiler
 * that it loads for it stays in memory (15 MB), and so does all of its own cache, which would spare it (22 MB).
 * Plain JavaScript, since it comes before anything in TypeScript; each thread imports it for itself.
 *
 * Run by itself it does all of src/: so it is done in a process of its own, and for an image whose files stay as they are.
 */
import { spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** As safe as the code: whoever can write here can change the libraries too. */
const KEPT = path.join(import.meta.dirname, '../node_modules/.cache/wallet-status')

/** From here on. */
export function importWithoutTypes() {
  let isDone = false
  registerHooks({
    load(url, context, nextLoad) {
      if (!url.endsWith('.ts')) return nextLoad(url, context)
      const kept = keptFor(readFileSync(fileURLToPath(url), 'utf8'))
      if (!existsSync(kept) && !isDone) {
        spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', import.meta.filename])
        isDone = true
      }
      // Where nothing can be kept, Node does it.
      if (!existsSync(kept)) return nextLoad(url, context)
      return { format: 'module', source: readFileSync(kept, 'utf8'), shortCircuit: true }
    },
  })
}

if (import.meta.main) {
  mkdirSync(KEPT, { recursive: true })
  for (const file of globSync(path.join(import.meta.dirname, '**/*.ts'))) keep(readFileSync(file, 'utf8'))
}

/** @param {string} typed A file's source; where its JavaScript lies. */
function keptFor(typed) {
  return path.join(KEPT, `${createHash('sha256').update(process.version).update(typed).digest('hex')}.js`)
}

/**
 * Line by line and column by column as it was, so that a stack trace tells the truth; whole or not at all, for whoever reads.
 *
 * @param {string} typed
 */
function keep(typed) {
  const file = keptFor(typed)
  if (existsSync(file)) return
  const written = `${file}.${randomUUID()}`
  writeFileSync(written, stripTypeScriptTypes(typed))
  renameSync(written, file)
}
