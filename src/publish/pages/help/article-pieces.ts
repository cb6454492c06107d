import type { ArticlePart, HelpArticle } from '../../../domain/help-article.ts'
import { LOCALES, prefixOf, type Locale } from '../../../domain/locale.ts'
import { createMarkdown } from '../markdown.ts'
import type { PageContext } from '../page-context.ts'
import { livePiece, type Piece } from './live-blocks.ts'
import { plainWords } from './plain-words.ts'
import { standingOf } from './standing.ts'

/** An article's text as it is now, piece by piece. */
export type ArticlePieces = (context: PageContext, article: HelpArticle) => Piece[]

/** Markdown is turned into HTML once for each piece of text; what is live is filled in each time. */
export function createArticlePieces(): ArticlePieces {
  const made = new WeakMap<ArticlePart, Piece>()
  const markdown = Object.fromEntries(LOCALES.map((locale) => [locale, createMarkdown(prefixOf(locale))]))
  const prose = (part: Extract<ArticlePart, { kind: 'prose' }>, locale: Locale): Piece => {
    const known = made.get(part)
    if (known !== undefined) return known
    const html = markdown[locale]?.(part.markdown) ?? ''
    const fresh = { html, text: plainWords(html) }
    made.set(part, fresh)
    return fresh
  }
  return (context, article) => {
    const piecesOf = (parts: readonly ArticlePart[]): Piece[] =>
      parts.flatMap((part) => {
        if (part.kind === 'prose') return prose(part, context.locale)
        if (part.kind === 'live') return livePiece(context, part.block, article)
        const holds = standingOf(context, part.componentIds) === part.standing
        return piecesOf(holds ? part.holds : part.otherwise)
      })
    return piecesOf(article.versions[context.locale].parts)
  }
}

/** All that an article may say at any time, as one text to search in. */
export function wholeText(parts: readonly ArticlePart[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'prose') return part.markdown
      return part.kind === 'when' ? `${wholeText(part.holds)}\n${wholeText(part.otherwise)}` : ''
    })
    .join('\n')
}
