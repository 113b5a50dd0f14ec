import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Act, SpeakerKind } from '../src/domain/act.ts';
import { normaliseRanges, type Range, ROLES, type Role, type Spans } from './scorer.ts';

/** A text with its labelled statements; `name` is its file's base name without extension. */
export interface LabelledText<S extends Spans = Spans> {
  readonly name: string;
  readonly text: string;
  readonly gold: readonly S[];
}

/** A labelled statement of the coverage format. */
export interface CoverageSpans extends Record<Role, readonly Range[]> {
  readonly linked: boolean;
  readonly act: Act;
  /** ISO 3166-1 alpha-3 of the speaker's state; null where it speaks for none. Absent where nobody speaks. */
  readonly speakerCountry: string | null | undefined;
}

/** Who speaks, as labelled. */
export interface LabelledSpeaker {
  /** Null where the article gives nobody a name. */
  readonly name: string | null;
  readonly kind: SpeakerKind;
  /** ISO 3166-1 alpha-3 of its state; null where it speaks for none. */
  readonly country: string | null;
}

/** The spans of a labelled statement with its speaker; null where nobody speaks. */
export interface SpokenSpans extends Spans {
  readonly speaker: LabelledSpeaker | null;
}

/**
 * Reads brat standoff files (`DOC_ANNOTATOR.ann` or `DOC.ann`) with their texts (`DOC.txt`). Where several annotators
 * labelled one text the alphabetically first is taken. Offsets count code points and are made UTF-16.
 */
export function readBrat(goldDirectory: string, textDirectory: string): LabelledText[] {
  const files = new Map<string, string>();
  for (const file of readdirSync(goldDirectory)
    .filter((name) => name.endsWith('.ann'))
    .sort()) {
    const name = /^(.*)_[0-9a-f]{4}\.ann$/u.exec(file)?.[1] ?? basename(file, '.ann');
    if (!files.has(name)) files.set(name, join(goldDirectory, file));
  }
  return [...files].map(([name, file]) => {
    const text = readFileSync(join(textDirectory, `${name}.txt`), 'utf8');
    return { name, text, gold: parseBrat(readFileSync(file, 'utf8'), text) };
  });
}

/** The statements of one brat file: its E-lines, then each labelled span that none of them uses, unlinked. */
export function parseBrat(annotation: string, text: string): Spans[] {
  const toUtf16 = utf16Offsets(text);
  const spans = new Map<string, { role: Role; ranges: Range[] }>();
  const relations: string[][] = [];
  for (const line of annotation.split('\n')) {
    const [id = '', body = ''] = line.split('\t');
    const label = /^(\S+) (.*)$/u.exec(body);
    const role = ROLES.find((name) => name === label?.[1]?.toLowerCase().replace(/\d+$/u, ''));
    if (/^T\d+$/u.test(id) && role !== undefined)
      spans.set(id, { role, ranges: (label?.[2] ?? '').split(';').map((part) => rangeOf(part, toUtf16)) });
    else if (/^E\d+$/u.test(id))
      relations.push(
        body
          .trim()
          .split(/\s+/u)
          .slice(1)
          .map((part) => part.split(':')[1] ?? ''),
      );
  }
  const used = new Set(relations.flat());
  const loose = [...spans.keys()].filter((id) => !used.has(id)).map((id) => ({ ids: [id], linked: false }));
  return [...relations.map((ids) => ({ ids, linked: true })), ...loose]
    .map(({ ids, linked }) => {
      const of = (role: Role) =>
        ids.flatMap((id) => (spans.get(id)?.role === role ? (spans.get(id)?.ranges ?? []) : []));
      return spansOf({ source: of('source'), cue: of('cue'), content: of('content') }, linked, text);
    })
    .filter((one) => ROLES.some((role) => one[role].length > 0));
}

/** Reads the coverage format: one JSON object a line, offsets in code points into `text/DOC`. */
export function readCoverage(goldFile: string, textDirectory: string): LabelledText<CoverageSpans>[] {
  return readRecords(goldFile, textDirectory, (one, spans) => ({
    ...spans,
    act: one.act,
    speakerCountry: one.speaker === null ? undefined : one.speaker.country,
  }));
}

/** Reads the speakers of the coverage format. */
export function readSpeakers(goldFile: string, textDirectory: string): LabelledText<SpokenSpans>[] {
  return readRecords(goldFile, textDirectory, ({ speaker }, spans) => ({ ...spans, speaker }));
}

function readRecords<S extends Spans>(
  goldFile: string,
  textDirectory: string,
  toGold: (one: CoverageStatement, spans: Spans) => S,
): LabelledText<S>[] {
  return readFileSync(goldFile, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const record = JSON.parse(line) as CoverageRecord;
      const text = readFileSync(join(textDirectory, record.doc), 'utf8');
      const toUtf16 = utf16Offsets(text);
      const of = (pairs: readonly Range[]) => pairs.map(([a, b]): Range => [toUtf16(a), toUtf16(b)]);
      const gold = record.statements.map((one) =>
        toGold(
          one,
          spansOf({ source: of(one.source), cue: of(one.cue), content: of(one.content) }, true, text),
        ),
      );
      return { name: record.doc.replace(/\.txt$/u, ''), text, gold };
    });
}

interface CoverageRecord {
  readonly doc: string;
  readonly statements: readonly CoverageStatement[];
}

interface CoverageStatement extends Readonly<Record<Role, readonly Range[]>> {
  readonly act: Act;
  readonly speaker: LabelledSpeaker | null;
}

/** Spans of one statement as the scorer takes them. */
export function spansOf(ranges: Record<Role, readonly Range[]>, linked: boolean, text: string): Spans {
  return {
    source: normaliseRanges(ranges.source, text),
    cue: normaliseRanges(ranges.cue, text),
    content: normaliseRanges(ranges.content, text),
    linked,
  };
}

function rangeOf(part: string, toUtf16: (offset: number) => number): Range {
  const [start = 0, end = 0] = part.split(' ').map(Number);
  return [toUtf16(start), toUtf16(end)];
}

/** Offsets in code points as offsets in UTF-16 code units. */
function utf16Offsets(text: string): (offset: number) => number {
  if (!/[\ud800-\udfff]/u.test(text) && !/[\u{10000}-\u{10ffff}]/u.test(text)) return (offset) => offset;
  const map: number[] = [];
  let units = 0;
  for (const character of text) {
    map.push(units);
    units += character.length;
  }
  return (offset) => map[offset] ?? text.length;
}
