-- Who of `subscribers` is an operator, named by the configuration: told of what nobody else is, and of nothing else. `address`
-- is a name then, and where it leads stands in the configuration alone.
alter table subscribers add column operator integer not null default 0;

create index subscribers_operators on subscribers (num) where operator = 1;
