import { Value } from 'typebox/value'

import type { ArticlePart } from '../../domain/help-article.ts'
import { checkShape } from '../check/check-shape.ts'
import { readDocument, type Source } from '../document/document.ts'
import { readSource } from '../document/source.ts'
import { type Complaint, ConfigError, type Problem } from '../problem.ts'
import { frontMatter, type FrontMatter } from '../schema/help.ts'
import type { KnownThings } from './known-things.ts'
import { readParts } from './read-parts.ts'

/** One file of an article, in one language. */
export interface VersionFile {
  readonly file: string
  readonly front: FrontMatter
  readonly parts: readonly ArticlePart[]
  /** A problem with a key of the front matter, at its place. */
  problemAt(complaint: Complaint): Problem
}

const FRONT = /^---\r?\n([^]*?)(?:^|\n)---[^\S\n]*(?:\n|$)([^]*)$/

/** Reads an article in one language; its problems instead where it has any. */
export function readVersion(file: string, known: KnownThings): VersionFile | readonly Problem[] {
  try {
    return parseVersion(readSource(file).replaceAll('\r\n', '\n'), file, known)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

function parseVersion(text: string, file: string, known: KnownThings): VersionFile | readonly Problem[] {
  const [, yaml, body = ''] = FRONT.exec(text) ?? []
  if (yaml === undefined) {
    const message = 'found no front matter, expected title, questions and so on between two lines of ---'
    return [{ file, line: 1, column: 1, path: '', message }]
  }
  const source = readDocument(yaml, file, {})
  const problemAt = (complaint: Complaint): Problem => lower(source.place(complaint))
  const front = [...source.problems.map(lower), ...complaints(source, known).map(problemAt)]
  const { parts, mistakes } = readParts(body, known)
  const above = text.slice(0, text.length - body.length).split('\n').length - 1
  const inText = mistakes.map(({ line, message }) => ({
    file,
    line: line + above,
    column: 1,
    path: '',
    message,
  }))
  const empty = parts.length === 0 ? [{ file, line: above + 1, column: 1, path: '', message: EMPTY }] : []
  const problems = [...front, ...inText, ...empty]
  if (problems.length > 0) return problems.toSorted((a, b) => a.line - b.line)
  return { file, front: Value.Decode(frontMatter, source.value), parts, problemAt }
}

/** Below the first line of three hyphens, which the document knows nothing of. */
function lower(problem: Problem): Problem {
  return { ...problem, line: problem.line + 1 }
}

const EMPTY = 'the article ends here, expected its text'

function complaints({ value, written }: Source, known: KnownThings): Complaint[] {
  if (value === undefined) return []
  const components: unknown =
    typeof value === 'object' && value !== null && 'components' in value ? value.components : []
  const ids: readonly unknown[] = Array.isArray(components) ? components : []
  return [
    ...checkShape(frontMatter, { value, path: [], written }),
    ...ids.flatMap((id, index) =>
      typeof id !== 'string' || known.named(id) !== undefined
        ? []
        : [{ path: ['components', index], message: known.unknown(id) }],
    ),
  ]
}
