import type { Locale } from '../domain/locale.ts'

/** Where each language's addresses begin: Chinese at the root, English below /en. */
export const PREFIXES: Readonly<Record<Locale, string>> = { 'zh-CN': '', en: '/en' }

/** The language of an address, also of one that leads nowhere. */
export function localeOfUrl(url: string): Locale {
  return /^\/en(?:[/?#]|$)/.test(url) ? 'en' : 'zh-CN'
}

/** Addresses that programs read: their errors are JSON. */
export function isForPrograms(url: string): boolean {
  return /^(?:\/en)?\/(?:api\/|healthz|readyz|history\.(?:atom|rss)|feed\.json|calendar\.ics)/.test(url)
}
