import type { Wallet } from '../../domain/wallet.ts'
import type { Texts } from '../../lib/text.ts'
import { wordsByLocale } from '../pages/page-context.ts'
import type { RenderPage } from '../page.ts'
import { inLanguage, statuspageComponents } from './components.ts'
import { statuspageIncident } from './incidents.ts'
import { statuspageMaintenance } from './maintenances.ts'
import { overallStatus, statuspageId, statuspageTime } from './vocabulary.ts'

/**
 * `/api/v2/summary.json` as Statuspage clients read it (its published v2 interface and captures of real pages):
 * every key present, `null` rather than absent, incidents and updates newest first.
 */
export function createSummary(deps: {
  readonly wallet: Pick<Wallet, 'page'>
  readonly texts: Texts
}): RenderPage {
  const { name, publicUrl, zone } = deps.wallet.page
  const words = wordsByLocale(deps)
  const pageId = statuspageId('page', publicUrl)
  return async (snapshot, { locale }) => {
    const context = { pageId, locale, publicUrl, builtAt: snapshot.builtAt }
    const components = statuspageComponents(snapshot, context)
    const rows = new Map(components.map((row) => [row.id, row]))
    const incidents = snapshot.incidents.toSorted((a, b) => b.publishedAt - a.publishedAt)
    return {
      status: 200,
      contentType: 'application/json; charset=utf-8',
      body: JSON.stringify({
        page: {
          id: pageId,
          name: inLanguage(name, locale),
          url: publicUrl,
          time_zone: zone,
          updated_at: statuspageTime(snapshot.dataAt ?? snapshot.builtAt),
        },
        components,
        incidents: incidents.map((incident) => statuspageIncident(incident, { ...context, rows })),
        scheduled_maintenances: snapshot.maintenances.map((maintenance) =>
          statuspageMaintenance(maintenance, { ...context, rows, words: words[locale] }),
        ),
        status: overallStatus(snapshot.verdict),
      }),
    }
  }
}
