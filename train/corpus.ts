import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { readBrat, readCoverage } from '../evaluation/labelled-statements.ts';
import type { Spans } from '../evaluation/scorer.ts';
import { ACTS, actSchema } from '../src/domain/act.ts';
import { plainArticle } from '../src/extract/plain-article.ts';
import type { ReadDocument } from '../src/language/read-document.ts';
import { type Scene, sceneOf } from '../src/statements/fast/scene.ts';
import type { Span } from '../src/text/span.ts';
import type { SilverText } from './train-language.ts';

export type CorpusName = 'polnear' | 'coverage' | 'written' | 'invented';

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
  /** How often it is shown in training. */
  readonly weight: number;
}

/** A statement with its act. */
export interface LabelledAct {
  readonly corpus: 'acts' | 'coverage' | 'written' | 'invented';
  readonly scene: Scene;
  readonly doc: string;
  readonly parts: { readonly source: Span[]; readonly cue: Span[]; readonly content: Span[] };
  /** Index into `ACTS`. */
  readonly act: number;
}

/** Articles of our own about incidents that never were, with every statement labelled: they ship with the source. */
const INVENTED = join(import.meta.dirname, '..', 'data', 'invented');

/** The small corpora, nearer to what is read, are shown so often. */
const CYBER_WEIGHT = 3;

function sources(corpora: string) {
  const at = (...parts: string[]) => join(corpora, ...parts);
  return {
    polnear: () => readBrat(at('polnear/train/attributions'), at('polnear/train/text')),
    coverage: () => readCoverage(at('coverage/train.jsonl'), at('coverage/text')),
    written: () => readCoverage(at('written/train.jsonl'), at('written/text')),
    invented: () => readCoverage(join(INVENTED, 'train.jsonl'), join(INVENTED, 'text')),
  };
}

/** By what an article of PolNeAR, or any other (`null`), is read as language. */
export type ReaderFor = (doc: string | null) => ReadDocument;

/** The labelled articles of one corpus. The register is the corpus's own: in training it need not be guessed. */
export function readLabelled(corpora: string, corpus: CorpusName, readerFor: ReaderFor): LabelledScene[] {
  return sources(corpora)
    [corpus]()
    .map(({ name, text, gold }, i) => ({
      corpus,
      name,
      scene: {
        ...sceneFrom(text, readerFor(corpus === 'polnear' ? name : null)),
        register: corpus === 'polnear' ? 0 : 1,
      },
      gold,
      fold: i % FOLDS,
      weight: corpus === 'polnear' ? 1 : CYBER_WEIGHT,
    }));
}

function sceneFrom(text: string, readDocument: ReadDocument): Scene {
  return sceneOf(readDocument(plainArticle(text)));
}

/** PolNeAR's training articles with the tags and names that CoreNLP gave them. */
export function readSilver(corpora: string): (SilverText & { readonly doc: string })[] {
  const lines = gunzipSync(readFileSync(join(corpora, 'polnear/silver.train.jsonl.gz'))).toString();
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { doc, sents } = silverLineSchema.parse(JSON.parse(line));
      const text = readFileSync(join(corpora, 'polnear/train/text', `${doc}.txt`), 'utf8');
      const units = codeUnitsOf(text);
      const at = (column: 2 | 3) => new Map(sents.flat().map((token) => [units[token[0]]!, token[column]]));
      return { doc, text, tags: at(2), names: at(3) };
    });
}

/** Of each token: start and end in code points, tag, kind of name. */
const silverLineSchema = z.object({
  doc: z.string(),
  sents: z.array(z.array(z.tuple([z.number(), z.number(), z.string(), z.string()], z.unknown()))),
});
const piecesSchema = z.array(z.tuple([z.number(), z.number()]));
const partsSchema = z.object({ source: piecesSchema, cue: piecesSchema, content: piecesSchema });
const actLineSchema = z.object({ doc: z.string(), spans: partsSchema, act: actSchema });
const articleLineSchema = z.object({
  doc: z.string(),
  statements: z.array(partsSchema.extend({ act: actSchema })),
});

/** Statements whose act is labelled, from all corpora. */
export function readLabelledActs(corpora: string, readerFor: ReaderFor): LabelledAct[] {
  const scenes = new Map<string, { scene: Scene; units: number[] }>();
  return [
    ...lines(corpora, 'acts/train.jsonl').map((line) => {
      const { doc, spans, act } = actLineSchema.parse(line);
      return {
        corpus: 'acts' as const,
        doc,
        file: join(corpora, 'polnear/train/text', `${doc}.txt`),
        spans,
        act,
      };
    }),
    ...(['coverage', 'written', 'invented'] as const).flatMap((corpus) => {
      const folder = corpus === 'invented' ? INVENTED : join(corpora, corpus);
      return lines(folder, 'train.jsonl').flatMap((line) => {
        const { doc, statements } = articleLineSchema.parse(line);
        return statements.map(({ act, ...spans }) => ({
          corpus,
          doc,
          file: join(folder, 'text', doc),
          spans,
          act,
        }));
      });
    }),
  ].map(({ corpus, doc, file, spans, act }) => {
    const { scene, units } = openText(scenes, file, readerFor(corpus === 'acts' ? doc : null));
    const of = (pieces: z.infer<typeof piecesSchema>) =>
      pieces.map(([start, end]) => ({ start: units[start]!, end: units[end]! }));
    const parts = { source: of(spans.source), cue: of(spans.cue), content: of(spans.content) };
    return { corpus, doc, scene, parts, act: ACTS.indexOf(act) };
  });
}

function openText(
  known: Map<string, { scene: Scene; units: number[] }>,
  file: string,
  readDocument: ReadDocument,
): { scene: Scene; units: number[] } {
  let opened = known.get(file);
  if (opened === undefined) {
    const text = readFileSync(file, 'utf8');
    opened = { scene: sceneFrom(text, readDocument), units: codeUnitsOf(text) };
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
