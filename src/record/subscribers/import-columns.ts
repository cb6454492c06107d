import { OWN_COLUMNS } from './import-own.ts'
import { STATUSPAGE_COLUMNS } from './import-statuspage.ts'

/** Which program a file comes from, and its columns in the order of the file. */
export interface Sheet {
  readonly kind: 'own' | 'statuspage'
  readonly columns: readonly string[]
}

interface SheetKind {
  readonly kind: Sheet['kind']
  readonly known: readonly string[]
  /** One of each must be there. */
  readonly needs: readonly (readonly string[])[]
}

const KINDS: readonly SheetKind[] = [
  { kind: 'own', known: OWN_COLUMNS, needs: [['transport'], ['address']] },
  {
    kind: 'statuspage',
    known: STATUSPAGE_COLUMNS,
    needs: [
      ['mode', 'type'],
      ['email', 'phone_number', 'endpoint'],
    ],
  },
]

/** Recognises a file by its header; answers what is wrong with the header otherwise. */
export function recogniseSheet(header: readonly string[]): Sheet | { readonly problem: string } {
  const columns = header.map((name) => name.trim().toLowerCase())
  const twice = columns.find((name, index) => columns.indexOf(name) !== index)
  if (twice !== undefined) return { problem: `column "${twice}" is there twice` }
  const found = KINDS.find(({ needs }) => needs.every((some) => some.some((name) => columns.includes(name))))
  if (found === undefined) {
    const known = KINDS.map((kind) => `  ${kind.known.join(', ')}`)
    return { problem: ['the first line names no columns that fit, expected some of', ...known].join('\n') }
  }
  const unknown = columns.filter((name) => !found.known.includes(name))
  if (unknown.length === 0) return { kind: found.kind, columns }
  const named = unknown.map((name) => JSON.stringify(name)).join(', ')
  return { problem: `the first line names ${named}, expected only ${found.known.join(', ')}` }
}
