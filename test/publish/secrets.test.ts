import t from 'tap'

import { loadTexts } from '../../src/lib/text.ts'
import { createSnapshotBuilder } from '../../src/publish/snapshot/build-snapshot.ts'
import { monthAt } from '../../src/publish/snapshot/calendar.ts'
import { createAnnouncementReader } from '../../src/publish/readers/read-announcement.ts'
import { createComponentReader } from '../../src/publish/readers/read-component.ts'
import { createHistoryReader } from '../../src/publish/readers/read-history.ts'
import { createIncidentReader } from '../../src/publish/readers/read-incident.ts'
import { createNewsReader } from '../../src/publish/readers/read-news.ts'
import { createSummary } from '../../src/publish/statuspage/summary.ts'
import { openTestStore } from '../support/store.ts'
import { INNER, innerProbes, plantSecrets } from './plant-secrets.ts'
import { NOON, smallWallet, ZONE } from './small-wallet.ts'

const texts = loadTexts('templates/locales')

t.test('nothing that only operators may see is in anything public', async (t) => {
  const { db } = await openTestStore(t)
  await plantSecrets(db)
  const deps = { db, wallet: smallWallet }
  const snapshot = await createSnapshotBuilder(deps).build(NOON)
  const announcements = createAnnouncementReader(deps)
  const news = createNewsReader(deps)
  const seen: Record<string, unknown> = {
    snapshot,
    component: await createComponentReader({ ...deps, probes: innerProbes })('payment', NOON),
    history: await createHistoryReader(deps)({ month: monthAt(NOON, ZONE) }, NOON),
    incident: await createIncidentReader(deps)('published000'),
    announcement: await announcements.one('announced000', NOON),
    archive: await announcements.archive({}, NOON),
    'news of incidents': await news.incidents(undefined, 50),
    'news of announcements': await news.announcements(undefined, 50, NOON),
  }
  for (const locale of ['zh-CN', 'en'] as const) {
    const { body } = await createSummary({ wallet: smallWallet, texts })(
      snapshot,
      { locale, params: {}, query: {} },
      NOON,
    )
    seen[`summary ${locale}`] = body
  }
  for (const [name, what] of Object.entries(seen)) {
    const text = JSON.stringify(what)
    t.ok(text.length > 100, `${name} is not empty`)
    t.notMatch(text, INNER, name)
  }
  t.match(seen.component, { recent: [{ outcome: 'tech_fail', latencyMs: 250 }] }, 'figures are public')
  t.match(snapshot.incidents, [{ answers: { money: { balanceSafe: 'yes' }, eta: { kind: 'time' } } }])
})

t.test('a draft is as unknown as an incident that never was', async (t) => {
  const { db } = await openTestStore(t)
  await plantSecrets(db)
  const read = createIncidentReader({ db, wallet: smallWallet })
  t.equal(await read(`${INNER}-draft`), undefined)
  t.equal(await read(`${INNER}-drop`), undefined)
  t.equal(await read('nothing00000'), undefined)
})
