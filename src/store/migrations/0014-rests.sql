-- Until when whoever takes a subscriber's letters asked to be left alone (Retry-After).
alter table subscribers add column rests_until integer;
