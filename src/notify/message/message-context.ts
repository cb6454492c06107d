import { prefixOf, type Locale } from '../../domain/locale.ts'
import type { Component } from '../../domain/component.ts'
import type { IncidentNews } from '../../domain/notice.ts'
import type { Wallet } from '../../domain/wallet.ts'
import type { Texts } from '../../lib/text.ts'
import { componentNames, incidentNames, type NamedPlace } from '../../lib/words/component-names.ts'
import { plainText } from '../../lib/words/local-text.ts'
import { createWords, type Words } from '../../lib/words/words.ts'

/** What a message in one language is made with. */
export interface MessageContext {
  readonly locale: Locale
  readonly words: Words
  readonly texts: Texts
  readonly wallet: Wallet
  /** Where this language's pages begin, without a trailing slash. */
  readonly site: string
  /** The address of its home page. */
  readonly home: string
  component(id: string): Component | undefined
  /** Names of components that are still configured; a bank carries its channel. */
  names(componentIds: readonly string[]): string[]
  /** What an incident is called by: what matters most first. */
  named(components: IncidentNews['components']): string[]
}

/** Makes it once per language: formatters cost far more than the formatting. */
export function createMessageContext(wallet: Wallet, texts: Texts, locale: Locale): MessageContext {
  const { page, components, groups } = wallet
  const prefix = prefixOf(locale)
  const words = createWords(texts, locale, page.zone)
  const byId = new Map(components.map((component) => [component.id, component]))
  const groupById = new Map(groups.map((group) => [group.id, group]))
  const place = (id: string): NamedPlace | undefined => {
    const component = byId.get(id)
    const group = groupById.get(component?.groupId ?? '')
    if (component === undefined || group === undefined) return undefined
    const parent = byId.get(component.parentId ?? '')
    return { component, group, ...(parent && { parent }) }
  }
  return {
    locale,
    words,
    texts,
    wallet,
    site: `${page.publicUrl}${prefix}`,
    home: `${page.publicUrl}${prefix === '' ? '/' : prefix}`,
    component: (id) => byId.get(id),
    names: (ids) => componentNames(words, ids, { wallet, place }),
    named: (affected) => incidentNames(words, affected, { wallet, place }),
  }
}

/** Whose page it is; a demonstration says that it is one. */
export function senderOf({ words, wallet }: MessageContext): string {
  const { name, demo } = wallet.page
  const sender = plainText(words, name)
  return demo ? words.say('feed:demo', { title: sender }) : sender
}

/** A moment with its date and zone: mail is read later than it is written. */
export function datedIn({ words }: MessageContext, at: number, now: number): string {
  return withZone(words, words.dateClock(at, now).text)
}

export function withZone(words: Words, time: string): string {
  return `${time}${words.say('page:frame.zone', { zone: words.zoneName })}`
}

/** One line: a title must not break a header, whatever people wrote. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

/** Paragraphs with one line break between two, as messages have them. */
export function paragraphs(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
}
