import type { OutboundRules } from '../../lib/outbound/rules.ts'
import { refuseUrl } from '../../lib/outbound/refuse-url.ts'

/** No server has to take longer ones, and most take no longer ones (RFC 9110, 4.1). */
const MAX_URL = 2_048

type UrlReading = { readonly ok: true; readonly url: URL } | { readonly ok: false; readonly problem: string }

/** Reads the URL that somebody gave us, as every browser would; without its fragment, which no server sees. */
export function readUrl(text: string, rules: Pick<OutboundRules, 'ports' | 'allow'>): UrlReading {
  const url = URL.parse(text.trim())
  if (url === null || url.href.length > MAX_URL) return { ok: false, problem: 'url_not_a_url' }
  url.hash = ''
  const refusal = refuseUrl(url.href, rules)
  return refusal === undefined ? { ok: true, url } : { ok: false, problem: `url_${refusal}` }
}
