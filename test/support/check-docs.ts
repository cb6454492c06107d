import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'

import { Type } from 'typebox'
import { Value } from 'typebox/value'

import { commands } from '../../src/cli/commands.ts'
import { wrongReferences } from './doc-references.ts'

/**
 * `npm run docs:check`: fails when README.md or a file in docs/ names a path of the repository, an npm script or a
 * command that does not exist.
 */
const ROOT = path.resolve(import.meta.dirname, '../..')

const Package = Type.Object({ scripts: Type.Record(Type.String(), Type.String()) })
const { scripts } = Value.Parse(Package, JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')))

const read = await Promise.all([...commands.values()].map((command) => command()))

const known = {
  exists: (name: string) => isMadeLater(name) || globSync(name, { cwd: ROOT }).length > 0,
  scripts: Object.keys(scripts),
  commands: new Map(read.map(({ name, usage }) => [name, verbsOf(name, usage)])),
}

/** Made when the program runs, and ignored by git. */
function isMadeLater(name: string): boolean {
  return readFileSync(path.join(ROOT, '.gitignore'), 'utf8')
    .split('\n')
    .filter((pattern) => pattern !== '')
    .some(
      (pattern) =>
        path.matchesGlob(name, pattern.endsWith('/') ? `${pattern}**` : pattern) || `${name}/` === pattern,
    )
}

/** The lower-case words that the usage puts after the command's name. */
function verbsOf(name: string, usage: string): string[] {
  return [...usage.matchAll(new RegExp(`wallet-status ${name} ([a-z|]+)\\b`, 'g'))].flatMap(
    ([, verbs = '']) => verbs.split('|'),
  )
}

const wrong = ['README.md', ...globSync('docs/*.md', { cwd: ROOT })].flatMap((file) =>
  wrongReferences(readFileSync(path.join(ROOT, file), 'utf8'), known).map(
    ({ line, message }) => `${file}:${line}: ${message}`,
  ),
)
for (const line of wrong) console.error(line)
process.exitCode = wrong.length === 0 ? 0 : 1
