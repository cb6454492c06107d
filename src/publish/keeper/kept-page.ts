import type { Locale } from '../../domain/locale.ts'
import { digestOf, formsOf, type Coding, type Form } from './content-form.ts'
import type { PageRequest, RenderedPage } from '../page.ts'

/** A finished page: nothing is left to do but choose a form and send it. */
export interface Kept {
  readonly status: RenderedPage['status']
  readonly contentType: string
  readonly locale: Locale
  readonly forms: Readonly<Record<Coding, Form>>
  /** When this content was first made, epoch ms; a rebuild that comes to the same content keeps it. */
  readonly changedAt: number
}

/** Compresses a rendered page, unless it came out as `before` did: then that one is kept. */
export async function keep(
  rendered: RenderedPage,
  made: { readonly locale: Locale; readonly at: number; readonly before?: Kept | undefined },
): Promise<Kept> {
  const body = Buffer.from(rendered.body)
  const { before, locale, at: changedAt } = made
  if (before?.status === rendered.status && before.forms.identity.etag === `"${digestOf(body)}"`)
    return before
  const { status, contentType } = rendered
  return { status, contentType, locale, forms: await formsOf(body), changedAt }
}

/** Bytes held, for the bound on how many pages are. */
export function bytesOf({ forms }: Kept): number {
  return forms.identity.body.length + forms.gzip.body.length + forms.br.body.length
}

/** The same for two requests that lead to the same page. */
export function pageKey(name: string, { locale, params, query }: PageRequest): string {
  return JSON.stringify([name, locale, sorted(params), sorted(query)])
}

function sorted(values: PageRequest['query']): [string, string][] {
  return Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1))
}
