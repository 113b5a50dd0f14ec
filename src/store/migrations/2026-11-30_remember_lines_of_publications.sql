-- What the articles of one publication carry beside their text is remembered, line by line, so that a text copied from another
-- of its pages is told from it.

-- When the lines of the source's newest article were put into publication_lines, or it was found to name no publication; null
-- where that is still to be done. A change of what is kept comes with a migration that empties the table and this column.
alter table sources add column lines_kept_at timestamptz;

create index sources_to_keep_lines_of on sources (source_id) where lines_kept_at is null;

-- One row a source, so that its key is that of all tables of this side; asked for by publication, through the two indexes.
create table publication_lines (
  source_id text primary key references sources,
  -- The publication: the registrable part of the host's name, and the words of the name that the article states.
  host text,
  name text,
  -- Hashes of 52 bits over the words of lines. Of no article's text, as the page's markup or a person says; of this one's
  -- text, as they say, its headline besides; and those of a text without markup that may be either. A few hundred at most.
  outside bigint[] not null,
  own bigint[] not null,
  unsure bigint[] not null,
  kept_at timestamptz not null,
  check (host is not null or name is not null)
);

create index publication_lines_by_host on publication_lines (host, kept_at desc, source_id);
create index publication_lines_by_name on publication_lines (name, kept_at desc, source_id);
