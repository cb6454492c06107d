import type { Locale } from '../../src/domain/locale.ts'
import type { TypedTopUp } from '../../src/help/top-up/read-question.ts'
import type { RenderedPage } from '../../src/publish/page.ts'
import { createMakeNow } from '../../src/publish/pages/make-now.ts'
import type { PageDeps } from '../../src/publish/pages/page-context.ts'
import { createTopUpPages } from '../../src/publish/pages/top-up/top-up-pages.ts'
import type { Snapshot } from '../../src/publish/snapshot/snapshot.ts'
import { samplePageDeps } from './sample-pages.ts'
import { SAMPLE_NOW, sampleSnapshot, type SampleName } from './sample-snapshot.ts'

/** The adviser's page of the sample wallet for what was typed, Chinese unless said. */
export function answerTopUp(
  typed: Partial<TypedTopUp>,
  {
    snapshot = 'calm',
    locale = 'zh-CN',
    changes = {},
  }: {
    readonly snapshot?: SampleName | Snapshot
    readonly locale?: Locale
    readonly changes?: Partial<PageDeps>
  } = {},
): Promise<RenderedPage> {
  const deps = { ...samplePageDeps(), ...changes }
  const shown = typeof snapshot === 'string' ? sampleSnapshot(snapshot) : snapshot
  const make = createMakeNow(deps, { newest: async () => shown, clock: () => SAMPLE_NOW })
  const { answer } = createTopUpPages(make, deps)
  return answer(locale, { bank: '', channel: '', amount: '', class: '', ...typed })
}
