import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Document, MentionKind } from '../src/domain/document.ts';
import { TAGS } from '../src/domain/tag.ts';
import { plainArticle } from '../src/extract/plain-article.ts';
import { readerArguments } from './reader-arguments.ts';
import {
  corporaDirectory,
  digestOf,
  type EvaluationReport,
  f1,
  formatTable,
  type Skipped,
} from './report.ts';

/** Start and end in code points, tag, kind of name; what follows is of no use here. */
const tokenSchema = z.tuple([z.number().int(), z.number().int(), z.string(), z.string()], z.unknown());
const lineSchema = z.object({ doc: z.string(), sents: z.array(z.array(tokenSchema)) });
type SilverToken = z.infer<typeof tokenSchema>;

/**
 * What the kinds of CoreNLP are here. Its finer kinds of place, which newer versions give, are places; its others
 * (nationalities, creeds, parties, events, laws: MISC; dates, numbers) are not compared.
 */
const KINDS: Readonly<Record<string, MentionKind>> = {
  PERSON: 'person',
  ORGANIZATION: 'organisation',
  LOCATION: 'place',
  COUNTRY: 'place',
  CITY: 'place',
  STATE_OR_PROVINCE: 'place',
};
const COMPARED = ['person', 'organisation', 'place'] as const;

interface Counts {
  hits: number;
  predicted: number;
  gold: number;
}

/**
 * `npm run evaluate -- mentions [--gold FILE] [--text DIR] [--reader rules|fast]`: mentions of persons, organisations and
 * places against those that CoreNLP found (silver, no gold), alike in span and kind; and its parts of speech.
 * Silver is JSONL, gzipped or not, one article a line: `doc`, `sents` of tokens `[start, end, tag, kind, …]`.
 *
 * Figures: `f1`, `precision`, `recall` over the three kinds together; `f1_person` … by kind; `tags`, the share of tokens
 * whose tag is that of CoreNLP's token at the same start (where the reader tags).
 */
export async function evaluateMentions(args: readonly string[]): Promise<EvaluationReport | Skipped> {
  const paths = await readerArguments(args, {
    gold: join(corporaDirectory(), 'polnear/silver.dev.jsonl.gz'),
    text: join(corporaDirectory(), 'polnear/dev/text'),
  });
  if ('skipped' in paths) return paths;
  const counts = new Map(COMPARED.map((kind) => [kind as MentionKind, { hits: 0, predicted: 0, gold: 0 }]));
  const tags = { hits: 0, all: 0 };
  const parts: string[] = [];
  for (const { doc, sents } of readSilver(paths.gold)) {
    const text = readFileSync(join(paths.text, `${doc}.txt`), 'utf8');
    parts.push(doc, text, JSON.stringify(sents));
    const document = paths.reader.readDocument(plainArticle(text));
    const units = codeUnitsOf(text);
    compareMentions(document, sents, units, counts);
    compareTags(document, sents, units, tags);
  }
  return reportOf(counts, tags, digestOf(parts));
}

function readSilver(file: string): z.infer<typeof lineSchema>[] {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => lineSchema.parse(JSON.parse(line)));
}

/** For each code point, and the end, the offset in UTF-16 code units. */
function codeUnitsOf(text: string): number[] {
  const units = [0];
  for (const character of text) units.push((units.at(-1) ?? 0) + character.length);
  return units;
}

function compareMentions(
  { mentions }: Document,
  sents: readonly (readonly SilverToken[])[],
  units: readonly number[],
  counts: ReadonlyMap<MentionKind, Counts>,
): void {
  const silver = new Set<string>();
  for (const { start, end, kind } of sents.flatMap(silverMentions)) {
    silver.add(`${units[start]} ${units[end]} ${kind}`);
    const own = counts.get(kind);
    if (own !== undefined) own.gold++;
  }
  for (const { start, end, kind } of mentions) {
    const own = counts.get(kind);
    if (own === undefined) continue;
    own.predicted++;
    if (silver.has(`${start} ${end} ${kind}`)) own.hits++;
  }
}

/** Neighbouring tokens of one kind are one mention. */
export function silverMentions(
  sentence: readonly SilverToken[],
): { start: number; end: number; kind: MentionKind }[] {
  const found: { start: number; end: number; kind: MentionKind }[] = [];
  let before: string | undefined;
  for (const [start, end, , label] of sentence) {
    const kind = KINDS[label];
    const last = found.at(-1);
    if (kind !== undefined && label === before && last !== undefined) last.end = end;
    else if (kind !== undefined) found.push({ start, end, kind });
    before = label;
  }
  return found;
}

function compareTags(
  { tokens, tags }: Document,
  sents: readonly (readonly SilverToken[])[],
  units: readonly number[],
  counts: { hits: number; all: number },
): void {
  if (tags === null) return;
  const silver = new Map(sents.flat().map(([start, , tag]) => [units[start], tag]));
  tokens.forEach(({ start }, i) => {
    const tag = silver.get(start);
    if (tag === undefined) return;
    counts.all++;
    if (TAGS[tags[i] ?? 0] === tag) counts.hits++;
  });
}

function reportOf(
  counts: ReadonlyMap<MentionKind, Counts>,
  tags: { hits: number; all: number },
  digest: string,
): EvaluationReport {
  const micro: Counts = { hits: 0, predicted: 0, gold: 0 };
  for (const { hits, predicted, gold } of counts.values()) {
    micro.hits += hits;
    micro.predicted += predicted;
    micro.gold += gold;
  }
  const f1Of = ({ hits, predicted, gold }: Counts) => f1(hits, predicted, gold);
  const share = (hits: number, of: number) => (of === 0 ? 0 : hits / of);
  const figures: Record<string, number> = {
    f1: f1Of(micro),
    precision: share(micro.hits, micro.predicted),
    recall: share(micro.hits, micro.gold),
  };
  for (const [kind, own] of counts) figures[`f1_${kind}`] = f1Of(own);
  if (tags.all > 0) figures.tags = tags.hits / tags.all;
  const percent = (value: number) => (100 * value).toFixed(1);
  const rows = [...counts, ['all three', micro] as const];
  const table = formatTable([
    ['mentions', 'P', 'R', 'F1', 'hits', 'found', 'silver'],
    ...rows.map(([name, own]) => [
      name,
      percent(share(own.hits, own.predicted)),
      percent(share(own.hits, own.gold)),
      percent(f1Of(own)),
      own.hits,
      own.predicted,
      own.gold,
    ]),
    ...(tags.all === 0
      ? []
      : [['tags', '', '', percent(tags.hits / tags.all), tags.hits, tags.all, tags.all]]),
  ]);
  return { figures, table, digest };
}
