import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { ArticleMetadata } from '../src/domain/article.ts';
import { isRefusal } from '../src/domain/errors.ts';
import { extractHtml } from '../src/extract/extract-html.ts';
import { byteOffsets, decodeBytes } from '../src/text/decode.ts';
import {
  corporaDirectory,
  digestOf,
  type EvaluationReport,
  formatTable,
  needed,
  type Skipped,
} from './report.ts';

/**
 * What a reader of the page sees stated, labelled by hand before the program's answer was looked at. `held` pages: those
 * whose errors nobody looked at while the program was made better.
 */
const labelsSchema = z.record(
  z.string().describe('page of the article-extraction benchmark'),
  z.object({
    split: z.enum(['tune', 'held']),
    /** A day, or a minute with its zone. */
    published: z.string(),
    /** Everybody whom the page names as author, agencies too; nobody where it names nobody. */
    authors: z.array(z.string()),
    /** Answers that are right as well: a publication or account that is named in an author's place. */
    or: z.array(z.array(z.string())).optional(),
  }),
);
type Label = z.infer<typeof labelsSchema>[string];

const LABELS_FILE = new URL('./metadata-labels.json', import.meta.url);

/** Scores day of publication and authors of sixty pages of the benchmark, apart for the half that was tuned on. */
export async function evaluateMetadata(args: readonly string[]): Promise<EvaluationReport | Skipped> {
  const pages = needed(join(corporaDirectory(), 'extraction', 'html'));
  if (typeof pages !== 'string') return pages;
  const text = readFileSync(LABELS_FILE, 'utf8');
  const labels = Object.entries(labelsSchema.parse(JSON.parse(text)));
  const scored = labels.map(([key, label]) => ({ key, label, ...scoreOf(pages, key, label) }));
  const share = (split: Label['split'] | null, name: 'published' | 'authors') => {
    const own = scored.filter(({ label }) => split === null || label.split === split);
    return own.filter((one) => one[name]).length / own.length;
  };
  const rows = ([null, 'tune', 'held'] as const).map(
    (split) => [split ?? 'all', share(split, 'published'), share(split, 'authors')] as const,
  );
  return {
    figures: {
      published: rows[0]?.[1] ?? 0,
      authors: rows[0]?.[2] ?? 0,
      published_held: rows[2]?.[1] ?? 0,
      authors_held: rows[2]?.[2] ?? 0,
      pages: labels.length,
    },
    table: formatTable([['pages', 'day of publication', 'authors'], ...rows]),
    digest: digestOf([text]),
    // The held half's errors are shown to nobody, unless somebody asks for them and gives the half up.
    failures: scored
      .filter(({ label, published, authors }) => label.split === 'tune' && !(published && authors))
      .map(({ key, found }) => (args.includes('--errors') ? `${key.slice(0, 8)} ${found}` : ''))
      .filter((line) => line !== ''),
  };
}

function scoreOf(
  pages: string,
  key: string,
  label: Label,
): { published: boolean; authors: boolean; found: string } {
  const file = join(pages, `${key}.html.gz`);
  const bytes = existsSync(file) ? gunzipSync(readFileSync(file)) : new Uint8Array();
  const article = extractHtml(decodeBytes(bytes, 'utf-8'), byteOffsets(bytes, 'utf-8'));
  if (isRefusal(article)) return { published: false, authors: false, found: article.reason };
  const { metadata } = article;
  const names = metadata.authors.map(({ value }) => value);
  return {
    published: isSameDay(label.published, metadata.published?.value ?? null),
    authors: [label.authors, ...(label.or ?? [])].some((right) => sameNames(right, names)),
    found: JSON.stringify([metadata.published as ArticleMetadata['published'], metadata.authors]),
  };
}

/** Whether a date as found is on the day of the label: in the label's zone where both are instants, else as written. */
export function isSameDay(label: string, found: string | null): boolean {
  if (found === null) return false;
  const zone = /(?:Z|[+-]\d{2}:\d{2})$/.exec(label)?.[0];
  if (zone === undefined || !found.includes('T')) return found.slice(0, 10) === label.slice(0, 10);
  const minutes =
    zone === 'Z' ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  const there = new Date(new Date(found).getTime() + minutes * 60_000);
  return there.toISOString().slice(0, 10) === label.slice(0, 10);
}

/** Whether two lists hold the same names, in any order, compared by letters alone. */
export function sameNames(first: readonly string[], second: readonly string[]): boolean {
  const key = (names: readonly string[]) =>
    names
      .map((name) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''))
      .toSorted()
      .join('|');
  return key(first) === key(second);
}
