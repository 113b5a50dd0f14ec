-- Captures may come out of a feed or a web archive, and say which; a source that is seen again unchanged leaves a revisit
-- (WARC's word) instead of a second capture.

alter table captures drop constraint captures_kind_check, drop constraint captures_check;
alter table captures
  add constraint captures_kind_check check (kind in ('url', 'file', 'pasted', 'feed', 'warc')),
  add constraint captures_http_check
    check (case kind when 'url' then http is not null when 'file' then http is null when 'pasted' then http is null else true end),
  add column container jsonb,
  add constraint captures_container_check check ((container is not null) = (kind in ('feed', 'warc')));

-- The last instant at which a capture's bytes were received: its own, or that of its newest revisit. A page that goes
-- back to an earlier state shows that state, not the one in between.
alter table captures add column last_seen_at timestamptz;
update captures set last_seen_at = captured_at;
alter table captures alter column last_seen_at set not null;

drop index captures_newest;
create index captures_newest on captures (source_id, last_seen_at desc, capture_id desc);

-- A later reception of the bytes of a capture: an instant and the way to them; no bytes, no article, no reading.
create table revisits (
  source_id text not null,
  capture_id uuid not null,
  captured_at timestamptz not null,
  -- As WARC names them: the bytes came again and are the same, or the site said that they are (304).
  profile text not null check (profile in ('identical-payload-digest', 'server-not-modified')),
  http jsonb,
  container jsonb,
  primary key (source_id, capture_id, captured_at),
  foreign key (source_id, capture_id) references captures
);
