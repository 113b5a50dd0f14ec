import { readFileSync, writeFileSync } from 'node:fs';
import { corporaDirectory } from '../../evaluation/report.ts';
import type { Range, Spans } from '../../evaluation/scorer.ts';
import { readLanguageModel } from '../../src/language/model-file.ts';
import { documentReader, type ReadDocument } from '../../src/language/read-document.ts';
import { packageWeights } from '../../src/services/package-weights.ts';
import { type PiecedDocument, pieceDocument } from '../../src/statements/deep/passages.ts';
import { WordPieces } from '../../src/statements/deep/word-pieces.ts';
import { readModel } from '../../src/statements/fast/fast-model.ts';
import { tokensIn } from '../../src/statements/fast/label-act-fast.ts';
import type { Scene } from '../../src/statements/fast/scene.ts';
import { type LabelledScene, readLabelled, readLabelledActs } from '../corpus.ts';

/** As `train.py` has it: of other people's articles, numbered as they are written, one of so many is held out. */
export const isHeldOut = ({ corpus }: LabelledScene, index: number): boolean =>
  corpus !== 'invented' && index % 25 === 7;

/**
 * Writes the labelled articles as the network is taught them: one JSON object a line, everything counted in tokens and
 * word pieces, so that training cuts texts exactly as reading does.
 */
export async function exportArticles(vocabulary: string, out: string): Promise<void> {
  const wordPieces = new WordPieces(readFileSync(vocabulary, 'utf8').trimEnd().split('\n'));
  const readDocument = await documentReaderThatShips();
  const acts = labelledActs(readDocument);
  const lines = labelledArticles(readDocument).map((article) =>
    JSON.stringify(taughtForm(article, pieceDocument(article.scene.reading.document, wordPieces), acts)),
  );
  writeFileSync(out, `${lines.join('\n')}\n`);
  console.log(`${lines.length} articles, ${acts.size} labelled acts`);
}

/** All labelled articles, in the order in which they are numbered. */
export function labelledArticles(readDocument: ReadDocument): LabelledScene[] {
  return (['polnear', 'coverage', 'written', 'invented'] as const).flatMap((corpus) =>
    readLabelled(corporaDirectory(), corpus, () => readDocument),
  );
}

export async function documentReaderThatShips(): Promise<ReadDocument> {
  const { language } = await readModel(await packageWeights());
  return documentReader(await readLanguageModel(language));
}

function labelledActs(readDocument: ReadDocument): Map<string, number> {
  const labelled = readLabelledActs(corporaDirectory(), () => readDocument);
  return new Map(
    labelled.map(({ corpus, doc, scene, parts, act }) => {
      const of = (spans: readonly { start: number; end: number }[]) =>
        tokensOf(
          scene,
          spans.map(({ start, end }): Range => [start, end]),
        );
      return [keyOf(corpus === 'acts' ? 'polnear' : corpus, doc, of(parts.cue), of(parts.content)), act];
    }),
  );
}

function keyOf(corpus: string, doc: string, cue: readonly number[], content: readonly number[]): string {
  return `${corpus} ${doc.replace(/\.txt$/u, '')} ${cue.join(',')} ${content.join(',')}`;
}

function taughtForm(
  { corpus, name, scene, gold }: LabelledScene,
  { pieces, tokenOf, form, title, frameOf }: PiecedDocument,
  acts: ReadonlyMap<string, number>,
) {
  const taught = (statement: Spans) => {
    const [source, cue, content] = [statement.source, statement.cue, statement.content].map((ranges) =>
      tokensOf(scene, ranges),
    ) as [number[], number[], number[]];
    const frame = frameOf(cue[0] ?? -1);
    if (!statement.linked || frame === null) return [];
    const act = acts.get(keyOf(corpus, name, cue, content)) ?? -1;
    return [{ source, cue, content, frame: [frame.first, frame.last], act }];
  };
  return {
    doc: name,
    corpus,
    register: scene.register,
    title,
    ids: pieces.map(({ id }) => id),
    token: [...tokenOf],
    form: [...form],
    sentences: scene.sentences.map(({ first, last }) => [first, last]),
    statements: gold.flatMap(taught),
  };
}

function tokensOf({ reading }: Scene, ranges: readonly Range[]): number[] {
  const found = ranges.flatMap(([start, end]) => tokensIn(reading, start, end));
  return [...new Set(found)].sort((a, b) => a - b);
}
