-- How planned work stood until it was changed, so that readers can be told what it was. Announced work is never rewritten
-- without a row here.
create table maintenance_updates (
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

create index maintenance_updates_maintenance on maintenance_updates (maintenance_id);
