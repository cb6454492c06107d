import type { Locale } from '../../src/domain/locale.ts'
import type { PageName, RenderedPage } from '../../src/publish/page.ts'
import type { Snapshot } from '../../src/publish/snapshot/snapshot.ts'
import { samplePages } from './sample-pages.ts'
import { SAMPLE_NOW, sampleSnapshot, type SampleName } from './sample-snapshot.ts'

/** What to render: a sample's name or a snapshot of one's own, Chinese unless said. */
export interface Asked {
  readonly snapshot?: SampleName | Snapshot
  readonly locale?: Locale
  readonly params?: Record<string, string>
  readonly query?: Record<string, string>
  readonly pages?: ReturnType<typeof samplePages>
}

/** Renders one page of the sample wallet, or the one for what is not there. */
export async function render(name: PageName, asked: Asked = {}): Promise<RenderedPage> {
  const { snapshot = 'calm', locale = 'zh-CN', params = {}, query = {}, pages = samplePages() } = asked
  const shown = typeof snapshot === 'string' ? sampleSnapshot(snapshot) : snapshot
  const found = await pages[name](shown, { locale, params, query }, SAMPLE_NOW)
  return found ?? pages['not-found'](shown, { locale, params: {}, query: {} }, SAMPLE_NOW)
}

/** A page as it is read: text without styles, scripts and markup. */
export function textOf({ body }: RenderedPage): string {
  return body
    .replaceAll(/<(style|script|svg)[^]*?<\/\1>/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
}
