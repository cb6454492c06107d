import type { FastifyInstance } from 'fastify'

import { LOCALES } from '../../domain/locale.ts'
import type { Keeper } from '../../publish/keeper/keeper.ts'
import type { PageName } from '../../publish/page.ts'
import { PREFIXES } from '../language.ts'
import type { SecurityPolicy, SendPolicy } from '../sending/page-headers.ts'
import { createSender } from '../sending/send-kept.ts'
import { serveEager, serveLazy } from '../sending/serve-page.ts'

/**
 * A few seconds in browsers and the CDN, so that a reader who reloads sees the truth; a day from the CDN when we do
 * not answer it.
 */
export const FRESH: SendPolicy = {
  cacheControl: 'public, max-age=5, stale-while-revalidate=30, stale-if-error=86400',
  anyOrigin: false,
}

/** Who needs the emergency page may have no network in a minute; what it says of steps that do not work must be of now. */
const LASTING: SendPolicy = {
  cacheControl: 'public, max-age=30, stale-while-revalidate=60, stale-if-error=604800',
  anyOrigin: false,
}

/** Pages made at the first request after a change, by their address without the language's prefix. */
const LAZY_PAGES = {
  '/components/:id': 'component',
  '/incidents/:id': 'incident',
  '/incidents/:id/card': 'incident-card',
  '/history': 'history',
  '/announcements': 'announcements',
  '/announcements/:id': 'announcement',
  '/help/:id': 'help-article',
  '/hotline': 'hotline',
  '/hotline/notes': 'hotline-notes',
  '/help/lost/notice': 'loss-notice',
  '/subscribe': 'subscribe',
  '/feedback': 'feedback',
  '/help/feedback': 'help-feedback',
  '/quality': 'quality',
  '/quality/complaints.csv': 'complaints-csv',
  '/verify': 'verify',
  '/report': 'report',
  '/report/thanks': 'report-thanks',
  '/privacy': 'privacy',
} as const satisfies Readonly<Record<string, PageName>>

/** Every page that has an address, in both languages. */
export function pageRoutes(
  app: FastifyInstance,
  deps: { readonly keeper: Keeper; readonly security: SecurityPolicy },
): void {
  const { keeper, security } = deps
  const fresh = createSender({ send: FRESH, security })
  const lasting = createSender({ send: LASTING, security })
  for (const locale of LOCALES) {
    const prefix = PREFIXES[locale]
    app.get(prefix || '/', serveEager({ keeper, name: 'home', locale, send: fresh }))
    app.get(`${prefix}/help/lost`, serveEager({ keeper, name: 'help-lost', locale, send: lasting }))
    app.get(`${prefix}/emergency`, serveEager({ keeper, name: 'emergency', locale, send: lasting }))
    for (const [path, name] of Object.entries(LAZY_PAGES)) {
      app.get(prefix + path, serveLazy({ keeper, name, locale, send: fresh }))
    }
  }
}
