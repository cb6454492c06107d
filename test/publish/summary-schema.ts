import { Type, type TSchema } from 'typebox'

/** The Statuspage v2 summary as its published interface and captures of real pages have it; every key is required. */
const Id = Type.String({ pattern: '^[a-z0-9]{12}$' })
const Time = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' })
const nullable = (schema: TSchema) => Type.Union([schema, Type.Null()])
const oneOf = (...words: string[]) => Type.Union(words.map((word) => Type.Literal(word)))
const strict = (properties: Record<string, TSchema>) =>
  Type.Object(properties, { additionalProperties: false })

const componentKeys = {
  id: Id,
  name: Type.String({ minLength: 1 }),
  status: oneOf('operational', 'degraded_performance', 'partial_outage', 'major_outage', 'under_maintenance'),
  created_at: Time,
  updated_at: Time,
  position: Type.Integer({ minimum: 1 }),
  description: nullable(Type.String()),
  showcase: Type.Boolean(),
  start_date: nullable(Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })),
  page_id: Id,
  only_show_if_degraded: Type.Boolean(),
}

const Member = strict({ ...componentKeys, group_id: nullable(Id), group: Type.Literal(false) })
const Group = strict({
  ...componentKeys,
  group_id: Type.Null(),
  group: Type.Literal(true),
  components: Type.Array(Id),
})

const Affected = strict({
  code: Id,
  name: Type.String(),
  old_status: Type.String(),
  new_status: Type.String(),
})

const updateKeys = (status: TSchema) =>
  strict({
    id: Id,
    status,
    body: Type.String(),
    incident_id: Id,
    created_at: Time,
    updated_at: Time,
    display_at: Time,
    affected_components: nullable(Type.Array(Affected)),
    deliver_notifications: Type.Boolean(),
    custom_tweet: nullable(Type.String()),
    tweet_id: nullable(Type.Integer()),
  })

const eventKeys = (status: TSchema) => ({
  id: Id,
  name: Type.String({ minLength: 1 }),
  status,
  created_at: Time,
  updated_at: Time,
  monitoring_at: nullable(Time),
  resolved_at: nullable(Time),
  shortlink: Type.String({ pattern: '^https?://' }),
  started_at: Time,
  page_id: Id,
  incident_updates: Type.Array(updateKeys(status)),
  components: Type.Array(Type.Union([Member, Group])),
  reminder_intervals: Type.Null(),
})

export const StatuspageSummary = strict({
  page: strict({
    id: Id,
    name: Type.String({ minLength: 1 }),
    url: Type.String({ pattern: '^https?://' }),
    time_zone: Type.String({ minLength: 1 }),
    updated_at: Time,
  }),
  components: Type.Array(Type.Union([Member, Group])),
  incidents: Type.Array(
    strict({
      ...eventKeys(oneOf('investigating', 'identified', 'monitoring', 'resolved', 'postmortem')),
      impact: oneOf('none', 'minor', 'major', 'critical'),
    }),
  ),
  scheduled_maintenances: Type.Array(
    strict({
      ...eventKeys(oneOf('scheduled', 'in_progress', 'verifying', 'completed')),
      impact: oneOf('none', 'minor', 'major', 'critical', 'maintenance'),
      scheduled_for: Time,
      scheduled_until: Time,
    }),
  ),
  status: strict({
    indicator: oneOf('none', 'minor', 'major', 'critical', 'maintenance'),
    description: Type.String({ minLength: 1 }),
  }),
})
