-- What a person last said of a component in their incident, and since when it is so; null where they say nothing of it
-- any more.
alter table incident_components add column said_state text;

alter table incident_components add column said_at integer;
