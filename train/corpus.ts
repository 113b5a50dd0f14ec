import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { readBrat, readCoverage } from '../evaluation/labelled-statements.ts';
import type { Spans } from '../evaluation/scorer.ts';
import { ACTS, actSchema } from '../src/domain/act.ts';
import { plainArticle } from '../src/extract/plain-article.ts';
import { readDocument } from '../src/language/read-document.ts';
import { type Scene, sceneOf } from '../src/statements/fast/scene.ts';
import type { Span } from '../src/text/span.ts';

export type CorpusName = 'polnear' | 'coverage' | 'written';

/** How many parts the articles are dealt into, for labelling each by models that never saw it. */
export const FOLDS = 3;

/** A labelled article. */
export interface LabelledScene {
  readonly corpus: CorpusName;
  readonly name: string;
  readonly scene: Scene;
  readonly gold: readonly Spans[];
  /** 0 to below {@link FOLDS}. */
  readonly fold: number;
  /** Penn Treebank tags by start offset, where silver tags are at hand. */
  readonly silver: ReadonlyMap<number, string> | null;
  /** How often it is shown in training. */
  readonly weight: number;
}

/** A statement with its act. */
export interface LabelledAct {
  readonly corpus: 'acts' | 'coverage' | 'written';
  readonly scene: Scene;
  readonly doc: string;
  readonly parts: { readonly source: Span[]; readonly cue: Span[]; readonly content: Span[] };
  /** Index into `ACTS`. */
  readonly act: number;
}

/** The two small corpora, nearer to what is read, are shown so often. */
const CYBER_WEIGHT = 3;

function sources(corpora: string) {
  const at = (...parts: string[]) => join(corpora, ...parts);
  return {
    polnear: () => readBrat(at('polnear/train/attributions'), at('polnear/train/text')),
    coverage: () => readCoverage(at('coverage/train.jsonl'), at('coverage/text')),
    written: () => readCoverage(at('written/train.jsonl'), at('written/text')),
  };
}

/** The labelled articles of one corpus. The register is the corpus's own: in training it need not be guessed. */
export function readLabelled(corpora: string, corpus: CorpusName): LabelledScene[] {
  const silver = corpus === 'polnear' ? readSilver(corpora) : null;
  return sources(corpora)
    [corpus]()
    .map(({ name, text, gold }, i) => ({
      corpus,
      name,
      scene: { ...sceneFrom(text), register: corpus === 'polnear' ? 0 : 1 },
      gold,
      fold: i % FOLDS,
      silver: silver?.get(name) ?? null,
      weight: corpus === 'polnear' ? 1 : CYBER_WEIGHT,
    }));
}

export function sceneFrom(text: string): Scene {
  return sceneOf(readDocument(plainArticle(text)), null);
}

function readSilver(corpora: string): Map<string, Map<number, string>> {
  const lines = gunzipSync(readFileSync(join(corpora, 'polnear/silver.train.jsonl.gz'))).toString();
  const schema = z.object({
    doc: z.string(),
    sents: z.array(z.array(z.tuple([z.number(), z.number(), z.string()], z.unknown()))),
  });
  return new Map(
    lines
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const { doc, sents } = schema.parse(JSON.parse(line));
        return [doc, new Map(sents.flat().map(([start, , tag]) => [start, tag]))];
      }),
  );
}

const piecesSchema = z.array(z.tuple([z.number(), z.number()]));
const partsSchema = z.object({ source: piecesSchema, cue: piecesSchema, content: piecesSchema });
const actLineSchema = z.object({ doc: z.string(), spans: partsSchema, act: actSchema });
const articleLineSchema = z.object({
  doc: z.string(),
  statements: z.array(partsSchema.extend({ act: actSchema })),
});

/** Statements whose act is labelled, from all corpora. */
export function readLabelledActs(corpora: string): LabelledAct[] {
  const scenes = new Map<string, { scene: Scene; units: number[] }>();
  return [
    ...lines(corpora, 'acts/train.jsonl').map((line) => {
      const { doc, spans, act } = actLineSchema.parse(line);
      return { corpus: 'acts' as const, doc, file: `polnear/train/text/${doc}.txt`, spans, act };
    }),
    ...(['coverage', 'written'] as const).flatMap((corpus) =>
      lines(corpora, `${corpus}/train.jsonl`).flatMap((line) => {
        const { doc, statements } = articleLineSchema.parse(line);
        return statements.map(({ act, ...spans }) => ({
          corpus,
          doc,
          file: `${corpus}/text/${doc}`,
          spans,
          act,
        }));
      }),
    ),
  ].map(({ corpus, doc, file, spans, act }) => {
    const { scene, units } = openText(scenes, corpora, file);
    const of = (pieces: z.infer<typeof piecesSchema>) =>
      pieces.map(([start, end]) => ({ start: units[start]!, end: units[end]! }));
    const parts = { source: of(spans.source), cue: of(spans.cue), content: of(spans.content) };
    return { corpus, doc, scene, parts, act: ACTS.indexOf(act) };
  });
}

function openText(
  known: Map<string, { scene: Scene; units: number[] }>,
  corpora: string,
  file: string,
): { scene: Scene; units: number[] } {
  let opened = known.get(file);
  if (opened === undefined) {
    const text = readFileSync(join(corpora, file), 'utf8');
    opened = { scene: sceneFrom(text), units: codeUnitsOf(text) };
    known.set(file, opened);
  }
  return opened;
}

/** For each code point, and the end, the offset in UTF-16 code units. */
function codeUnitsOf(text: string): number[] {
  const units: number[] = [];
  let at = 0;
  for (const character of text) {
    units.push(at);
    at += character.length;
  }
  return [...units, at];
}

function lines(corpora: string, file: string): unknown[] {
  return readFileSync(join(corpora, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
