/*
 * Takes the types off our files once, and keeps what is left beside the libraries. Node does this by itself, but the compiler
 * that it loads for it stays in memory (15 MB), and so does all of its own cache, which would spare it (22 MB).
 * Plain JavaScript, since it comes before anything in TypeScript; each thread imports it for itself.
 *
 * Run by itself it does all of src/: so it is done in a process of its own, and for an image whose files stay as they are.
 */
import { spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** As safe as the code: whoever can write here can change the libraries too. */
const KEPT = path.join(import.meta.dirname, '../node_modules/.cache/wallet-status')

/** The last line of what is kept: power that fails may leave a file empty or cut short, and no start may end on it. */
const WHOLE = '\n// whole\n'

/** From here on. */
export function importWithoutTypes() {
  let isDone = false
  registerHooks({
    load(url, context, nextLoad) {
      if (!url.endsWith('.ts')) return nextLoad(url, context)
      const file = fileFor(readFileSync(fileURLToPath(url), 'utf8'))
      let source = keptIn(file)
      if (source === undefined && !isDone) {
        spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', import.meta.filename])
        isDone = true
        source = keptIn(file)
      }
      // Where nothing can be kept, Node does it.
      return source === undefined ? nextLoad(url, context) : { format: 'module', source, shortCircuit: true }
    },
  })
}

if (import.meta.main) {
  // Whoever starts first, others read it too, as they do the code.
  process.umask(0o022)
  mkdirSync(KEPT, { recursive: true })
  const cwd = import.meta.dirname
  for (const file of globSync('**/*.ts', { cwd })) keep(readFileSync(path.join(cwd, file), 'utf8'))
}

/** @param {string} typed A file's source; where its JavaScript lies. */
function fileFor(typed) {
  const digest = createHash('sha256').update(process.version).update(WHOLE).update(typed).digest('hex')
  return path.join(KEPT, `${digest}.js`)
}

/**
 * What can be read and is whole.
 *
 * @param {string} file
 */
function keptIn(file) {
  try {
    const kept = readFileSync(file, 'utf8')
    return kept.endsWith(WHOLE) ? kept : undefined
  } catch {
    return undefined
  }
}

/**
 * Line by line and column by column as it was, so that a stack trace tells the truth; whole or not at all, for whoever reads.
 *
 * @param {string} typed
 */
function keep(typed) {
  const file = fileFor(typed)
  if (keptIn(file) !== undefined) return
  const written = `${file}.${randomUUID()}`
  writeFileSync(written, stripTypeScriptTypes(typed) + WHOLE)
  renameSync(written, file)
}
