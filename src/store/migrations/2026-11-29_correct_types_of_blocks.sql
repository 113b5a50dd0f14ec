-- What people say the blocks of a capture are, beside the extractor's verdict in articles.blocks. Rows are only ever
-- added: taking a correction back is another row. The highest version is the capture's own, which an editor must have
-- seen to add the next.

create table block_corrections (
  source_id text not null,
  capture_id uuid not null,
  version integer not null check (version > 0),
  -- The block: a half-open UTF-16 span of the article's text.
  start_offset integer not null check (start_offset >= 0),
  end_offset integer not null check (end_offset > start_offset),
  from_type text not null,
  to_type text not null check (to_type <> from_type),
  reason text,
  corrected_by text not null check (corrected_by <> ''),
  corrected_at timestamptz not null,
  undoes integer check (undoes > 0 and undoes < version),
  primary key (source_id, capture_id, version),
  foreign key (source_id, capture_id) references captures
);

-- A statement that a reading of the corrected text no longer finds is kept, and no longer shown or counted. One that
-- somebody reviewed is never retired.
alter table statements add column retired_at timestamptz;
