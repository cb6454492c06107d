/**
 * What a mail's HTML may do, which is less than in most mail programs: it runs and loads nothing, and its links open
 * beside it. It is of no origin (`sandbox`), so it cannot ask the pretend wallet for anything either.
 */
export const MAIL_CSP = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** The pages that its links lead to refuse to be shown in a frame, so they get a tab of their own. */
const LINKS_BESIDE = '<base target="_blank">'

export function forReading(html: string): string {
  const head = /<head\b[^>]*>/i.exec(html)
  if (head === null) return LINKS_BESIDE + html
  const end = head.index + head[0].length
  return html.slice(0, end) + LINKS_BESIDE + html.slice(end)
}
