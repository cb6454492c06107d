-- What people told us of a lost wallet. What is personal in it goes when the person says so, or when its time is over.
create table losses (
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
);

create index losses_open on losses (received_at) where state != 'closed';

create index losses_received on losses (received_at);

create index losses_untold on losses (num) where told_at is null;

create index losses_crowd on losses (crowd) where state = 'received';

create table loss_steps (
  num integer primary key autoincrement,
  loss integer not null references losses (num) on delete cascade,
  at integer not null,
  state text not null,
  words text
);

create index loss_steps_loss on loss_steps (loss);
