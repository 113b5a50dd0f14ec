-- Copies of one text are found through an inverted index of selected shingles, and origins are joined and split by hand.

-- Source side -----------------------------------------------------------------------------------------------------

-- When the source's newest article was put into source_shingles; null where that is still to be done. A change of which
-- shingles are selected comes with a migration that empties the table and this column.
alter table sources add column shingled_at timestamptz;

create index sources_to_shingle on sources (source_id) where shingled_at is null;

-- The shingles by which a source is looked up: hashes of 52 bits over five words, about one in twelve of its text. What an
-- earlier capture held stays: a lookup only names candidates, which are compared exactly. The key serves the lookup and
-- names the distribution column. No foreign key: it would be asked for each of a hundred rows a source, which are
-- written for a source that is there.
create table source_shingles (
  shingle bigint not null,
  source_id text collate "C" not null,
  primary key (shingle, source_id)
);

-- Case side -------------------------------------------------------------------------------------------------------

-- Edits of a case's origins by hand: rows are added, never changed or deleted. Two who edit at once claim the same
-- revision, and the second is told.
create table origin_edits (
  case_id uuid not null references cases,
  revision integer not null check (revision > 0),
  action text not null check (action in ('join', 'split', 'undo')),
  -- Arrays of source ids; from_ids is empty but for a split.
  source_ids jsonb not null,
  from_ids jsonb not null,
  undoes integer check ((undoes is not null) = (action = 'undo') and undoes < revision),
  made_by text not null check (made_by <> ''),
  reason text not null check (reason <> ''),
  made_at timestamptz not null,
  primary key (case_id, revision)
);
