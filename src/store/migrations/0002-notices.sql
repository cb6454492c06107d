-- Numbers are never given out twice (autoincrement): what is under way for somebody who left must not meet who came after.

-- What subscribers are told of: written in the transaction of what it tells.
create table notices (
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

create index notices_subject on notices (subject, subject_id, moment);

create index notices_walking on notices (num) where walked_to is not null;

create index notices_at on notices (at);

create table subscribers (
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
  asked_at integer,
  asked_from integer,
  asked_times integer not null default 0,
  unique (transport, address)
);

create index subscribers_pending on subscribers (confirm_until) where status = 'pending';

create table subscriptions (
  subscriber integer not null references subscribers (num) on delete cascade,
  topic text not null,
  topic_id text not null,
  primary key (subscriber, topic, topic_id)
) without rowid;

-- One row per notice and subscriber. Its status is told in src/domain/delivery.ts.
create table deliveries (
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

create index deliveries_due on deliveries (transport, due_at) where status = 'waiting';

create index deliveries_leased on deliveries (lease_until) where status = 'sending';

create index deliveries_dead on deliveries (settled_at) where status = 'dead';

create index deliveries_notice on deliveries (notice);
