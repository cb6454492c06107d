-- How often readers said that a help article helped, or did not. Nothing here is about a reader.
create table article_votes (
  -- YYYY-MM-DD in the page's zone.
  day text not null,
  article_id text not null,
  helped integer not null check (helped in (0, 1)),
  times integer not null,
  primary key (day, article_id, helped)
) without rowid;
