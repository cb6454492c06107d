import { Type, type StaticDecode } from 'typebox'

import { ANNOUNCEMENT_KINDS, HELP_TOPICS } from '../../domain/announcement.ts'
import { PHASES } from '../../domain/incident.ts'
import { duration } from '../../lib/duration.ts'

/** Keys that are not declared here are mistakes. */
const strict = { additionalProperties: false }

const name = Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' })
const words = Type.String({ pattern: '\\S' })
const text = Type.Object({ 'zh-CN': words, en: words }, strict)
const texts = Type.Array(text)
const components = Type.Array(name, { minItems: 1, uniqueItems: true })

/** Exactly one of the three that name a day; `at` is local wall time. */
const moment = Type.Object(
  {
    daysAgo: Type.Optional(Type.Integer({ minimum: 1, maximum: 400 })),
    dayOfMonth: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 28, description: 'The last such day, or the Friday before it.' }),
    ),
    daysAhead: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 60,
        description: 'So many days after the next time the clock shows `at`.',
      }),
    ),
    at: Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }),
  },
  strict,
)

const effect = Type.Object(
  {
    components,
    state: Type.Enum(['degraded', 'partial_outage', 'major_outage']),
    after: Type.Optional(
      duration('From the beginning of the episode until this sets in; at once unless said.'),
    ),
    for: duration('How long it lasts.'),
    sign: Type.Enum(['failing', 'slow', 'pending'], { description: 'What looks came back with.' }),
    share: Type.Number({ exclusiveMinimum: 0, maximum: 1, description: 'Of the looks that it showed in.' }),
    slower: Type.Optional(Type.Number({ minimum: 1, description: 'Times as slow as usual; 6 unless said.' })),
  },
  strict,
)

const money = Type.Object(
  {
    balanceSafe: Type.Enum(['yes', 'checking', 'no']),
    approvedBy: Type.Optional(words),
    pendingRule: text,
    refundBy: text,
    duplicates: text,
    actionNeeded: Type.Enum(['none', 'check', 'contact']),
  },
  strict,
)

const answers = Type.Object(
  {
    scope: text,
    notAffected: texts,
    stillWorks: texts,
    doNow: texts,
    dont: texts,
    cause: text,
    money: Type.Optional(money),
  },
  strict,
)

const update = Type.Object(
  {
    after: duration('From the beginning of the episode.'),
    phase: Type.Enum([...PHASES]),
    author: Type.Enum(['probe', 'operator']),
    body: text,
  },
  strict,
)

const incident = Type.Object(
  {
    title: text,
    origin: Type.Enum(['probe', 'operator']),
    upstream: Type.Optional(name),
    answers,
    updates: Type.Array(update, { minItems: 2, description: 'Oldest first; the first one publishes it.' }),
  },
  strict,
)

const episode = Type.Object(
  { name, when: moment, effects: Type.Array(effect, { minItems: 1 }), incident: Type.Optional(incident) },
  strict,
)

const maintenance = Type.Object(
  {
    name,
    when: moment,
    for: duration('How long it was planned to take.'),
    announcedBefore: duration('How long before it begins it was announced.'),
    components,
    title: text,
    body: text,
    notAffected: texts,
    delayed: texts,
    mayFail: texts,
  },
  strict,
)

const announcement = Type.Object(
  {
    name,
    kind: Type.Enum([...ANNOUNCEMENT_KINDS]),
    helpTopics: Type.Optional(Type.Array(Type.Enum([...HELP_TOPICS]))),
    components: Type.Optional(Type.Array(name)),
    episode: Type.Optional(name),
    published: moment,
    effective: Type.Optional(moment),
    expires: Type.Optional(moment),
    title: text,
    body: text,
  },
  strict,
)

const ticket = Type.Object(
  {
    category: name,
    component: Type.Optional(name),
    episode: Type.Optional(name),
    when: moment,
    words: Type.String(),
    answer: Type.Optional(Type.Object({ after: duration('From its receipt.'), body: Type.String() }, strict)),
    satisfaction: Type.Optional(Type.Integer({ minimum: 1, maximum: 5 })),
    closed: Type.Optional(Type.Boolean()),
  },
  strict,
)

const gap = Type.Object({ when: moment, for: duration('How long nobody looked.') }, strict)

/** The shape of data/demo-past.yaml. */
export const pastSchema = Type.Object(
  {
    seed: Type.Integer({ minimum: 0 }),
    /** Anchors for the rest of the file. */
    shared: Type.Optional(Type.Unknown()),
    gaps: Type.Array(gap),
    episodes: Type.Array(episode),
    maintenances: Type.Array(maintenance),
    announcements: Type.Array(announcement),
    /** What people complained about, in the order of their receipt. */
    tickets: Type.Optional(Type.Array(ticket)),
  },
  strict,
)

export type PastFile = StaticDecode<typeof pastSchema>
export type Moment = StaticDecode<typeof moment>
export type Episode = StaticDecode<typeof episode>
export type Effect = StaticDecode<typeof effect>
