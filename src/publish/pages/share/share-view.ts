import { drawQr, type QrDrawing } from '../../drawings/qr.ts'
import type { PageContext } from '../page-context.ts'

/** A page's content for a chat: plain lines that end with where they come from and how to check them; and its address to scan. */
export interface ShareView {
  readonly text: string
  readonly qr: QrDrawing
  readonly address: string
}

/** `path` is the page's without the language; `code` that of the newest notice about it, where people were told. */
export function shareView(
  context: PageContext,
  { lines, path, code }: { readonly lines: readonly string[]; readonly path: string; readonly code?: string },
): ShareView {
  const { words, deps, prefix, now } = context
  const site = `${deps.wallet.page.publicUrl}${prefix}`
  const address = `${site}${path}`
  const verify = { url: `${site}/verify`, ...(code !== undefined && { code }) }
  return {
    text: [
      ...lines,
      words.say('share:asOf', { time: words.dateClock(now, now).text, zone: words.zoneName }),
      words.say('share:address', { url: address }),
      words.say(code === undefined ? 'share:check' : 'share:checkCode', verify),
    ].join('\n'),
    qr: drawQr(address),
    address,
  }
}
