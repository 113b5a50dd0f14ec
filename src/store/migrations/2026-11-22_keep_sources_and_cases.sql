-- Sources and cases, each side with its own distribution column (docs/decisions: keys for a cluster from day one):
-- source_id leads every key of the source side, case_id every key of the case side, and no unique constraint lacks it,
-- so that either side can be sharded. Foreign keys stay within one side.

-- Source side -----------------------------------------------------------------------------------------------------

create table sources (
  -- Content hash of the target URI, or of the payload for files and pasted text.
  source_id text primary key check (source_id <> ''),
  added_at timestamptz not null default now()
);

-- One reception of a source, as it was read: what was received and how, and which extractor and reader looked at it.
-- The bytes stand in the blob store under payload_digest.
create table captures (
  source_id text not null references sources,
  capture_id uuid not null,
  target_uri text not null,
  kind text not null check (kind in ('url', 'file', 'pasted')),
  payload_digest text not null check (payload_digest ~ '^sha256:[0-9a-f]{64}$'),
  length bigint not null check (length >= 0),
  captured_at timestamptz not null,
  media_type text not null,
  charset jsonb not null,
  http jsonb check ((http is not null) = (kind = 'url')),
  extractor text not null,
  -- `name@version`.
  reader text not null,
  saved_at timestamptz not null default now(),
  primary key (source_id, capture_id),
  unique (source_id, payload_digest, extractor, reader)
);

-- A source's newest capture.
create index captures_newest on captures (source_id, captured_at desc, capture_id desc);

create table articles (
  source_id text not null,
  capture_id uuid not null,
  text text not null,
  blocks jsonb not null,
  metadata jsonb not null,
  source_map jsonb not null,
  primary key (source_id, capture_id),
  foreign key (source_id, capture_id) references captures
);

create table statements (
  source_id text not null,
  capture_id uuid not null,
  statement_id text not null,
  -- Order in which the reader found them, from 0.
  position integer not null check (position >= 0),
  within_id text,
  act text not null check (act in (
    'claim', 'deny', 'attribute', 'penalise', 'threaten', 'demand-evidence', 'withhold', 'no-comment', 'dispute',
    'endorse', 'condemn', 'appeal', 'commit', 'confirm', 'assess', 'state')),
  hedge text not null check (hedge in ('certain', 'likely', 'possible', 'alleged')),
  block text not null,
  probability double precision not null check (probability between 0 and 1),
  review text not null check (review in ('proposed', 'accepted', 'rejected', 'edited')),
  -- Arrays of {start, end, exact}: half-open UTF-16 spans of the article's text.
  source_quotes jsonb not null,
  cue_quotes jsonb not null,
  content_quotes jsonb not null,
  target jsonb,
  speaker jsonb,
  said_on jsonb,
  reason text not null,
  reader jsonb not null,
  primary key (source_id, capture_id, statement_id),
  foreign key (source_id, capture_id) references captures
);

-- Case side -------------------------------------------------------------------------------------------------------

create table cases (
  case_id uuid primary key,
  name text not null check (name <> ''),
  created_at timestamptz not null default now()
);

-- Small reference table, on every node of a cluster: makes names unique without regard to letter case.
create table case_names (
  name_key text primary key,
  case_id uuid not null
);

create table case_sources (
  case_id uuid not null references cases,
  source_id text not null,
  added_at timestamptz not null default now(),
  primary key (case_id, source_id)
);

create index case_sources_by_source on case_sources (source_id);
