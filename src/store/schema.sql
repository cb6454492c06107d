-- What the migrations come to. Written by: node test/store/schema-dump.ts

CREATE TABLE announcements (
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

CREATE INDEX announcements_published on announcements (published_at);

CREATE TABLE article_votes (
  -- YYYY-MM-DD in the page's zone.
  day text not null,
  article_id text not null,
  helped integer not null check (helped in (0, 1)),
  times integer not null,
  primary key (day, article_id, helped)
) without rowid;

CREATE TABLE askings (
  target text primary key,
  asked_at integer not null,
  -- Of the first of those that `times` counts.
  since_at integer not null,
  times integer not null
) without rowid;

CREATE INDEX askings_asked on askings (asked_at);

CREATE TABLE changes (
  id integer primary key,
  component_id text not null,
  from_state text not null,
  to_state text not null,
  at integer not null,
  recorded_at integer not null,
  reason_json text not null
);

CREATE INDEX changes_at on changes (at);

CREATE INDEX changes_component_at on changes (component_id, at);

CREATE TABLE component_states (
  component_id text primary key,
  state text not null,
  since_at integer not null,
  reason_json text not null
) without rowid;

CREATE TABLE deliveries (
  num integer primary key autoincrement,
  notice integer not null references notices (num) on delete cascade,
  subscriber integer not null references subscribers (num) on delete cascade,
  transport text not null,
  status text not null,
  due_at integer not null,
  attempts integer not null default 0,
  -- The notice's id, or that of a digest that it is part of: fixed by the first claim, so that every try is the same letter.
  letter text,
  lease_owner text,
  lease_until integer,
  error text,
  created_at integer not null,
  settled_at integer,
  unique (subscriber, notice)
);

CREATE INDEX deliveries_dead on deliveries (settled_at) where status = 'dead';

CREATE INDEX deliveries_due on deliveries (transport, due_at) where status = 'waiting';

CREATE INDEX deliveries_leased on deliveries (lease_until) where status = 'sending';

CREATE INDEX deliveries_notice on deliveries (notice);

CREATE TABLE explanations (
  probe integer not null references probes (num),
  at integer not null,
  place text not null,
  outcome integer not null,
  body_json text not null,
  primary key (probe, at, place)
) without rowid;

CREATE INDEX explanations_at on explanations (at);

CREATE TABLE gaps (
  id integer primary key,
  from_at integer not null,
  to_at integer not null,
  cause text not null
);

CREATE INDEX gaps_to on gaps (to_at);

CREATE TABLE heartbeats (
  probe_id text primary key,
  at integer not null,
  ok integer not null
) without rowid;

CREATE TABLE hotline_calls (
  contact_id text not null,
  id text not null,
  at integer not null,
  primary key (contact_id, id)
) without rowid;

CREATE INDEX hotline_calls_at on hotline_calls (at);

CREATE TABLE hotline_hours (
  contact_id text not null,
  at integer not null,
  answered integer not null,
  lost integer not null,
  waits blob not null,
  primary key (contact_id, at)
) without rowid;

CREATE TABLE hotline_queues (
  contact_id text primary key,
  at integer not null,
  wait_ms integer,
  waiting integer,
  answered_share real
) without rowid;

CREATE TABLE incident_components (
  incident_id text not null references incidents (id),
  component_id text not null,
  worst_state text not null,
  joined_at integer not null, said_state text, said_at integer,
  primary key (incident_id, component_id)
) without rowid;

CREATE INDEX incident_components_component on incident_components (component_id);

CREATE TABLE incident_updates (
  -- In the order of writing, for updates of the same instant.
  num integer primary key,
  id text not null unique,
  incident_id text not null references incidents (id),
  phase text not null,
  body_json text not null,
  at integer not null,
  author text not null
);

CREATE INDEX incident_updates_incident on incident_updates (incident_id, at);

CREATE TABLE incidents (
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

CREATE INDEX incidents_resolved on incidents (resolved_at);

CREATE INDEX incidents_started on incidents (started_at);

CREATE TABLE loss_steps (
  num integer primary key autoincrement,
  loss integer not null references losses (num) on delete cascade,
  at integer not null,
  state text not null,
  words text
);

CREATE INDEX loss_steps_loss on loss_steps (loss);

CREATE TABLE losses (
  num integer primary key autoincrement,
  ref text not null unique,
  -- SHA-256 of the token of the person's own link, hex.
  token_hash text not null unique,
  locale text not null,
  lost_json text not null,
  noticed_at integer,
  account_hint text,
  contact text,
  words text,
  received_at integer not null,
  digest text not null,
  state text not null,
  -- When operators were told; null while it waits to be told together with others.
  told_at integer,
  -- Whom it came in with: random, of one day, and telling nobody's address. What is too much is let go by it.
  crowd text not null
, reached_at integer);

CREATE INDEX losses_crowd on losses (crowd) where state = 'received';

CREATE INDEX losses_open on losses (received_at) where state != 'closed';

CREATE INDEX losses_received on losses (received_at);

CREATE INDEX losses_unreached on losses (num) where reached_at is null;

CREATE INDEX losses_untold on losses (num) where told_at is null;

CREATE TABLE maintenance_updates (
  -- In the order of writing, for updates of the same instant.
  num integer primary key,
  maintenance_id text not null references maintenances (id),
  at integer not null,
  title_json text not null,
  body_json text not null,
  lists_json text not null,
  component_ids_json text not null,
  starts_at integer not null,
  ends_at integer not null
);

CREATE INDEX maintenance_updates_maintenance on maintenance_updates (maintenance_id);

CREATE TABLE maintenances (
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

CREATE INDEX maintenances_ends on maintenances (ends_at);

CREATE TABLE notices (
  num integer primary key autoincrement,
  id text not null unique,
  subject text not null,
  subject_id text not null,
  moment text not null,
  news_json text not null,
  at integer not null,
  -- The number of the last subscriber that the fan-out has come to; null once it has come to all of them.
  walked_to integer default 0
);

CREATE INDEX notices_at on notices (at);

CREATE INDEX notices_subject on notices (subject, subject_id, moment);

CREATE INDEX notices_walking on notices (num) where walked_to is not null;

CREATE TABLE observations (
  probe integer not null references probes (num),
  at integer not null,
  place text not null,
  outcome integer not null,
  latency_ms integer,
  credit_ms integer,
  primary key (probe, at, place)
) without rowid;

CREATE TABLE ok_explanations (
  probe integer primary key references probes (num),
  at integer not null,
  body_json text not null
);

CREATE TABLE probes (
  num integer primary key,
  id text not null unique
);

CREATE TABLE quotes (
  probe integer primary key,
  at integer not null,
  quoted_json text not null
);

CREATE TABLE refused_mailboxes (
  digest text primary key,
  at integer not null
) without rowid;

CREATE TABLE report_counts (
  hour_at integer not null,
  component_id text not null,
  symptom text not null,
  -- Empty where the reader did not say.
  region text not null,
  count integer not null,
  primary key (hour_at, component_id, symptom, region)
) without rowid;

CREATE TABLE report_episodes (
  num integer primary key,
  component_id text not null,
  since_at integer not null,
  -- Null while it is more than usual, or calm only because a person has judged it.
  ended_at integer,
  -- The level at which a person judged it, and why.
  closed_level real,
  closed_because text,
  incident_id text
);

CREATE INDEX report_episodes_open on report_episodes (component_id) where ended_at is null;

CREATE TABLE report_marks (
  day_at integer not null,
  component_id text not null,
  sender blob not null,
  -- Of the block and of the network that the sender is in.
  block blob not null,
  net blob not null,
  -- To the minute.
  at integer not null,
  primary key (day_at, component_id, sender)
) without rowid;

CREATE TABLE report_peaks (
  component_id text not null,
  hour_at integer not null,
  level real not null,
  primary key (component_id, hour_at)
) without rowid;

CREATE TABLE report_salts (
  day_at integer primary key,
  salt blob not null
);

CREATE TABLE rollups (
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

CREATE TABLE rollups_due (
  span text not null check (span in ('hour', 'day')),
  at integer not null,
  probe integer not null references probes (num),
  primary key (span, at, probe)
) without rowid;

CREATE TABLE settings (
  name text primary key,
  value text not null
) without rowid;

CREATE TABLE subscribers (
  num integer primary key autoincrement,
  id text not null unique,
  transport text not null,
  address text not null,
  settings_json text not null,
  locale text not null,
  detail text not null,
  once integer not null,
  -- Minutes after midnight in the page's zone.
  quiet_from integer,
  quiet_to integer,
  status text not null,
  paused_because text,
  -- SHA-256 of tokens, in hex; the tokens themselves are nowhere.
  manage_hash text not null unique,
  confirm_hash text unique,
  confirm_until integer,
  created_at integer not null,
  confirmed_at integer,
  consent_text text,
  consent_at integer,
  -- When the address was last asked to confirm or told that it is subscribed already, and how often since when.
  asked_at integer, operator integer not null default 0, ticket integer references tickets (num) on delete cascade, mailbox text, rests_until integer,
  unique (transport, address)
);

CREATE INDEX subscribers_mailbox on subscribers (mailbox) where mailbox is not null;

CREATE UNIQUE INDEX subscribers_of_ticket on subscribers (ticket) where ticket is not null;

CREATE INDEX subscribers_operators on subscribers (num) where operator = 1;

CREATE INDEX subscribers_pending on subscribers (confirm_until) where status = 'pending';

CREATE TABLE subscriptions (
  subscriber integer not null references subscribers (num) on delete cascade,
  topic text not null,
  topic_id text not null,
  primary key (subscriber, topic, topic_id)
) without rowid;

CREATE TABLE ticket_counts (
  year integer not null,
  kind text not null,
  category text not null,
  received integer not null default 0,
  withdrawn integer not null default 0,
  within_1 integer not null default 0,
  within_3 integer not null default 0,
  within_7 integer not null default 0,
  over_7 integer not null default 0,
  rated integer not null default 0,
  rating_sum integer not null default 0,
  primary key (year, kind, category)
) without rowid;

CREATE TABLE ticket_words (
  num integer primary key,
  ticket integer not null references tickets (num) on delete cascade,
  written_by text not null,
  body text not null,
  at integer not null
);

CREATE INDEX ticket_words_of on ticket_words (ticket, num);

CREATE TABLE tickets (
  num integer primary key,
  -- What the secret link is made of, beside the key.
  id text not null unique,
  ref text not null unique,
  token_hash text not null,
  category text not null,
  kind text not null,
  component_id text,
  incident_id text,
  locale text not null,
  contact text,
  state text not null,
  received_at integer not null,
  reply_by text not null,
  reply_by_certain integer not null,
  taken_by text,
  answered_at integer,
  closed_at integer,
  satisfaction integer,
  -- What it adds to its year's counts as handled: the speed's column, null while it is not.
  counted_as text
, incident_over text);

CREATE INDEX tickets_of_incident on tickets (incident_id) where incident_id is not null;

CREATE INDEX tickets_over on tickets (num) where incident_over = 'due';

CREATE INDEX tickets_waiting on tickets (state, reply_by);

