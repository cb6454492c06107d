-- How often an address was written to about its own subscription, whether or not there is one. `target` is an HMAC of the
-- address, so that of whoever has left nothing can be read here.
create table askings (
  target text primary key,
  asked_at integer not null,
  -- Of the first of those that `times` counts.
  since_at integer not null,
  times integer not null
) without rowid;

create index askings_asked on askings (asked_at);

alter table subscribers drop column asked_from;

alter table subscribers drop column asked_times;
