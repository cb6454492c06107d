import { sql } from 'kysely'
import t from 'tap'

import { begin, MINUTE } from './story.ts'

t.test(
  'an incident that cannot be read does not keep the recorder from telling of the same trouble',
  async (t) => {
    const story = await begin(t)
    await story.look(5 * MINUTE)
    await story.look(5 * MINUTE, { bills: 'tech_fail' })
    const [broken] = await story.published()
    await sql`update incidents set answers_json = '{' where id = ${broken?.id}`.execute(story.db)
    await story.look(5 * MINUTE, { bills: 'tech_fail', sms: 'tech_fail' })
    const published = await story.published()
    t.match(published, [{ title: { en: 'Texts: unavailable for now' } }])
    t.not(published[0]?.id, broken?.id)
  },
)

t.test('planned work that cannot be read does not stop what is seen from being recorded', async (t) => {
  const story = await begin(t)
  await story.look(5 * MINUTE)
  await sql`
    insert into maintenances (id, title_json, body_json, lists_json, component_ids_json, starts_at, ends_at, announced_at)
    values ('bad', '{}', '{}', '{}', '["pay', ${story.now()}, ${story.now() + 60 * MINUTE}, 0)`.execute(
    story.db,
  )
  await story.look(5 * MINUTE, { pay: 'tech_fail' })
  t.match((await story.changes('pay')).at(-1), { to: 'major_outage' })
})
