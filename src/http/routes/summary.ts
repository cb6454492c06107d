import type { FastifyInstance } from 'fastify'

import { LOCALES } from '../../domain/locale.ts'
import type { Keeper } from '../../publish/keeper/keeper.ts'
import { PREFIXES } from '../language.ts'
import { letOthersAsk } from '../others-ask.ts'
import type { SecurityPolicy } from '../sending/page-headers.ts'
import { createSender } from '../sending/send-kept.ts'
import { serveEager } from '../sending/serve-page.ts'
import { FRESH } from './page.ts'

/** The Statuspage summary. Widgets read it from other sites' pages, so any origin may. */
export function summaryRoutes(
  app: FastifyInstance,
  deps: { readonly keeper: Keeper; readonly security: SecurityPolicy },
): void {
  const { keeper, security } = deps
  const send = createSender({ send: { ...FRESH, anyOrigin: true }, security })
  for (const locale of LOCALES) {
    const path = `${PREFIXES[locale]}/api/v2/summary.json`
    app.get(path, serveEager({ keeper, name: 'summary', locale, send }))
    letOthersAsk(app, path)
  }
}
