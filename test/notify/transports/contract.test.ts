import t from 'tap'

import type { TransportKind } from '../../../src/domain/transport.ts'
import { createTransports } from '../../../src/notify/transports/transports.ts'
import { holdToContract, type Subject } from './contract.ts'
import { answeringOutbound } from './outbounds.ts'
import {
  robotSubject,
  smsSubject,
  telegramSubject,
  testDeps,
  webhookSubject,
  webPushSubject,
} from './subjects.ts'

/** Every transport over HTTP, as the contract takes it; mail speaks SMTP and is tested against a server of its own. */
const subjects: Readonly<Partial<Record<TransportKind, Subject>>> = {
  web_push: webPushSubject,
  sms: smsSubject,
  webhook: webhookSubject,
  dingtalk: robotSubject('dingtalk'),
  feishu: robotSubject('feishu'),
  wecom: robotSubject('wecom'),
  slack: robotSubject('slack', { 404: 'gone', 410: 'gone' }),
  teams: robotSubject('teams', { 401: 'gone', 403: 'gone', 404: 'gone', 410: 'gone' }),
  discord: robotSubject('discord', { 401: 'transient', 403: 'transient', 404: 'transient', 410: 'gone' }),
  telegram: telegramSubject,
}

t.test('every transport that is offered is held to the contract', (t) => {
  const offered = createTransports(
    testDeps(
      'http://127.0.0.1:9',
      answeringOutbound(() => ({ status: 200 })),
    ),
  )
  t.strictSame(Object.keys(offered).toSorted(), Object.keys(subjects).toSorted())
  t.end()
})

for (const [kind, subject] of Object.entries(subjects)) holdToContract(kind, subject)
