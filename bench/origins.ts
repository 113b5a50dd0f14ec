/**
 * `node bench/origins.ts [ARTICLES [MORE]]` (100,000, 0): how long the embedded PostgreSQL takes to index so many generated
 * articles for copies, one by one as they would come in, and to look one up among them. Words are drawn by Zipf's law from
 * 60,000, lengths are log-normal (median 600 words); every third article carries one of 300 stock paragraphs, the commonest of
 * them in thousands; every tenth is an edited copy of an earlier one, and one wire story stands in a thousand. Articles are
 * kept beforehand, by bulk. MORE articles are in the index alone, put there at once with hashes at random: for the lookup
 * among a million. Processor time is read from /proc, so Linux alone.
 */
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { articleFingerprints } from '../src/cases/compare-texts.ts';
import { CANDIDATE_LIMIT, POSTING_LIMIT } from '../src/cases/copy-index.ts';
import { plainArticle } from '../src/extract/plain-article.ts';
import { copiesOfArticle } from '../src/services/copies.ts';
import { startEmbedded } from '../src/store/engines/embedded.ts';
import { openStore } from '../src/store/open-store.ts';
import { randomFrom } from '../train/random.ts';

const COUNT = Number(process.argv[2] ?? 100_000);
const MORE = Number(process.argv[3] ?? 0);
const LOOKUPS = 500;
const random = randomFrom(20_261_129);
const LETTERS = 'etaoinshrdlucmfwypvbgkqjxz';

function madeWord(rank: number): string {
  let word = '';
  for (let left = rank + 3; left > 0; left = Math.floor(left / 26)) word += LETTERS[left % 26];
  return word;
}
const VOCABULARY = Array.from({ length: 60_000 }, (_, rank) => madeWord(rank * 7 + 26));
/** Zipf: the probability of a rank falls as its inverse, so its logarithm is even. */
const word = () => VOCABULARY[Math.floor(VOCABULARY.length ** random()) - 1] as string;
const words = (length: number) => Array.from({ length }, word);
const STOCK = Array.from({ length: 300 }, () => words(45).join(' '));
const WIRE = words(700);

function normal(): number {
  return Math.sqrt(-2 * Math.log(random() || 1e-9)) * Math.cos(2 * Math.PI * random());
}

const KEPT: string[][] = [];
/** The text of the `i`th article: paragraphs of some fifty words. */
function textOf(i: number): string {
  const length = Math.round(Math.min(3000, Math.max(80, 600 * Math.exp(0.5 * normal()))));
  let own = words(length);
  if (i % 100 === 7 && i < 100_000) own = [...words(60), ...WIRE.slice(0, 300 + Math.floor(400 * random()))];
  else if (i % 10 === 3 && KEPT.length > 100)
    own = (KEPT[Math.floor(random() * KEPT.length)] as string[]).map((each) =>
      random() < 0.1 ? word() : each,
    );
  else if (i % 17 === 0) KEPT.push(own);
  const paragraphs: string[] = [];
  for (let at = 0; at < own.length; at += 50) paragraphs.push(own.slice(at, at + 50).join(' '));
  if (i % 3 === 0) paragraphs.push(STOCK[Math.floor(STOCK.length ** random()) - 1] as string);
  return paragraphs.join('\n\n');
}

const hash = (i: number) => (Math.imul(i + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0').repeat(4);

function percentiles(name: string, values: readonly number[]): void {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] as number).toFixed(2);
  console.log(
    `${name.padEnd(34)} p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms (n ${sorted.length})`,
  );
}

/** Seconds of processor time so far, by process: of this one and of each of the server's. */
async function processorTimes(pool: pg.Pool): Promise<Map<number, number>> {
  const { rows } = await pool.query<{ pid: number }>(
    'select pid from pg_stat_activity where pid is not null',
  );
  const times = rows.map(({ pid }): [number, number] => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return [pid, (Number(fields[11]) + Number(fields[12])) / 100];
  });
  const { user, system } = process.cpuUsage();
  return new Map([...times, [process.pid, (user + system) / 1e6]]);
}

/** Seconds of processor time since then, which other work on the machine hardly changes; of processes that are still there. */
async function processorSeconds(pool: pg.Pool, before: ReadonlyMap<number, number>): Promise<number> {
  let sum = 0;
  for (const [pid, seconds] of await processorTimes(pool)) sum += seconds - (before.get(pid) ?? 0);
  return sum;
}

/** Sources, captures and articles by bulk: what `onus add` would have kept. Not part of what is timed. */
async function keep(pool: pg.Pool, from: number, texts: readonly string[]): Promise<void> {
  const ids = texts.map((_, k) => hash(from + k));
  const captures = ids.map((_, k) => `01900000-0000-7000-8000-${(from + k).toString(16).padStart(12, '0')}`);
  const blocks = texts.map((text) => JSON.stringify(plainArticle(text).blocks));
  await pool.query('insert into sources (source_id) select unnest($1::text[])', [ids]);
  await pool.query(
    `insert into captures (source_id, capture_id, target_uri, kind, payload_digest, length, captured_at, last_seen_at, media_type,
       charset, extractor, reader)
     select id, capture, 'pasted:', 'pasted', 'sha256:' || repeat('0', 64), 0, now(), now(), 'text/plain',
       '{"name":"utf-8","from":"default"}', 'bench', 'none@0'
     from unnest($1::text[], $2::uuid[]) as made (id, capture)`,
    [ids, captures],
  );
  await pool.query(
    `insert into articles (source_id, capture_id, text, blocks, metadata, source_map)
     select id, capture, text, blocks::jsonb, '{"title":null,"publication":null,"authors":[],"published":null,"updated":null,"language":null,"canonicalUri":null}', '[]'
     from unnest($1::text[], $2::uuid[], $3::text[], $4::text[]) as made (id, capture, text, blocks)`,
    [ids, captures, texts, blocks],
  );
}

/** Index rows at random for sources that are not there, 60 each, in the time of a bulk load. */
async function addAtOnce(pool: pg.Pool, count: number): Promise<void> {
  const started = performance.now();
  await pool.query(`set maintenance_work_mem = '1GB'`);
  await pool.query('alter table source_shingles drop constraint source_shingles_pkey');
  await pool.query(
    `insert into source_shingles
     select floor(random() * 4503599627370496)::bigint, md5(made::text)
     from generate_series(1, $1::integer) as made, generate_series(1, 60)`,
    [count],
  );
  await pool.query('alter table source_shingles add primary key (shingle, source_id)');
  console.log(
    `${count} more in the index at once, in ${((performance.now() - started) / 1000).toFixed(0)} s`,
  );
}

const directory = await mkdtemp(join(tmpdir(), 'onus-bench-'));
const engine = await startEmbedded(directory);
const store = await openStore({ dataDirectory: directory });
const pool = new pg.Pool(engine.connection);
const BATCH = 500;
/** Sources added at the same time, as the workers would. */
const AT_ONCE = 4;
try {
  let indexing = 0;
  let fingerprints = 0;
  let cpu = 0;
  for (let from = 0; from < COUNT; from += BATCH) {
    const texts = Array.from({ length: Math.min(BATCH, COUNT - from) }, (_, k) => textOf(from + k));
    await keep(pool, from, texts);
    const articles = texts.map(plainArticle);
    const started = performance.now();
    const before = await processorTimes(pool);
    let next = 0;
    const work = async () => {
      for (let k = next++; k < articles.length; k = next++) {
        const made = articleFingerprints(articles[k] as (typeof articles)[number]);
        fingerprints += made.length;
        await store.copies.add(hash(from + k), made);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    indexing += performance.now() - started;
    cpu += await processorSeconds(pool, before);
    const done = from + texts.length;
    if (done % Math.max(BATCH, COUNT / 10) === 0)
      console.log(
        `${done} articles indexed in ${(indexing / 1000).toFixed(1)} s (${cpu.toFixed(1)} s of processor time, server and this process)`,
      );
  }
  if (MORE > 0) await addAtOnce(pool, MORE);
  await pool.query('vacuum analyze source_shingles');
  const { rows } = await pool.query(
    `select pg_total_relation_size('source_shingles')::float8 / 1048576 as size, pg_total_relation_size('articles')::float8 / 1048576 as articles`,
  );
  console.log(
    `${fingerprints} rows, ${rows[0].size.toFixed(0)} MB (articles: ${rows[0].articles.toFixed(0)} MB), ${(indexing / COUNT).toFixed(2)} ms an article`,
  );
  const peer: number[] = [];
  for (let k = 0; k < LOOKUPS; k++) {
    const started = performance.now();
    await pool.query('select 1');
    peer.push(performance.now() - started);
  }
  percentiles('the server asked for 1, as a peer', peer);
  for (const [name, made] of [
    ['a new text', () => words(600).join(' ')],
    [
      'a copy of another, edited',
      () =>
        (KEPT[Math.floor(random() * KEPT.length)] as string[])
          .map((each) => (random() < 0.1 ? word() : each))
          .join(' '),
    ],
    ['a copy of the wire story', () => [...words(40), ...WIRE].join(' ')],
    ['a text with a stock paragraph', () => `${words(500).join(' ')}\n\n${STOCK[0]}`],
  ] as const) {
    const index: number[] = [];
    const whole: number[] = [];
    let found = 0;
    const before = await processorTimes(pool);
    for (let k = 0; k < LOOKUPS; k++) {
      const article = plainArticle(made());
      const marks = articleFingerprints(article);
      const started = performance.now();
      await store.copies.lookUp(marks, { perFingerprint: POSTING_LIMIT, limit: CANDIDATE_LIMIT });
      index.push(performance.now() - started);
      const again = performance.now();
      found += (await copiesOfArticle(store, { sourceId: 'new', article })).length;
      whole.push(performance.now() - again);
    }
    percentiles(`${name}: index`, index);
    percentiles(`${name}: compared exactly`, whole);
    const spent = (1000 * (await processorSeconds(pool, before))) / LOOKUPS;
    console.log(
      `${''.padEnd(34)} ${(found / LOOKUPS).toFixed(1)} related a lookup; ${spent.toFixed(2)} ms of processor time for the two together`,
    );
  }
} finally {
  await pool.end();
  await store.close();
  await engine.close();
  rmSync(directory, { recursive: true });
}
