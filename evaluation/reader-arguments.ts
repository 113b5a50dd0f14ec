import { parseArgs } from 'node:util';
import { readPlain } from '../src/services/read-plain.ts';
import { DEFAULT_READER } from '../src/services/readers.ts';
import { spansOf } from './labelled-statements.ts';
import { type EvaluatedReader, openReader } from './readers.ts';
import { needed, type Skipped } from './report.ts';
import type { Spans } from './scorer.ts';

/** What an evaluation of a reader is asked for: where the labelled data and its texts stand. */
export interface ReaderArguments extends ReaderPaths {
  readonly reader: EvaluatedReader;
}

interface ReaderPaths {
  readonly gold: string;
  readonly text: string;
}

/**
 * Reads `--gold`, `--text`, `--reader` and `--model` with the given defaults.
 * @throws RangeError for a reader that there is none of.
 */
export async function readerArguments(
  args: readonly string[],
  defaults: ReaderPaths,
): Promise<ReaderArguments | Skipped> {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: {
      gold: { type: 'string' },
      text: { type: 'string' },
      reader: { type: 'string' },
      model: { type: 'string' },
    },
  });
  const model = typeof values.model === 'string' ? values.model : undefined;
  const reader = await openReader(String(values.reader ?? DEFAULT_READER), model);
  const gold = needed(typeof values.gold === 'string' ? values.gold : defaults.gold);
  if (typeof gold !== 'string') return gold;
  const text = needed(typeof values.text === 'string' ? values.text : defaults.text);
  return typeof text === 'string' ? { gold, text, reader } : text;
}

/** A statement as the reader found it, with the spans that the scorer compares. */
export interface PredictedSpans extends Spans {
  readonly act: string;
  readonly speakerCountry: string | null;
  /** That it is a statement with these spans, in [0, 1]. */
  readonly probability: number;
}

/** Labelled texts with what a reader finds in each, one after the other. */
export async function predictAll<T extends { readonly text: string; readonly gold: unknown }>(
  reader: EvaluatedReader,
  texts: readonly T[],
): Promise<(Pick<T, 'text' | 'gold'> & { readonly predicted: PredictedSpans[] })[]> {
  const scored = [];
  for (const { text, gold } of texts) scored.push({ text, gold, predicted: await predict(reader, text) });
  return scored;
}

/** What a reader finds in a text. */
export async function predict(reader: EvaluatedReader, text: string): Promise<PredictedSpans[]> {
  const statements = await readPlain(text, reader);
  return statements.map((statement) => {
    const ranges = (quotes: readonly { start: number; end: number }[]) =>
      quotes.map(({ start, end }): [number, number] => [start, end]);
    const spans = {
      source: ranges(statement.source),
      cue: ranges(statement.cue),
      content: ranges(statement.content),
    };
    return {
      ...spansOf(spans, true, text),
      act: statement.act,
      speakerCountry: statement.speaker?.country ?? null,
      probability: statement.probability,
    };
  });
}
