import type { ArticlePart } from '../../domain/help-article.ts'
import { readDirective, type Directive } from './directive.ts'
import type { KnownThings } from './known-things.ts'

/** Something wrong with a line of an article's text; lines count from 1. */
export interface LineMistake {
  readonly line: number
  readonly message: string
}

/** A `{{when}}` that was begun and not ended yet. */
interface Open {
  readonly directive: Extract<Directive, { kind: 'when' }>
  readonly line: number
  readonly holds: ArticlePart[]
  readonly otherwise: ArticlePart[]
  turned: boolean
}

/** Takes an article's text apart at its blocks. What is fenced as code is text, whatever it looks like. */
export function readParts(
  text: string,
  known: KnownThings,
): { readonly parts: readonly ArticlePart[]; readonly mistakes: readonly LineMistake[] } {
  const whole: ArticlePart[] = []
  const open: Open[] = []
  const mistakes: LineMistake[] = []
  let prose: string[] = []
  let fenced = false

  const here = (): ArticlePart[] => {
    const inner = open.at(-1)
    if (inner === undefined) return whole
    return inner.turned ? inner.otherwise : inner.holds
  }
  const closeProse = (): void => {
    const markdown = prose.join('\n').trim()
    if (markdown !== '') here().push({ kind: 'prose', markdown })
    prose = []
  }
  const follow = (directive: Directive, line: number): void => {
    const inner = open.at(-1)
    switch (directive.kind) {
      case 'live':
        here().push(directive)
        break
      case 'when':
        open.push({ directive, line, holds: [], otherwise: [], turned: false })
        break
      case 'otherwise':
        if (inner === undefined || inner.turned)
          mistakes.push({ line, message: 'found {{otherwise}} outside, expected it once within {{when …}}' })
        else inner.turned = true
        break
      case 'end':
        if (inner === undefined)
          mistakes.push({ line, message: 'found {{end}}, but no {{when …}} was begun' })
        else {
          open.pop()
          const {
            directive: { standing, componentIds },
            holds,
            otherwise,
          } = inner
          here().push({ kind: 'when', standing, componentIds, holds, otherwise })
        }
        break
      case 'mistake':
        mistakes.push({ line, message: directive.message })
        break
      default:
        directive satisfies never
    }
  }

  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(```|~~~)/.test(line)) fenced = !fenced
    const directive = fenced ? undefined : readDirective(line, known)
    if (directive === undefined) prose.push(line)
    else {
      closeProse()
      follow(directive, index + 1)
    }
  }
  closeProse()
  for (const { line } of open) mistakes.push({ line, message: 'this {{when …}} has no {{end}}' })
  return { parts: whole, mistakes }
}
