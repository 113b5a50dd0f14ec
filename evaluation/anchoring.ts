import { join } from 'node:path';
import { plainArticle } from '../src/extract/plain-article.ts';
import { readDocument } from '../src/language/read-document.ts';
import type { ToldStatement } from '../src/statements/llm/answer.ts';
import { statementsOfAnswers } from '../src/statements/llm/statements-of-answers.ts';
import { linesOf, type Window, windowsOf } from '../src/statements/llm/windows.ts';
import { type LabelledText, readBrat, readCoverage, spansOf } from './labelled-statements.ts';
import { corporaDirectory, type EvaluationReport, formatTable, needed, type Skipped } from './report.ts';
import { type Range, ROLES, type Spans } from './scorer.ts';
import { digestOfTexts, percent } from './statements.ts';

/**
 * `npm run evaluate -- anchoring`: how much is lost of a language model's words that are right. The labelled statements of the
 * development articles are told as words, window by window as a model would, and anchored. Figures, as shares of the labelled
 * statements with a cue or a content: `exact`, all of whose parts come back where they were; `moved`, that come back elsewhere or in
 * part; the others were left out, or stand across two windows.
 */
export async function evaluateAnchoring(): Promise<EvaluationReport | Skipped> {
  const at = (...parts: string[]) => join(corporaDirectory(), ...parts);
  const missing = needed(at('polnear/dev/text'));
  if (typeof missing !== 'string') return missing;
  const sets: Readonly<Record<string, readonly LabelledText[]>> = {
    polnear: readBrat(at('polnear/dev/attributions'), at('polnear/dev/text')),
    coverage: readCoverage(at('coverage/dev.jsonl'), at('coverage/text')),
  };
  const rows = Object.entries(sets).map(([name, texts]) => ({ name, ...anchorAll(texts) }));
  const figures = Object.fromEntries(
    rows.flatMap(({ name, gold, exact, found }) => [
      [`${name}_exact`, exact / gold],
      [`${name}_moved`, (found - exact) / gold],
    ]),
  );
  const table = formatTable([
    ['labelled', 'statements', 'exact', 'exact %', 'found', 'left out'],
    ...rows.map(({ name, gold, exact, found, dropped }) => [
      ...[name, gold, exact, percent(exact / gold), found, dropped],
    ]),
  ]);
  return { figures, table, digest: digestOfTexts(Object.values(sets).flat()) };
}

function anchorAll(texts: readonly LabelledText[]) {
  const counts = { gold: 0, exact: 0, found: 0, dropped: 0 };
  for (const { text, gold } of texts) {
    const whole = gold.filter(({ linked, cue, content }) => linked && cue.length + content.length > 0);
    const article = plainArticle(text);
    const answers = windowsOf(linesOf(text, article.blocks)).map((window) => ({
      window,
      statements: whole.filter((one) => isWithin(one, window)).map((one) => tell(one, text)),
    }));
    const { statements, dropped } = statementsOfAnswers(readDocument(article), answers, {
      ...{ name: 'llm', version: '1 labels' },
    });
    const ranges = (quotes: readonly { start: number; end: number }[]) =>
      quotes.map(({ start, end }): Range => [start, end]);
    const keys = new Set(
      statements.map(({ source, cue, content }) =>
        keyOf(spansOf({ source: ranges(source), cue: ranges(cue), content: ranges(content) }, true, text)),
      ),
    );
    counts.gold += whole.length;
    counts.exact += whole.filter((one) => keys.has(keyOf(one))).length;
    counts.found += statements.length;
    counts.dropped += dropped;
  }
  return counts;
}

const keyOf = (spans: Spans) => JSON.stringify(ROLES.map((role) => spans[role]));

function isWithin(spans: Spans, window: Window): boolean {
  const from = window[0]?.start ?? 0;
  const to = window.at(-1)?.end ?? 0;
  return ROLES.every((role) => spans[role].every(([start, end]) => start >= from && end <= to));
}

function tell(spans: Spans, text: string): ToldStatement {
  const words = (ranges: readonly Range[]) => ranges.map(([start, end]) => text.slice(start, end));
  return {
    ...{ source: words(spans.source), cue: words(spans.cue), content: words(spans.content) },
    ...{ act: 'state', hedge: 'certain' },
  };
}
