import t from 'tap'

import type { MaintenanceNews, Notice } from '../../src/domain/notice.ts'
import { stillWanted } from '../../src/notify/wanted.ts'
import { WALLET } from '../record/story.ts'
import { incidentNews, workNews } from '../support/notices.ts'

const HOUR = 3_600_000

const notice = (news: Notice['news'] = incidentNews()): Notice => ({ num: 1, id: 'notice1', at: 0, news })

const asked = (more: Partial<Parameters<typeof stillWanted>[0]> = {}) =>
  stillWanted({
    notice: notice(),
    subscriber: {
      status: 'active',
      topics: [{ kind: 'component', id: 'bank-1' }],
      detail: 'every_update',
      once: false,
    },
    newer: [],
    createdAt: 0,
    components: WALLET.components,
    now: HOUR,
    ...more,
  })

const reader = (more: object) => ({
  status: 'active' as const,
  topics: [{ kind: 'everything' as const, id: '' }],
  detail: 'every_update' as const,
  once: false,
  ...more,
})

t.test('what somebody follows is wanted', async (t) => {
  t.equal(asked(), 'yes')
})

t.test('who has paused, or follows something else by now, does not want it any more', async (t) => {
  t.equal(asked({ subscriber: reader({ status: 'paused' }) }), 'needless')
  t.equal(asked({ subscriber: reader({ topics: [{ kind: 'component', id: 'bills' }] }) }), 'needless')
})

t.test('who wants only the turns by now is spared a mere update', async (t) => {
  const updated = notice(incidentNews({ moment: 'updated' }))
  t.equal(asked({ notice: updated, subscriber: reader({ detail: 'start_and_end' }) }), 'needless')
})

t.test('who wants only the turns is told that what they follow has joined', async (t) => {
  const banks = ['bank-1', 'bank-2'].map((componentId) => ({ componentId, worst: 'major_outage' }) as const)
  const joined = notice(incidentNews({ moment: 'updated', components: banks, joined: ['bank-2'] }))
  const follower = (id: string) =>
    reader({ detail: 'start_and_end', topics: [{ kind: 'component' as const, id }] })
  t.equal(asked({ notice: joined, subscriber: follower('bank-2') }), 'yes')
  t.equal(asked({ notice: joined, subscriber: follower('bank-1') }), 'needless')
})

t.test('who wants to be told once by now is not told that it is down', async (t) => {
  t.equal(asked({ subscriber: reader({ once: true }) }), 'needless')
  const recovering = notice(incidentNews({ moment: 'recovering' }))
  t.equal(asked({ notice: recovering, subscriber: reader({ once: true }) }), 'yes')
})

t.test('a turn of the story replaces every older word of it, whoever hears of it', async (t) => {
  const newer = [{ num: 2, moment: 'recovering' as const }]
  t.equal(asked({ newer }), 'superseded')
  t.equal(asked({ newer, subscriber: reader({ detail: 'start_and_end' }) }), 'superseded')
  const recovering = notice(incidentNews({ moment: 'recovering' }))
  const reopened = [{ num: 2, moment: 'reopened' as const }]
  t.equal(asked({ notice: recovering, newer: reopened, subscriber: reader({ once: true }) }), 'superseded')
})

t.test('a mere update replaces the word before it only for those who hear each update', async (t) => {
  const newer = [{ num: 2, moment: 'updated' as const }]
  t.equal(asked({ newer }), 'superseded')
  t.equal(asked({ newer, subscriber: reader({ detail: 'start_and_end' }) }), 'yes')
})

t.test('news of the day before yesterday goes to nobody', async (t) => {
  t.equal(asked({ now: 49 * HOUR }), 'needless')
})

t.test('what is about the subscription itself is always wanted', async (t) => {
  const own = notice({ subject: 'subscriber', subjectId: 'alice', moment: 'confirm' })
  t.equal(
    asked({ notice: own, subscriber: reader({ status: 'pending', topics: [] }), now: 99 * HOUR }),
    'yes',
  )
})

const askedOfWork = (news: MaintenanceNews, later: MaintenanceNews, subscriber: object) =>
  asked({
    notice: notice(news),
    newer: [{ num: 2, moment: later.moment, news: later }],
    subscriber: reader(subscriber),
  })

t.test('a new time of planned work replaces every older word of it', async (t) => {
  const moved = workNews({ moment: 'updated', was: { startsAt: 0, endsAt: 2 } })
  t.equal(askedOfWork(workNews(), moved, {}), 'superseded')
  t.equal(askedOfWork(workNews(), moved, { detail: 'start_and_end' }), 'superseded')
})

t.test('a word of planned work that is not for somebody takes none from them', async (t) => {
  const onlyTurns = { detail: 'start_and_end' }
  t.equal(
    askedOfWork(workNews(), workNews({ moment: 'updated' }), onlyTurns),
    'yes',
    'an update of its words',
  )
  t.equal(askedOfWork(workNews(), workNews({ moment: 'day_before' }), onlyTurns), 'yes', 'a reminder')
  const update = workNews({ moment: 'updated', componentIds: ['bills', 'pay'], joined: ['pay'] })
  const forPay = workNews({ ...update, moment: 'announced' })
  const follower = (id: string) => ({ topics: [{ kind: 'component', id }] })
  t.equal(askedOfWork(forPay, update, follower('pay')), 'yes')
  t.equal(askedOfWork(update, forPay, follower('bills')), 'yes')
})
