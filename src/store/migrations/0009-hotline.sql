-- Calls to a hotline by the telephone system's id, so that one that is told twice counts once.
create table hotline_calls (
  contact_id text not null,
  id text not null,
  at integer not null,
  primary key (contact_id, id)
) without rowid;

create index hotline_calls_at on hotline_calls (at);

-- The same calls by the hour they began in; waits is a histogram, in ms, of those that were answered.
create table hotline_hours (
  contact_id text not null,
  at integer not null,
  answered integer not null,
  lost integer not null,
  waits blob not null,
  primary key (contact_id, at)
) without rowid;

-- The newest word on each queue.
create table hotline_queues (
  contact_id text primary key,
  at integer not null,
  wait_ms integer,
  waiting integer,
  answered_share real
) without rowid;
