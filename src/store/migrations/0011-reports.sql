-- What readers report ("me too"). Days and hours are told by their first instant.

-- What tells senders of a day apart is made of this and of the server's secret key. It is overwritten when the day is over;
-- what was made of it is then a number that nobody can make again.
create table report_salts (
  day_at integer primary key,
  salt blob not null
);

create table report_marks (
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

create table report_counts (
  hour_at integer not null,
  component_id text not null,
  symptom text not null,
  -- Empty where the reader did not say.
  region text not null,
  count integer not null,
  primary key (hour_at, component_id, symptom, region)
) without rowid;

-- The highest level of each hour that had any: what later is the usual one.
create table report_peaks (
  component_id text not null,
  hour_at integer not null,
  level real not null,
  primary key (component_id, hour_at)
) without rowid;

-- Stretches in which there were more reports than usual.
create table report_episodes (
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

create index report_episodes_open on report_episodes (component_id) where ended_at is null;
