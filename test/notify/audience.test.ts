import t from 'tap'

import type { MaintenanceNews, PublicNews } from '../../src/domain/notice.ts'
import { audienceOf } from '../../src/notify/audience.ts'
import { WALLET } from '../record/story.ts'
import { incidentNews, workNews } from '../support/notices.ts'

const { components } = WALLET
const heardBy = (news: PublicNews) =>
  audienceOf(news, components).topics.map(({ kind, id }) => (id === '' ? kind : `${kind} ${id}`))

const oneBank = incidentNews({
  components: [
    { componentId: 'bank-1', worst: 'major_outage' },
    { componentId: 'debit', worst: 'partial_outage' },
  ],
})

t.test(
  'one bank that fails is heard of by its own followers, its channel’s and those of everything',
  async (t) => {
    const topics = heardBy(oneBank)
    for (const topic of ['everything', 'component bank-1', 'component debit', 'incident incident0001'])
      t.ok(topics.includes(topic), topic)
  },
)

t.test('followers of another bank hear nothing of it', async (t) => {
  t.notOk(heardBy(oneBank).includes('component bank-2'))
})

t.test('a channel that is down as a whole is heard of by the followers of each of its banks', async (t) => {
  const topics = heardBy(
    incidentNews({
      components: [
        { componentId: 'bank-1', worst: 'major_outage' },
        { componentId: 'debit', worst: 'major_outage' },
      ],
    }),
  )
  t.ok(topics.includes('component bank-2'))
})

t.test(
  'a channel that is slow by itself, none of its banks named, concerns the followers of each',
  async (t) => {
    const topics = heardBy(incidentNews({ components: [{ componentId: 'debit', worst: 'degraded' }] }))
    t.ok(topics.includes('component bank-2'))
  },
)

t.test('planned work and announcements are for those who follow only these as well', async (t) => {
  const maintenance = workNews()
  t.ok(heardBy(maintenance).includes('maintenance'))
  const announcement = {
    ...maintenance,
    subject: 'announcement',
    moment: 'posted',
    kind: 'rules',
    componentIds: [],
  } as const
  t.ok(heardBy(announcement).includes('announcements'))
  t.notOk(heardBy(incidentNews()).some((topic) => topic === 'maintenance' || topic === 'announcements'))
})

t.test('who wants only the turns hears the beginning, that money is matched, and the end', async (t) => {
  const turns = (['opened', 'updated', 'recovering', 'reconciling', 'resolved', 'reopened'] as const).filter(
    (moment) => audienceOf(incidentNews({ moment }), components).details.includes('start_and_end'),
  )
  t.strictSame(turns, ['opened', 'reconciling', 'resolved', 'reopened'])
})

t.test('for who hears of it only since a component joined, the word is a beginning', async (t) => {
  const news = incidentNews({
    moment: 'updated',
    components: [...oneBank.components, { componentId: 'bank-2', worst: 'major_outage' }],
    joined: ['bank-2'],
  })
  const { details, turnTopics } = audienceOf(news, components)
  t.strictSame([details, turnTopics], [['every_update'], [{ kind: 'component', id: 'bank-2' }]])
})

t.test('who wants to be told once hears the first word that it works again', async (t) => {
  const once = (['opened', 'updated', 'recovering', 'reconciling', 'resolved', 'reopened'] as const).filter(
    (moment) => audienceOf(incidentNews({ moment }), components).once,
  )
  t.strictSame(once, ['recovering', 'reconciling', 'resolved'])
})

const work = (more: Partial<MaintenanceNews> = {}) => workNews({ moment: 'updated', ...more })

t.test(
  'that planned work has another time is for those who want only the turns; other words of it are not',
  async (t) => {
    const details = (news: MaintenanceNews) => audienceOf(news, components).details
    t.strictSame(details(work({ was: { startsAt: 0, endsAt: 2 } })), ['every_update', 'start_and_end'])
    t.strictSame(details(work()), ['every_update'])
  },
)

t.test(
  'an update of planned work is for those who were told of it, and its end for those it has left',
  async (t) => {
    const news = work({ componentIds: ['bills', 'pay'], joined: ['pay'], left: ['sms'] })
    const topics = heardBy(news)
    for (const topic of ['everything', 'maintenance', 'component bills', 'component sms'])
      t.ok(topics.includes(topic), topic)
    t.notOk(topics.includes('component pay'))
    t.strictSame(audienceOf(news, components).turnTopics, [{ kind: 'component', id: 'sms' }])
  },
)

t.test('whom planned work newly concerns hear of it by a word that nobody else gets', async (t) => {
  const news = work({ moment: 'announced', componentIds: ['bills', 'pay'], joined: ['pay'], left: ['sms'] })
  const { topics, exceptTopics } = audienceOf(news, components)
  const names = (some: typeof topics) => some.map(({ kind, id }) => `${kind} ${id}`)
  t.ok(names(topics).includes('component pay'))
  for (const topic of ['everything ', 'maintenance ', 'component bills', 'component sms'])
    t.ok(names(exceptTopics).includes(topic), topic)
  t.notOk(names(exceptTopics).includes('component pay'))
})
