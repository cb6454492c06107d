import { createHash } from 'node:crypto'

import type { Form } from '../../publish/keeper/content-form.ts'
import type { Kept } from '../../publish/keeper/kept-page.ts'
import type { RenderedPage } from '../../publish/page.ts'

/** How a route's pages may be kept by browsers and a CDN, and who may read them from another origin. */
export interface SendPolicy {
  readonly cacheControl: string
  /** For interfaces that other sites' pages read. */
  readonly anyOrigin: boolean
}

/** What holds for the whole server. */
export interface SecurityPolicy {
  /** Readers come over HTTPS, and should from now on. */
  readonly https: boolean
  /** Sources of the scripts the pages carry, such as `sha256-…` without quotes; none by default. */
  readonly scriptHashes: readonly string[]
}

/** For every answer, page or not. */
export function securityHeaders({ https }: SecurityPolicy): [string, string][] {
  return [
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'same-origin'],
    ['X-Frame-Options', 'DENY'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ...(https ? ([['Strict-Transport-Security', 'max-age=31536000']] satisfies [string, string][]) : []),
  ]
}

/** Nothing may run or load: for everything that is not one of our pages. */
export const BARE_CSP = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** Headers of a page in one form, flat as node:http takes them fastest: name, value, name, value … */
export function pageHeaders(
  kept: Kept,
  form: Form,
  policy: { readonly send: SendPolicy; readonly security: SecurityPolicy },
): string[] {
  const { send, security } = policy
  return [
    ['Content-Type', kept.contentType],
    ['Content-Length', String(form.body.length)],
    ...(form.coding === 'identity' ? [] : [['Content-Encoding', form.coding]]),
    ['Content-Language', kept.locale],
    ...revalidationHeaders(kept, form, send),
    ['Content-Security-Policy', policyOf(kept, security)],
    ...securityHeaders(security),
  ].flat()
}

/** What a 304 repeats (RFC 9110, 15.4.5). */
export function revalidationHeaders(kept: Kept, form: Form, policy: SendPolicy): [string, string][] {
  return [
    ['ETag', form.etag],
    ['Last-Modified', new Date(kept.changedAt).toUTCString()],
    ['Cache-Control', policy.cacheControl],
    ['Vary', 'Accept-Encoding'],
    ...(policy.anyOrigin ? ([['Access-Control-Allow-Origin', '*']] satisfies [string, string][]) : []),
  ]
}

function policyOf({ contentType, forms }: Kept, security: SecurityPolicy): string {
  return contentSecurityPolicy({ contentType, body: forms.identity.body.toString() }, security)
}

/**
 * The page's own style sheet is allowed by its hash: the first one, which the template's head holds. One that
 * came in with somebody's text stands after it and stays without effect.
 */
export function contentSecurityPolicy(
  { contentType, body }: Pick<RenderedPage, 'contentType' | 'body'>,
  { scriptHashes }: SecurityPolicy,
): string {
  if (!contentType.startsWith('text/html')) return BARE_CSP
  const [, style] = /<style[^>]*>([^]*?)<\/style>/.exec(body) ?? []
  const styleSource = style === undefined ? "'none'" : `'sha256-${hashOf(style)}'`
  const scriptSource =
    scriptHashes.length === 0 ? "'none'" : scriptHashes.map((hash) => `'${hash}'`).join(' ')
  return [
    "default-src 'none'",
    `style-src ${styleSource}`,
    `script-src ${scriptSource}`,
    "img-src 'self' data:",
    // What shows notices while the page is closed, and makes an app of it on the home screen.
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
