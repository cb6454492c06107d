import { createHash } from 'node:crypto'

import type { Contact } from '../../domain/contact.ts'
import { LOCALES, prefixOf } from '../../domain/locale.ts'
import { STATES, type State } from '../../domain/state.ts'
import { feedLinks } from '../feeds/feed-links.ts'
import type { RenderedPage } from '../page.ts'
import { contactView } from './hotline/contact-view.ts'
import { plainText, textView } from '../../lib/words/local-text.ts'
import type { PageContext } from './page-context.ts'

/** A page's own part; the frame adds head, bar and footer. */
export interface PageContent {
  readonly status?: RenderedPage['status']
  /** Without the site's name; says the verdict where there is one. */
  readonly title: string
  readonly description: string
  /** Without language prefix, with the query that makes it this page: `/history?month=2026-03`. */
  readonly path: string
  readonly template: string
  readonly view: object
  /** Tints the top of the page. */
  readonly tone?: State
  /** Kept out of search results: pages that answer a mistake. */
  readonly hidden?: boolean
  /** Without the styles of live data, for a page that must stay small. */
  readonly lean?: boolean
  /** Pointed to in the head and, where the template has a place for them, on the page: those of everything or of a component. */
  readonly feeds?: { readonly componentId?: string }
  /** Its picture for where its address is shared, without the language's prefix. */
  readonly picture?: string
  /** With the styles of forms. */
  readonly form?: boolean
  /** Style sheets of this page alone, by template name: `assets/hotline.css`. */
  readonly sheets?: readonly string[]
  /** More of schema.org than "a web page". */
  readonly structured?: Readonly<Record<string, unknown>>
}

export function framedPage(context: PageContext, content: PageContent): RenderedPage {
  const { deps, locale } = context
  const feeds = content.feeds === undefined ? [] : feedLinks(context, content.feeds.componentId)
  const main = deps.templates.render(content.template, {
    locale,
    english: locale === 'en',
    prefix: context.prefix,
    zone: context.words.zoneName,
    publicUrl: deps.wallet.page.publicUrl,
    hasContacts: hasContacts(context),
    feeds,
    ...content.view,
  })
  const body = deps.templates.render('layouts/page', {
    ...headView(context, content),
    feeds,
    ...footView(context, content),
    // Only the marks this page uses travel with it.
    symbols: Object.fromEntries(STATES.map((state) => [state, main.includes(`#s-${state}`)])),
    main,
  })
  return { status: content.status ?? 200, contentType: 'text/html; charset=utf-8', body }
}

function headView({ deps, words, locale, prefix }: PageContext, content: PageContent): object {
  const { page } = deps.wallet
  const siteName = plainText(words, page.name)
  const address = (of: (typeof LOCALES)[number]) => {
    const path = `${prefixOf(of)}${content.path === '/' ? '' : content.path}`
    return `${page.publicUrl}${path === '' ? '/' : path}`
  }
  return {
    locale,
    prefix,
    homeHref: prefix === '' ? '/' : prefix,
    title: `${content.title} · ${siteName}`,
    ownTitle: content.title,
    description: content.description,
    siteName,
    canonical: address(locale),
    alternates: LOCALES.map((of) => ({ lang: of, href: address(of) })),
    ogLocale: locale.replace('-', '_'),
    hidden: content.hidden ?? false,
    lean: content.lean ?? false,
    form: content.form ?? false,
    sheets: content.sheets ?? [],
    tone: content.tone ?? null,
    picture: content.picture === undefined ? null : `${page.publicUrl}${prefix}${content.picture}`,
    demo: page.demo,
    other: LOCALES.filter((of) => of !== locale).map((of) => ({
      lang: of,
      href: address(of).slice(page.publicUrl.length),
    })),
    structured: structured({ ...content, address: address(locale), locale, siteName }),
  }
}

function footView(context: PageContext, _content: PageContent): object {
  const { deps, words, snapshot, now } = context
  const { page, contacts } = deps.wallet
  return {
    subscribes: (deps.offers?.transports.length ?? 0) > 0,
    reports: deps.wallet.reports !== undefined,
    feedback: deps.wallet.feedback !== undefined,
    contacts: nearest(contacts).map((contact) => contactView(context, contact)),
    imprint: page.imprint.map((line) => textView(words, line)),
    dataAt: snapshot.dataAt === undefined ? null : words.dateClock(snapshot.dataAt, now),
    builtAt: words.dateClock(snapshot.builtAt, now),
    zone: words.zoneName,
  }
}

/** The hotlines; where there are none, the first of the other ways to reach this wallet. */
function nearest(contacts: readonly Contact[]): readonly Contact[] {
  const hotlines = contacts.filter(({ kind }) => kind === 'hotline')
  return hotlines.length > 0 ? hotlines : contacts.filter(isOurs).slice(0, 1)
}

/** Whether the footer lists ways to reach this wallet: without any, no page may point at that list. */
export function hasContacts({ deps }: PageContext): boolean {
  return deps.wallet.contacts.some(isOurs)
}

function isOurs({ kind }: Contact): boolean {
  return kind !== 'public_body' && kind !== 'carrier'
}

/** JSON-LD for search engines; `<` is written so that no text can end the script element. */
function structured(page: {
  readonly title: string
  readonly description: string
  readonly address: string
  readonly locale: string
  readonly siteName: string
  readonly structured?: Readonly<Record<string, unknown>>
}): string {
  return JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'WebPage',
    name: page.title,
    url: page.address,
    inLanguage: page.locale,
    isPartOf: { '@type': 'WebSite', name: page.siteName },
    ...page.structured,
  }).replaceAll('<', '\\u003c')
}

/** `sha256-…` of an inline script, for a content security policy that allows this one and no other. */
export function scriptHash(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`
}
