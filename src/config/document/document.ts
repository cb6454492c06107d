import { type Document, LineCounter, parseDocument } from 'yaml'

import { checkNodes } from './check-nodes.ts'
import { type DocumentExpansion, expandDocument } from './expand-document.ts'
import type { Variables } from './expand.ts'
import { locate, resolve } from './locate.ts'
import { type Complaint, formatPath, type Path, type Problem } from '../problem.ts'
import { causes, syntaxMessage } from './syntax-message.ts'

/** Anchors within anchors multiply; a wallet's file stays far below this, a hostile one does not. */
const MOST_ALIASES = 20_000

const NOTHING_EXPANDED: DocumentExpansion = { faults: [], written: new Map() }

/** A configuration as plain data that still knows where in the file each part of it stands. */
export interface Source {
  /** Aliases and merge keys resolved, `${…}` filled in; undefined where the file is too broken to read on. */
  readonly value: unknown
  readonly problems: readonly Problem[]
  /** Gives a complaint its line and column. */
  place(complaint: Complaint): Problem
  /** How a text that held `${…}` stands in the file; undefined for every other place. */
  written(path: Path): string | undefined
}

/**
 * Reads YAML 1.2 with anchors and merge keys. Syntax mistakes and missing variables are problems, never thrown. Without
 * variables `${…}` is a text like any other.
 */
export function readDocument(text: string, file: string, env?: Variables): Source {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    merge: true,
    stringKeys: true,
    prettyErrors: false,
    // checkNodes looks after these, and names them.
    uniqueKeys: false,
    logLevel: 'error',
  })
  const problemAt = (offset: number, path: Path, message: string): Problem => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), path: formatPath(path), message }
  }
  const syntax = causes(document.errors).map((error) => problemAt(error.pos[0], [], syntaxMessage(error)))
  const { faults: mistaken, targets, isReadable } = checkNodes(document)
  const tree = { contents: document.contents, targets }
  // Where the grammar is broken, what follows is guesswork.
  const nodes = (syntax.length > 0 ? [] : mistaken).map(({ offset, path, message }) =>
    problemAt(offset, path, message),
  )
  const { faults, written } = env === undefined ? NOTHING_EXPANDED : expandDocument(document, text, env)
  const missing = faults.map(({ offset, path, message }) => problemAt(offset, path, message))
  const data = document.errors.length === 0 && isReadable ? readData(document) : { problems: [] }
  return {
    value: data.value,
    problems: [...syntax, ...nodes, ...missing, ...data.problems.map((message) => problemAt(0, [], message))],
    place: ({ path, message, at }) => {
      const { offset, keyOffset } = locate(tree, path)
      return problemAt(at === 'key' ? keyOffset : offset, path, message)
    },
    written: (path) => written.get(resolve(locate(tree, path).node, tree)),
  }
}

function readData(document: Document): { value?: unknown; problems: string[] } {
  try {
    return { value: document.toJS({ maxAliasCount: MOST_ALIASES }), problems: [] }
  } catch (error) {
    if (!(error instanceof ReferenceError || error instanceof RangeError)) throw error
    return { problems: ['anchors and aliases unfold to too much to be read'] }
  }
}
