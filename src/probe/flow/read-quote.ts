import type { JSONValue } from 'json-p3'

import { fenOf } from '../../domain/money.ts'
import type { Quoted } from '../../domain/top-up.ts'
import type { QuotePaths } from './step-options.ts'
import { textAt } from './take.ts'

/** Takes what can be read; an amount that is none, or has more than two decimals, is left out rather than guessed at. */
export function readQuote(paths: QuotePaths, document: JSONValue): Quoted {
  const at = (path: { find(document: JSONValue): readonly JSONValue[] } | undefined) =>
    path === undefined ? undefined : textAt(document, path)
  const available = at(paths.available)
  const amount = (key: 'fee' | 'min' | 'perTransaction' | 'perDay') => {
    const fen = fenOf(at(paths[key]) ?? '')
    return fen === undefined ? {} : { [key]: fen }
  }
  return {
    ...(available === 'true' || available === 'false' ? { available: available === 'true' } : {}),
    ...amount('fee'),
    ...amount('min'),
    ...amount('perTransaction'),
    ...amount('perDay'),
  }
}
