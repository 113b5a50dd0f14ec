/**
 * Writes the labelled articles as the deep reader's training takes them: one JSON object a line, everything counted in
 * tokens and word pieces, so that training cuts texts exactly as reading does.
 * `node train/deep/export.ts VOCABULARY OUT`
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { corporaDirectory } from '../../evaluation/report.ts';
import { ACTS } from '../../src/domain/act.ts';
import { readLanguageModel } from '../../src/language/model-file.ts';
import { documentReader } from '../../src/language/read-document.ts';
import { packageWeights } from '../../src/services/package-weights.ts';
import { frameOf } from '../../src/statements/deep/frame.ts';
import { pieceDocument } from '../../src/statements/deep/passages.ts';
import { WordPieces } from '../../src/statements/deep/word-pieces.ts';
import { readModel } from '../../src/statements/fast/fast-model.ts';
import { tokensIn } from '../../src/statements/fast/label-act-fast.ts';
import type { Scene } from '../../src/statements/fast/scene.ts';
import { readLabelled, readLabelledActs } from '../corpus.ts';

type Ranges = readonly (readonly [number, number])[];

const [vocabulary, out] = process.argv.slice(2);
if (vocabulary === undefined || out === undefined) throw new RangeError('usage: export.ts VOCABULARY OUT');

const corpora = corporaDirectory();
const wordPieces = new WordPieces(readFileSync(vocabulary, 'utf8').trimEnd().split('\n'));
const model = await readModel(await packageWeights());
const readDocument = documentReader(await readLanguageModel(model.language));

const acts = new Map<string, number>();
const keyOf = (corpus: string, doc: string, cue: readonly number[], content: readonly number[]) =>
  `${corpus} ${doc.replace(/\.txt$/u, '')} ${cue.join(',')} ${content.join(',')}`;
for (const { corpus, doc, scene, parts, act } of readLabelledActs(corpora, () => readDocument)) {
  const of = (spans: readonly { start: number; end: number }[]) =>
    spans.flatMap(({ start, end }) => tokensIn(scene.reading, start, end));
  acts.set(keyOf(corpus === 'acts' ? 'polnear' : corpus, doc, of(parts.cue), of(parts.content)), act);
}

const lines: string[] = [];
for (const corpus of ['polnear', 'coverage', 'written'] as const)
  for (const { name, scene, gold } of readLabelled(corpora, corpus, () => readDocument)) {
    const of = (ranges: Ranges) => tokensOf(scene, ranges);
    const surroundings = {
      sentences: scene.sentences,
      sentenceOf: scene.table.sentence,
      isQuoted: (token: number) => scene.table.quote[token]! > 0,
    };
    const statements = gold
      .filter(({ linked, cue }) => linked && cue.length > 0)
      .map(({ source, cue, content }) => {
        const cueTokens = of(cue);
        const frame = frameOf(cueTokens[0] ?? -1, surroundings);
        return {
          source: of(source),
          cue: cueTokens,
          content: of(content),
          frame: frame === null ? null : [frame.first, frame.last],
          act: acts.get(keyOf(corpus, name, cueTokens, of(content))) ?? -1,
        };
      })
      .filter(({ cue, frame }) => cue.length > 0 && frame !== null);
    const { pieces, tokenOf, form, title } = pieceDocument(scene.reading.document, wordPieces);
    lines.push(
      JSON.stringify({
        doc: name,
        corpus,
        register: scene.register,
        title,
        ids: pieces.map(({ id }) => id),
        token: [...tokenOf],
        form: [...form],
        sentences: scene.sentences.map(({ first, last }) => [first, last]),
        statements,
      }),
    );
  }
writeFileSync(out, `${lines.join('\n')}\n`);
console.log(`${lines.length} articles, ${acts.size} labelled acts of ${ACTS.length} kinds`);

function tokensOf({ reading }: Scene, ranges: Ranges): number[] {
  const found = ranges.flatMap(([start, end]) => tokensIn(reading, start, end));
  return [...new Set(found)].sort((a, b) => a - b);
}
