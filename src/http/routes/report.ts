import type { FastifyInstance } from 'fastify'

import { LOCALES, prefixOf } from '../../domain/locale.ts'
import type { Report } from '../../domain/report.ts'
import type { Wallet } from '../../domain/wallet.ts'
import type { Clock } from '../../lib/clock.ts'
import { readReport, type ReportInput } from '../../record/reports/read-report.ts'
import type { Reports } from '../../record/reports/reports.ts'
import { prefixOfAddress } from '../askers/address-prefix.ts'
import { formOf } from '../forms/forms.ts'
import { ownPagesOnly } from '../refusals/own-pages-only.ts'
import type { SendRefusal } from '../refusals/refusal.ts'

export interface ReportDeps {
  readonly reports: Pick<Reports, 'hear'>
  readonly wallet: Pick<Wallet, 'components' | 'reports'>
  readonly clock: Clock
}

/** Three words from lists of ours, bytes. */
const LARGEST_REPORT = 1_024

/**
 * "Me too". Nobody is ever refused for reporting too often: a second report costs two look-ups and changes nothing. Every
 * answer leads to a page that is kept for everybody, so that a storm of reports renders no page either; what stands in
 * its address was chosen from our lists.
 */
export function reportRoutes(
  app: FastifyInstance,
  { reports, wallet, clock, refuse }: ReportDeps & { readonly refuse: SendRefusal },
): void {
  const ownPages = ownPagesOnly(refuse)
  for (const locale of LOCALES) {
    const page = `${prefixOf(locale)}/report`
    app.post(page, { bodyLimit: LARGEST_REPORT, onRequest: ownPages }, async (request, reply) => {
      const read = readReport(wallet, inputOf(request.body))
      if (!read.ok) return reply.redirect(`${page}?${queryOf({ ...read.read, missing: read.missing })}`, 303)
      reports.hear(read.report, prefixOfAddress(request.ip), clock())
      const { componentId, symptom } = read.report
      return reply.redirect(`${page}/thanks?${queryOf({ componentId, symptom })}`, 303)
    })
  }
}

function inputOf(body: unknown): ReportInput {
  const form = formOf(body)
  const field = (name: string) => form.get(name) ?? ''
  return { componentId: field('component'), symptom: field('symptom'), region: field('region') }
}

interface Said extends Partial<Report> {
  readonly missing?: string
}

function queryOf({ componentId: component, symptom, region, missing }: Said): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ missing, component, symptom, region })) {
    if (value !== undefined) query.set(name, value)
  }
  return query.toString()
}
