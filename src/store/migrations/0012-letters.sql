-- Who of `subscribers` is the mailbox that somebody left with a ticket: told of that ticket and of nothing else, and gone with
-- it. `address` is a name then, and where it leads is the ticket's contact.
alter table subscribers add column ticket integer references tickets (num) on delete cascade;

-- By which letters to one mailbox are counted, however its address was written.
alter table subscribers add column mailbox text;

create unique index subscribers_of_ticket on subscribers (ticket) where ticket is not null;

create index subscribers_mailbox on subscribers (mailbox) where mailbox is not null;

-- Who said that a ticket is not theirs and wants no letter of this kind again: keyed digests, and no address.
create table refused_mailboxes (
  digest text primary key,
  at integer not null
) without rowid;

-- Whether its writer is to hear that the incident is over: `due`, then `told`; null where there is nothing to tell.
alter table tickets add column incident_over text;

create index tickets_over on tickets (num) where incident_over = 'due';

-- When the word on a loss first reached an operator.
alter table losses add column reached_at integer;

create index losses_unreached on losses (num) where reached_at is null;
