import { beforeAll, describe, expect, it } from 'vitest';
import { ACTS } from '../../domain/act.ts';
import { plainArticle } from '../../extract/plain-article.ts';
import { readDocument } from '../../language/read-document.ts';
import { packageWeights } from '../../services/package-weights.ts';
import { type FastModel, readModel } from '../fast/fast-model.ts';
import { type DeepTools, findStatementsDeep, labelGivenActs } from './find-statements-deep.ts';
import {
  ACT_SUMS,
  CONTENT_LABEL,
  CUE_LABEL,
  type Network,
  ROLE_LABELS,
  SOURCE_LABEL,
  WIDTH,
} from './network.ts';
import { WordPieces } from './word-pieces.ts';

/** Words that the network below knows: whole pieces, so that a piece is a token. */
const VOCABULARY = [
  '[UNK]',
  ...'said says denied declined told the envoy ministry mayor reporters it was a storm attack to comment'.split(
    ' ',
  ),
  '.',
  ',',
];
const CUES = ['said', 'says', 'denied', 'declined', 'told'].map((word) => VOCABULARY.indexOf(word));
const WORDS_OF_ACT: Readonly<Record<string, string>> = { denied: 'deny', declined: 'no-comment' };

/**
 * A network that computes nothing: a cue begins with each verb of saying; what stands before it in its frame is the
 * source, what follows the content, but for a cue that is followed by no more than three tokens. A state's first number is
 * its piece.
 */
const network: Network = {
  async encode(ids) {
    const shared = new Float32Array(ids.length * WIDTH);
    ids.forEach((id, i) => {
      shared[i * WIDTH] = id;
    });
    const cues = Float32Array.from(ids, (id) => (CUES.includes(id) ? 3 : -6));
    return { shared, cues, passage: new Float32Array(WIDTH) };
  },
  async readFrames({ count, length, states, lengths }, cues) {
    const emissions = new Float32Array(count * length * ROLE_LABELS);
    for (let i = 0; i < count; i++)
      for (let k = 0; k < length; k++) {
        const isStop = states[(i * length + k) * WIDTH] === VOCABULARY.indexOf('.');
        const rest = lengths[i]! - cues[i]! > 4 ? CONTENT_LABEL : 0;
        const label = isStop ? 0 : k < cues[i]! ? SOURCE_LABEL : k === cues[i] ? CUE_LABEL : rest;
        emissions[(i * length + k) * ROLE_LABELS + label] = 8;
      }
    return emissions;
  },
  async labelActs({ count, length, states, roles }) {
    const sums = new Float32Array(count * ACT_SUMS);
    for (let i = 0; i < count; i++) {
      const cue = i * length + roles.subarray(i * length, (i + 1) * length).indexOf(CUE_LABEL);
      const act = WORDS_OF_ACT[VOCABULARY[states[cue * WIDTH]!] ?? ''] ?? 'state';
      sums[i * ACT_SUMS + ACTS.indexOf(act as (typeof ACTS)[number])] = 20;
    }
    return sums;
  },
};

let fast: FastModel;
beforeAll(async () => {
  fast = await readModel(await packageWeights());
});

function tools(overrides: Partial<DeepTools['reading']> = {}): DeepTools {
  const even = { offset: 0, cue: 1, labels: 0, content: 0 };
  return {
    network,
    wordPieces: new WordPieces(VOCABULARY),
    fast,
    reading: {
      transitions: Array.from({ length: ROLE_LABELS ** 2 }, () => 0),
      calibration: [even, even],
      thresholds: [0.5, 0.5],
      acts: { priors: ACTS.map(() => 1 / ACTS.length), share: 1, temperatures: [1, 1] },
      ...overrides,
    },
  };
}

const documentOf = (text: string) => readDocument(plainArticle(text));
const words = (quotes: readonly { exact: string }[]) => quotes.map(({ exact }) => exact).join(' … ');

describe('the deep reader', () => {
  it('gives each cue its own source and content, in exact words', async () => {
    const text = 'the envoy said it was a storm.\nthe ministry denied the attack to reporters.';
    const found = await findStatementsDeep(documentOf(text), tools());
    expect(found.map(({ cue, content }) => [words(cue), words(content)])).toEqual([
      ['said', 'it was a storm'],
      ['denied', 'the attack to reporters'],
    ]);
    expect(words(found[0]!.source)).toBe('the envoy');
    for (const { source, cue, content } of found)
      for (const { start, end, exact } of [...source, ...cue, ...content])
        expect(text.slice(start, end)).toBe(exact);
    expect(found.map(({ act }) => act)).toEqual(['state', 'deny']);
    expect(found.every(({ reader }) => reader.name === 'deep')).toBe(true);
  });

  it('keeps a cue without content only where its source is silent', async () => {
    const silent = await findStatementsDeep(documentOf('the mayor declined to comment.'), tools());
    expect(silent.map(({ act, content }) => [act, content.length])).toEqual([['no-comment', 0]]);
    expect(await findStatementsDeep(documentOf('the mayor said it.'), tools())).toEqual([]);
  });

  it('keeps what is likely enough', async () => {
    const document = documentOf('the envoy said it was a storm.');
    expect(await findStatementsDeep(document, tools({ thresholds: [0.99, 0.99] }))).toEqual([]);
    const [one] = await findStatementsDeep(document, tools());
    expect(one!.probability).toBeCloseTo(1 / (1 + Math.exp(-3)), 6);
  });

  it('takes two cues of one content for one statement', async () => {
    const always: Network = {
      ...network,
      async readFrames(batch, cues) {
        const emissions = await network.readFrames(batch, cues);
        // Content from the fifth token on, whichever the cue.
        for (let i = 0; i < batch.count; i++)
          for (let k = 4; k < batch.lengths[i]! - 1; k++)
            emissions.set([0, 0, 0, 50], (i * batch.length + k) * ROLE_LABELS);
        return emissions;
      },
    };
    const document = documentOf('the envoy said told it was a storm to the mayor.');
    const found = await findStatementsDeep(document, { ...tools(), network: always });
    expect(found).toHaveLength(1);
  });

  it('counts what is left out within a part, and is nothing else’s, as of it', async () => {
    const holed: Network = {
      ...network,
      async readFrames(batch, cues) {
        const emissions = await network.readFrames(batch, cues);
        const at = (cues[0]! + 3) * ROLE_LABELS;
        emissions.set([50, 0, 0, 0], at);
        return emissions;
      },
    };
    const document = documentOf('the envoy said it was a storm.');
    const [one] = await findStatementsDeep(document, { ...tools(), network: holed });
    expect(words(one!.content)).toBe('it was a storm');
  });

  it('labels the acts of statements that are given, also of two with one cue, and of none', async () => {
    const text = 'the ministry denied the attack to reporters.';
    const document = documentOf(text);
    const span = (exact: string) => ({ start: text.indexOf(exact), end: text.indexOf(exact) + exact.length });
    const given = ['the attack', 'to reporters'].map((content) => ({
      source: [span('the ministry')],
      cue: [span('denied')],
      content: [span(content)],
    }));
    const labels = await labelGivenActs(document, given, tools());
    expect(labels.map(({ act }) => act)).toEqual(['deny', 'deny']);
    expect(await labelGivenActs(document, [], tools())).toEqual([]);
    const bare = await labelGivenActs(document, [{ source: [], cue: [], content: [] }], tools());
    expect(bare).toHaveLength(1);
  });

  it('reads nothing in an empty text', async () => {
    expect(await findStatementsDeep(documentOf(''), tools())).toEqual([]);
  });

  it('reads a text of many passages as it reads each sentence by itself', async () => {
    const sentence = 'the envoy said it was a storm.';
    const found = await findStatementsDeep(documentOf(Array(400).fill(sentence).join('\n')), tools());
    expect(found).toHaveLength(400);
    expect(new Set(found.map(({ content }) => words(content)))).toEqual(new Set(['it was a storm']));
  });
});
