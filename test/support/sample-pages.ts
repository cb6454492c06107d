import path from 'node:path'

import type { Notice } from '../../src/domain/notice.ts'
import { TRANSPORT_KINDS } from '../../src/domain/transport.ts'
import { loadTemplates } from '../../src/lib/templates.ts'
import { loadTexts } from '../../src/lib/text.ts'
import type { PageSet } from '../../src/publish/page.ts'
import type { PageDeps } from '../../src/publish/pages/page-context.ts'
import { createPages } from '../../src/publish/pages/pages.ts'
import type { SeriesPoint } from '../../src/publish/readers/component-series.ts'
import type { ComponentFigures } from '../../src/publish/readers/read-component.ts'
import type { PublicIncident } from '../../src/publish/snapshot/snapshot.ts'
import { sampleAnnouncements, sampleIncident, sampleMaintenance, sampleOldIncident } from './sample-news.ts'
import { sampleTopUpFigures } from './sample-top-up.ts'
import { SAMPLE_NOW } from './sample-snapshot.ts'
import { sampleWallet } from './sample-wallet.ts'

const TEMPLATES = path.join(import.meta.dirname, '../../templates')
/** Of the notice that told of the sample incident. */
export const SAMPLE_CODE = 'n0t1cec0de01'
const HOUR = 3_600_000

/** Every page of the sample wallet, over readers that answer from the samples instead of a store. */
export function samplePages(changes: Partial<PageDeps> = {}): PageSet {
  return createPages({ ...samplePageDeps(), ...changes })
}

export function samplePageDeps(): PageDeps {
  const texts = loadTexts(path.join(TEMPLATES, 'locales'))
  const incidents = [sampleIncident(SAMPLE_NOW), sampleOldIncident(SAMPLE_NOW)]
  return {
    wallet: sampleWallet(),
    texts,
    templates: loadTemplates(TEMPLATES, texts),
    readComponent: (componentId) => Promise.resolve(sampleFigures(componentId, incidents)),
    readIncident: (id) => Promise.resolve(incidents.find((incident) => incident.id === id)),
    readHistory: ({ month, componentIds }) =>
      Promise.resolve({
        month,
        incidents: incidents.filter(
          ({ startedAt, components }) =>
            startedAt >= month.fromAt &&
            startedAt < month.toAt &&
            (componentIds?.some((id) => components.some((one) => one.componentId === id)) ?? true),
        ),
        maintenances: [sampleMaintenance(SAMPLE_NOW, false)],
      }),
    readTopUp: () => Promise.resolve(sampleTopUpFigures()),

    readHotlines: async () => new Map(),
    announcements: {
      one: (id) => Promise.resolve(sampleAnnouncements(SAMPLE_NOW).find((one) => one.id === id)),
      archive: ({ kind }) =>
        Promise.resolve({
          announcements: sampleAnnouncements(SAMPLE_NOW).filter(
            (one) => kind === undefined || one.kind === kind,
          ),
        }),
    },
    notices: {
      byCode: (code) => Promise.resolve(code === SAMPLE_CODE ? sampleNotice(SAMPLE_NOW) : undefined),
      codeOf: () => Promise.resolve(SAMPLE_CODE),
    },
    offers: { transports: TRANSPORT_KINDS, pushKey: 'key' },
  }
}

function sampleFigures(componentId: string, incidents: readonly PublicIncident[]): ComponentFigures {
  const credits = componentId.startsWith('debit-card')
  return {
    latencyHours: series(48, HOUR, 240),
    latencyDays: series(30, 24 * HOUR, 260),
    creditHours: credits ? series(48, HOUR, 1_500) : [],
    creditDays: credits ? series(30, 24 * HOUR, 1_550) : [],
    recent: Array.from({ length: 20 }, (_, index) => ({
      at: SAMPLE_NOW - 12_000 - index * 30_000,
      outcome: index % 7 === 3 ? 'slow' : index < 3 && credits ? 'tech_fail' : 'ok',
      latencyMs: 190 + ((index * 37) % 140),
      ...(credits && { creditMs: 1_400 + ((index * 61) % 300) }),
    })),
    incidents: incidents.filter(({ components }) =>
      components.some((one) => one.componentId === componentId),
    ),
    maintenances: componentId === 'withdraw' ? [sampleMaintenance(SAMPLE_NOW, false)] : [],
  }
}

/** A wavy series with a hole in it, as real ones have. */
function series(length: number, stepMs: number, middleMs: number): SeriesPoint[] {
  return Array.from({ length }, (_, index) => {
    const p50Ms = middleMs * (1 + 0.12 * Math.sin(index / 3) + (index === length - 4 ? 0.7 : 0))
    return { at: SAMPLE_NOW - (length - 1 - index) * stepMs, p50Ms, p95Ms: p50Ms * 1.6, samples: 60 }
  }).filter((_, index) => index < 20 || index > 24)
}

function sampleNotice(now: number): Notice {
  const { id, title, phase, impact, money, startedAt, components } = sampleIncident(now)
  return {
    num: 1,
    id: SAMPLE_CODE,
    at: now - HOUR,
    news: {
      subject: 'incident',
      subjectId: id,
      moment: 'opened',
      title,
      body: title,
      phase,
      impact,
      money,
      startedAt,
      answers: {},
      components,
    },
  }
}
