import { Type, type StaticDecode } from 'typebox'

import { duration } from '../lib/duration.ts'
import { secret } from '../lib/secret.ts'
import { calendar } from './schema/calendar.ts'
import { feedback } from './schema/feedback.ts'
import { group } from './schema/component.ts'
import { contact, emergencyStep } from './schema/contact.ts'
import { help } from './schema/help.ts'
import { notices } from './schema/notices.ts'
import { operators } from './schema/operators.ts'
import { official } from './schema/official.ts'
import { page } from './schema/page.ts'
import { canary } from './schema/probe.ts'
import { symptom } from './schema/symptom.ts'
import { reports } from './schema/reports.ts'
import { thresholds } from './schema/thresholds.ts'
import { topUp } from './schema/top-up.ts'

/** A length of time with a default. */
function length(description: string, unlessSaid: string) {
  return Type.With(duration(description), { default: unlessSaid })
}

const publishing = Type.Object(
  {
    policy: Type.Enum(['at_once', 'after', 'by_hand'], {
      default: 'after',
      description: 'When an incident that the probes opened is shown.',
    }),
    after: length('With the policy `after`: how long an operator may object.', '60s'),
    resolveAfter: length('How long all must be well before such an incident closes.', '10m'),
    reopenWithin: length(
      'A relapse within this time reopens the incident rather than opening another.',
      '30m',
    ),
    groupWithin: length('Faults that begin within this time of each other can share an incident.', '2m'),
    upstreamShare: Type.Number({
      exclusiveMinimum: 0,
      maximum: 1,
      default: 0.6,
      description: 'Share of siblings that must fail together for the fault to be looked for upstream.',
    }),
  },
  { additionalProperties: false, default: {}, description: 'How incidents come onto the page and leave it.' },
)

const retention = Type.Object(
  {
    raw: length('How long single observations are kept; roll-ups and changes are kept for ever.', '14d'),
    explanations: length('How long explanations of failures are kept.', '90d'),
    losses: length('How long a loss notice is kept.', '180d'),
    deliveries: length('How long it is kept who was sent which notice.', '30d'),
    calls: length(
      'How long calls to a hotline are known by their ids; older ones are not taken. What they add up to by the hour is kept for ever.',
      '90d',
    ),
    reports: length(
      'How long it is kept how often each component was reported in each hour; never who did.',
      '70d',
    ),
  },
  { additionalProperties: false, default: {}, description: 'How long details are kept.' },
)

const signals = Type.Object(
  { token: secret('What other systems prove themselves with: Authorization: Bearer <token>.') },
  {
    additionalProperties: false,
    description: 'What other systems, such as the call centre, may tell at POST /api/v1/signals.',
  },
)

/** The whole file. Types derive from it, the reference in docs/configuration.md is tested against it. */
export const configSchema = Type.Object(
  {
    shared: Type.Optional(
      Type.Unknown({ description: 'Read by nobody: a place for anchors that others refer to.' }),
    ),
    page,
    thresholds: Type.Optional(thresholds),
    publishing,
    retention,
    notices,
    operators,
    signals: Type.Optional(signals),
    canaries: Type.Array(canary, {
      default: [],
      description: 'Looks at things that are not the wallet: when these fail too, our own network is down.',
    }),
    contacts: Type.Array(contact, { default: [], description: 'Verified ways to reach a person.' }),
    emergency: Type.Array(emergencyStep, {
      default: [],
      description: 'What to do when a wallet is lost or robbed.',
    }),
    calendar,
    symptoms: Type.Array(symptom, {
      default: [],
      description: 'What people see when something fails, with codes: the dictionary of /help/outage.',
    }),
    topUp,
    help,
    feedback: Type.Optional(feedback),
    official,
    reports,
    groups: Type.Array(group, { minItems: 1, description: 'What the wallet consists of.' }),
  },
  { additionalProperties: false, expects: 'a mapping with page and groups' },
)

export type Settings = StaticDecode<typeof configSchema>
