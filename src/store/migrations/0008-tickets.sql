-- Feedback and complaints. What people wrote goes when they or the configuration say so; `ticket_counts` holds numbers only and stays.
create table tickets (
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
);

create index tickets_waiting on tickets (state, reply_by);

create index tickets_of_incident on tickets (incident_id) where incident_id is not null;

create table ticket_words (
  num integer primary key,
  ticket integer not null references tickets (num) on delete cascade,
  written_by text not null,
  body text not null,
  at integer not null
);

create index ticket_words_of on ticket_words (ticket, num);

-- By the year in which they were received. Speeds are working days from the receipt to the answer.
create table ticket_counts (
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
