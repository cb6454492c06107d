import { createServer } from 'node:http'

import { LOCALES } from '../../src/domain/locale.ts'
import type { PageName } from '../../src/publish/page.ts'
import { render } from './render.ts'
import { samplePages } from './sample-pages.ts'
import { sampleWallet, SAMPLE_REPORTS } from './sample-wallet.ts'
import { SHIPPED_ARTICLES } from './shipped-help.ts'
import { SAMPLES } from './sample-snapshot.ts'

/** Serves the sample wallet's pages at `/<sample>/<locale>/<page>?<query>`; `id` in the query is the path's parameter. */
export async function startPageServer(
  pages = samplePages({ articles: SHIPPED_ARTICLES, wallet: { ...sampleWallet(), reports: SAMPLE_REPORTS } }),
): Promise<{ url: string; close(): void }> {
  const isPage = (name: string): name is PageName => name in pages
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const [, sampleName, localeName, name = ''] = pathname.split('/')
    const sample = SAMPLES.find((known) => known === sampleName) ?? 'calm'
    const locale = LOCALES.find((known) => known === localeName) ?? 'zh-CN'
    const { id = '', ...query } = Object.fromEntries(searchParams)
    const asked = { snapshot: sample, locale, params: { id }, query, pages }
    void render(isPage(name) ? name : 'not-found', asked).then((page) =>
      response.writeHead(page.status, { 'content-type': page.contentType }).end(page.body),
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('The server listens on no port.')
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${bound.port}`, close }
}
