import { STANDINGS } from '../../domain/help-article.ts'
import type { LiveBlock, Standing } from '../../domain/help-article.ts'
import { nearest } from '../../lib/nearest.ts'
import { oneOf } from '../check/describe.ts'
import type { KnownThings } from './known-things.ts'

/** A line of `{{…}}` by itself: something to fill in, or the beginning, the turn and the end of a text that holds at times. */
export type Directive =
  | { readonly kind: 'live'; readonly block: LiveBlock }
  | { readonly kind: 'when'; readonly standing: Standing; readonly componentIds: readonly string[] }
  | { readonly kind: 'otherwise' | 'end' }
  | { readonly kind: 'mistake'; readonly message: string }

const ALONE = /^\{\{\s*([^{}]*?)\s*\}\}$/
const ABOUT_COMPONENTS = ['state', 'incidents', 'alternatives'] as const
const ABOUT_NOTHING = ['announcements', 'hotline', 'top-up'] as const
const WORDS = [...ABOUT_COMPONENTS, ...ABOUT_NOTHING, 'when', 'otherwise', 'end']

/** What a line of an article orders; undefined for a line of text. */
export function readDirective(line: string, known: KnownThings): Directive | undefined {
  if (!line.includes('{{')) return undefined
  const inner = ALONE.exec(line.trim())?.[1]
  if (inner === undefined)
    return mistake('found {{ within a text, expected a block such as {{hotline}} on a line of its own')
  const [word = '', ...rest] = inner.split(/\s+/)
  if (word === 'otherwise' || word === 'end')
    return rest.length > 0 ? wantsNothing(word, rest) : { kind: word }
  if (word === 'when') return readWhen(rest, known)
  const bare = ABOUT_NOTHING.find((kind) => kind === word)
  if (bare !== undefined) return rest.length > 0 ? wantsNothing(word, rest) : live({ kind: bare })
  const about = ABOUT_COMPONENTS.find((kind) => kind === word)
  if (about !== undefined) return named(rest, known, (componentIds) => live({ kind: about, componentIds }))
  const near = nearest(word, WORDS)
  const hint = near === undefined ? `expected ${oneOf(WORDS)}` : `did you mean "${near}"?`
  return mistake(`there is no live block "${word}"${near === undefined ? ', ' : '; '}${hint}`)
}

function readWhen([word = '', ...rest]: readonly string[], known: KnownThings): Directive {
  const standing = STANDINGS.find((one) => one === word)
  if (standing === undefined) return mistake(`found "${word}" after when, expected ${oneOf(STANDINGS)}`)
  return named(rest, known, (componentIds) => ({ kind: 'when', standing, componentIds }))
}

function named(
  ids: readonly string[],
  known: KnownThings,
  make: (componentIds: readonly string[]) => Directive,
): Directive {
  if (ids.length === 0) return mistake('found no id, expected the ids of components or groups')
  const unknown = ids.find((id) => known.named(id) === undefined)
  if (unknown !== undefined) return mistake(known.unknown(unknown))
  return make([...new Set(ids.flatMap((id) => known.named(id) ?? []))])
}

function live(block: LiveBlock): Directive {
  return { kind: 'live', block }
}

function wantsNothing(word: string, rest: readonly string[]): Directive {
  return mistake(`found "${rest.join(' ')}" after ${word}, expected nothing`)
}

function mistake(message: string): Directive {
  return { kind: 'mistake', message }
}
