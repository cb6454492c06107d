import type { IncomingMessage, RequestListener, Server } from 'node:http'

import { LOCALES } from '../../domain/locale.ts'
import type { Keeper } from '../../publish/keeper/keeper.ts'
import { pageKey } from '../../publish/keeper/kept-page.ts'
import type { PageName } from '../../publish/page.ts'
import { PREFIXES } from '../language.ts'
import type { SendRaw } from './send-kept.ts'

/** Pages that are asked for most when something fails, by the path that leads to them without a language. */
export type ShortPages = readonly {
  readonly path: string
  readonly name: PageName
  readonly params?: Readonly<Record<string, string>>
}[]

/**
 * Answers a plain `GET` of a home page, and of the help pages, before the framework sees it: what half the world asks for
 * when something fails costs a look-up and a write. Everything else, and a page that is not finished yet, goes the usual
 * way; the answers are the same to the letter (test/http/shortcut.test.ts).
 */
export function takeShortcut(
  server: Server,
  { keeper, send, pages }: { keeper: Keeper; send: SendRaw; pages: ShortPages },
): void {
  const keys = new Map(
    LOCALES.flatMap((locale) =>
      pages.map(({ path, name, params = {} }) => [
        PREFIXES[locale] + path || '/',
        pageKey(name, { locale, params, query: {} }),
      ]),
    ),
  )
  const keyOf = ({ method, url }: IncomingMessage) => (method === 'GET' ? keys.get(url ?? '') : undefined)
  const usual = server.listeners('request').filter(isRequestListener)
  server.removeAllListeners('request')
  server.on('request', (request, response) => {
    const key = keyOf(request)
    const kept = key === undefined ? undefined : keeper.kept(key)
    if (kept !== undefined) send(request, response, kept)
    else for (const listener of usual) listener(request, response)
  })
}

function isRequestListener(listener: unknown): listener is RequestListener {
  return typeof listener === 'function'
}
