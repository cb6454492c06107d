import t from 'tap'

import { LOCALES, type LocalText } from '../../src/domain/locale.ts'
import { incidentsBetween } from '../../src/store/incidents/incidents.ts'
import { maintenancesBetween } from '../../src/store/maintenances.ts'
import { announcements } from '../../src/store/announcements.ts'
import { gapsBetween } from '../../src/store/gaps.ts'
import { DAY, MINUTE, NOON, storeWithPast } from './past-wallet.ts'

/** Moments at which clocks and calendars are awkward: midnight, a month's first day, just before tonight's work. */
const AWKWARD = [
  NOON,
  Date.UTC(2026, 2, 14, 16),
  Date.UTC(2026, 0, 31, 16, 30),
  Date.UTC(2026, 4, 15, 15, 40),
]

for (const now of AWKWARD) {
  const name = new Date(now).toISOString()
  const stored = storeWithPast(t, { now, fewProbes: true })

  t.test(`every incident before ${name} is over, and answered for in both languages`, async (t) => {
    const { db, wallet } = await stored
    const moving = new Set(wallet.components.filter(({ money }) => money).map(({ id }) => id))
    const incidents = await incidentsBetween(db, { fromAt: 0, toAt: now, publication: 'published' })
    t.ok(incidents.length >= 10)
    for (const incident of incidents) {
      const { answers, updates, components } = incident
      const label = incident.title.en ?? incident.id
      t.match(incident.id, /^[a-z0-9]{12}$/)
      for (const text of textsIn({
        title: incident.title,
        answers,
        bodies: updates.map(({ body }) => body),
      })) {
        t.ok(isWhole(text), `${label}: ${JSON.stringify(text)}`)
      }
      const movesMoney = components.some(({ componentId }) => moving.has(componentId))
      t.equal(incident.money, movesMoney, label)
      if (movesMoney) {
        const { pendingRule, refundBy, duplicates } = answers.money ?? {}
        t.ok(pendingRule && refundBy && duplicates, `${label} answers for the money`)
      }
      t.ok(answers.money?.balanceSafe !== 'yes' || answers.money.approvedBy !== undefined)
      t.ok(incident.resolvedAt !== undefined && incident.resolvedAt <= now)
      t.ok(updates.every(({ at }) => at <= now && at >= incident.startedAt))
      t.ok(components.length > 0)
    }
  })

  t.test(`planned work at ${name}: some done, one ahead and soon`, async (t) => {
    const { db } = await stored
    const done = await maintenancesBetween(db, { fromAt: 0, toAt: now })
    const ahead = await maintenancesBetween(db, { fromAt: now, toAt: now + 60 * DAY })
    t.equal(done.length, 2)
    t.equal(ahead.length, 1)
    t.ok(ahead[0]!.startsAt - now >= 60 * MINUTE && ahead[0]!.startsAt - now <= 2 * DAY)
    for (const text of textsIn([...done, ...ahead])) t.ok(isWhole(text), JSON.stringify(text))
  })
}

const shared = storeWithPast(t, { fewProbes: true })

t.test('announcements exist in both languages and name real days', async (t) => {
  const { db } = await shared
  const all = await announcements(db, { limit: 100 })
  for (const text of textsIn(all)) t.ok(isWhole(text), JSON.stringify(text))
  const result = all.find(({ title }) => title.en?.startsWith('Maplemere Bank top-ups'))
  t.match(result?.body.en, 'On 23 Feb between 14:05 and 15:25')
  t.match(result?.body['zh-CN'], '2月23日 14:05')
})

t.test('the time in which nobody looked is noted as a gap of ours', async (t) => {
  const { db } = await shared
  const gaps = await gapsBetween(db, { fromAt: 0, toAt: NOON + DAY })
  t.match(gaps, [{ cause: 'monitor_stopped' }])
  t.equal(gaps[0]!.toAt - gaps[0]!.fromAt, 40 * MINUTE)
})

function isWhole(text: LocalText): boolean {
  return LOCALES.every((locale) => {
    const words = text[locale] ?? ''
    return words.trim() !== '' && !words.includes('{{') && !words.includes('undefined')
  })
}

function textsIn(value: unknown): LocalText[] {
  if (typeof value !== 'object' || value === null) return []
  return isText(value) ? [value] : Object.values(value).flatMap(textsIn)
}

function isText(value: object): value is LocalText {
  return 'zh-CN' in value || 'en' in value
}
