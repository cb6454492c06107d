import type { Locale } from '../../domain/locale.ts'
import type { Clock } from '../../lib/clock.ts'
import type { RenderedPage } from '../page.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'
import { framedPage, type PageContent } from './frame.ts'
import { createContexts, type PageContext, type PageDeps } from './page-context.ts'

/** Makes a page for one reader, of how things are now; it is kept nowhere. */
export type MakeNow = (
  locale: Locale,
  compose: (context: PageContext) => PageContent | Promise<PageContent>,
) => Promise<RenderedPage>

export function createMakeNow(
  deps: PageDeps,
  { newest, clock }: { readonly newest: () => Promise<Snapshot>; readonly clock: Clock },
): MakeNow {
  const contextOf = createContexts(deps)
  return async (locale, compose) => {
    const context = contextOf(await newest(), locale, clock())
    return framedPage(context, await compose(context))
  }
}
