-- Times are UTC epoch milliseconds in integers ending in _at; lengths end in _ms. JSON columns end in _json.

create table settings (
  name text primary key,
  value text not null
) without rowid;

-- Probe ids are words in the configuration; in the compact tables below they are small numbers.
create table probes (
  num integer primary key,
  id text not null unique
);

-- Kept in order of probe and time, and by no other: a second index on time would double the size of the largest table,
-- and what asks by time (roll-ups, sweeping) asks probe by probe just as well.
create table observations (
  probe integer not null references probes (num),
  at integer not null,
  place text not null,
  outcome integer not null,
  latency_ms integer,
  credit_ms integer,
  primary key (probe, at, place)
) without rowid;

-- Every explanation of something that was not ok …
create table explanations (
  probe integer not null references probes (num),
  at integer not null,
  place text not null,
  outcome integer not null,
  body_json text not null,
  primary key (probe, at, place)
) without rowid;

create index explanations_at on explanations (at);

-- … and the latest of a success.
create table ok_explanations (
  probe integer primary key references probes (num),
  at integer not null,
  body_json text not null
);

-- One row an hour and one a day: outcome counts and mergeable histograms of latency and time to credit.
create table rollups (
  probe integer not null references probes (num),
  span text not null check (span in ('hour', 'day')),
  at integer not null,
  counts_json text not null,
  latency_histogram blob,
  credit_histogram blob,
  -- 1 once the hour's observations were deleted: what comes in later is added rather than counted anew.
  raw_swept integer not null default 0,
  primary key (probe, span, at)
) without rowid;

-- Hours and days to be rolled up, or rolled up again because an observation came in late.
create table rollups_due (
  span text not null check (span in ('hour', 'day')),
  at integer not null,
  probe integer not null references probes (num),
  primary key (span, at, probe)
) without rowid;

create table component_states (
  component_id text primary key,
  state text not null,
  since_at integer not null,
  reason_json text not null
) without rowid;

create table changes (
  id integer primary key,
  component_id text not null,
  from_state text not null,
  to_state text not null,
  at integer not null,
  recorded_at integer not null,
  reason_json text not null
);

create index changes_component_at on changes (component_id, at);
create index changes_at on changes (at);

create table gaps (
  id integer primary key,
  from_at integer not null,
  to_at integer not null,
  cause text not null
);

create index gaps_to on gaps (to_at);

create table heartbeats (
  probe_id text primary key,
  at integer not null,
  ok integer not null
) without rowid;

create table incidents (
  id text primary key,
  title_json text not null,
  phase text not null,
  impact text not null,
  origin text not null,
  publication text not null,
  publish_at integer,
  started_at integer not null,
  published_at integer,
  monitoring_at integer,
  resolved_at integer,
  money integer not null,
  answers_json text not null,
  -- The component whose failure explains the others', where the judge named one.
  upstream_component_id text,
  objection text
) without rowid;

create index incidents_started on incidents (started_at);
create index incidents_resolved on incidents (resolved_at);

create table incident_components (
  incident_id text not null references incidents (id),
  component_id text not null,
  worst_state text not null,
  joined_at integer not null,
  primary key (incident_id, component_id)
) without rowid;

create index incident_components_component on incident_components (component_id);

create table incident_updates (
  -- In the order of writing, for updates of the same instant.
  num integer primary key,
  id text not null unique,
  incident_id text not null references incidents (id),
  phase text not null,
  body_json text not null,
  at integer not null,
  author text not null
);

create index incident_updates_incident on incident_updates (incident_id, at);

create table maintenances (
  id text primary key,
  title_json text not null,
  body_json text not null,
  lists_json text not null,
  component_ids_json text not null,
  starts_at integer not null,
  ends_at integer not null,
  announced_at integer not null,
  cancelled_at integer,
  sequence integer not null default 0
) without rowid;

create index maintenances_ends on maintenances (ends_at);

create table announcements (
  id text primary key,
  kind text not null,
  title_json text not null,
  body_json text not null,
  help_topics_json text not null,
  component_ids_json text not null,
  incident_id text,
  published_at integer not null,
  effective_at integer not null,
  expires_at integer
) without rowid;

create index announcements_published on announcements (published_at);
