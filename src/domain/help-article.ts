import type { HelpTopic } from './announcement.ts'
import type { Locale } from './locale.ts'

/** What help articles are filed under, in the order that readers see them. */
export const ARTICLE_TOPICS = [
  'outage',
  'top_up',
  'lost',
  'hotline',
  'feedback',
  'wallet',
  'page',
] as const satisfies readonly (HelpTopic | 'wallet' | 'page')[]

type ArticleTopic = (typeof ARTICLE_TOPICS)[number]

/** An answer that operators wrote, with places in it that say what is true at the moment. */
export interface HelpArticle {
  readonly id: string
  readonly topic: ArticleTopic
  /** Within its topic, smallest first. */
  readonly order: number
  /** What it is about, by component id: their state stands above the text. */
  readonly componentIds: readonly string[]
  readonly versions: Readonly<Record<Locale, ArticleVersion>>
}

/** The article in one language. */
export interface ArticleVersion {
  readonly title: string
  /** How people ask for it; the first is the question that the article answers. */
  readonly questions: readonly string[]
  /** Other words that people search by. */
  readonly keywords: readonly string[]
  /** When somebody last checked the text, YYYY-MM-DD. */
  readonly checkedOn: string
  readonly parts: readonly ArticlePart[]
}

export type ArticlePart =
  | { readonly kind: 'prose'; readonly markdown: string }
  | { readonly kind: 'live'; readonly block: LiveBlock }
  | {
      readonly kind: 'when'
      readonly standing: Standing
      readonly componentIds: readonly string[]
      readonly holds: readonly ArticlePart[]
      readonly otherwise: readonly ArticlePart[]
    }

/** What is filled in when a page is made. `componentIds` are in the order written, groups unfolded. */
export type LiveBlock =
  | { readonly kind: 'state' | 'incidents' | 'alternatives'; readonly componentIds: readonly string[] }
  | { readonly kind: 'announcements' | 'hotline' | 'top-up' }

/**
 * How several components stand together, and exactly one of these holds: `impaired` if a fault is seen or told of,
 * else `maintenance` if any is worked on, else `unknown` if nobody has looked at one lately, else `works`.
 */
export const STANDINGS = ['works', 'impaired', 'maintenance', 'unknown'] as const

export type Standing = (typeof STANDINGS)[number]

/** Help pages of the program's own, which no article may take the address of. */
export const OWN_HELP_PAGES = ['outage', 'top-up', 'lost', 'feedback'] as const
