import { readFileSync } from 'node:fs'

import { Value } from 'typebox/value'
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, parseDocument } from 'yaml'

import type { Wallet } from '../../domain/wallet.ts'
import { checkPast } from './check-past.ts'
import { type Complaint, type Path, PastError, pathInWords } from './past-error.ts'
import { type PastFile, pastSchema } from './schema.ts'

/**
 * Reads and checks the demonstration's past. Throws PastError with the place of every mistake: syntax first, then
 * shape, then what the parts say of one another and of the wallet.
 */
export function readPast(file: string, wallet: Wallet): PastFile {
  const lines = new LineCounter()
  const document = parseDocument(readFileSync(file, 'utf8'), {
    lineCounter: lines,
    merge: true,
    prettyErrors: false,
  })
  const refuse = (faults: readonly { readonly offset: number; readonly message: string }[]): void => {
    if (faults.length === 0) return
    const told = faults.map(({ offset, message }) => {
      const { line, col } = lines.linePos(offset)
      return `${file}:${Math.max(line, 1)}:${Math.max(col, 1)} ${message}`
    })
    throw new PastError(told.join('\n'))
  }
  const place = ({ path, message }: Complaint) => ({
    offset: offsetOf(document, path),
    message: `${pathInWords(path)}: ${message}`,
  })

  refuse(document.errors.map(({ pos: [offset], message }) => ({ offset, message })))
  const value: unknown = document.toJS()
  refuse(shapeComplaints(value).map(place))
  const past = Value.Decode(pastSchema, value)
  refuse(checkPast(past, wallet).map(place))
  return past
}

function shapeComplaints(value: unknown): Complaint[] {
  return Value.Errors(pastSchema, value).flatMap(({ instancePath, keyword, params, message }) => {
    const path = pathOf(instancePath)
    // An unknown key is told of twice, and the other time is the one that has the key in its path.
    if (keyword === 'additionalProperties') return []
    if (keyword === 'boolean') return [{ path, message: 'this key is unknown here' }]
    if (keyword === 'enum') {
      return [{ path, message: `must be one of: ${params.allowedValues.join(', ')}` }]
    }
    return [{ path, message }]
  })
}

/** From a JSON pointer (RFC 6901) to keys and places. No key of ours holds a slash, a tilde or digits only. */
function pathOf(pointer: string): Path {
  const parts = pointer.split('/').slice(1)
  return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

/** Of the key, where the innermost thing on the path that exists has one; else of the thing itself. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const around: unknown = document.getIn(path.slice(0, length - 1), true)
    const last = path[length - 1]
    const pair = isMap(around)
      ? around.items.find(({ key }) => isScalar(key) && key.value === last)
      : undefined
    const key: unknown = isPair(pair) ? pair.key : document.getIn(path.slice(0, length), true)
    if (isNode(key)) return key.range?.[0] ?? 0
  }
  return 0
}
