-- What each probe was last told of fees and limits: one row a probe.
create table quotes (
  probe integer primary key,
  at integer not null,
  quoted_json text not null
);
