import { hashText } from '../../text/hash.ts';
import { clustersOf } from '../../text/word-clusters.ts';
import { CUE_NOUNS, CUE_VERBS } from '../cue-lexicon.ts';
import type { Reading } from '../reading.ts';

/** What the features ask of each token, in columns. */
export interface TokenTable {
  readonly count: number;
  readonly word: Int32Array;
  readonly prefix1: Int32Array;
  readonly prefix3: Int32Array;
  readonly suffix1: Int32Array;
  readonly suffix2: Int32Array;
  readonly suffix3: Int32Array;
  readonly shape: Int32Array;
  /** Words of like use (`word-clusters.ts`), coarse and fine; 0 for none. */
  readonly cluster: Int32Array;
  readonly fineCluster: Int32Array;
  /** 0 outside quotations, 1 within, 2 opening mark, 3 closing mark. */
  readonly quote: Uint8Array;
  /** Tokens since the opening mark. */
  readonly quoteDepth: Int32Array;
  /** 0, or 1 for a noun, 2 for a verb of the cue lexicon. */
  readonly cueWord: Uint8Array;
  readonly paragraph: Int32Array;
  readonly sentence: Int32Array;
  /** Part of speech, an index into `TAGS`; 0 where the document was read without weights. */
  readonly tag: Uint8Array;
  /** Kind of the mention that it stands in, plus 1; 0 outside. */
  readonly mention: Uint8Array;
}

const COLUMNS = 10;
const KINDS = ['person', 'organisation', 'place', 'nationality', 'unknown'];

export function tokenTable(reading: Reading): TokenTable {
  const { document, text, tokens, sentenceOf } = reading;
  const count = tokens.length;
  const column = () => new Int32Array(count);
  const table = {
    count,
    word: column(),
    prefix1: column(),
    prefix3: column(),
    suffix1: column(),
    suffix2: column(),
    suffix3: column(),
    shape: column(),
    cluster: column(),
    fineCluster: column(),
    quote: new Uint8Array(count),
    quoteDepth: column(),
    cueWord: new Uint8Array(count),
    paragraph: new Int32Array(count).fill(-1),
    sentence: sentenceOf as Int32Array,
    tag: document.tags ?? new Uint8Array(count),
    mention: new Uint8Array(count),
  };
  const known = new Map<string, number>();
  const values: number[] = [];
  for (let i = 0; i < count; i++) {
    const token = tokens[i]!;
    const surface = text.slice(token.start, token.end);
    let at = known.get(surface);
    if (at === undefined) {
      at = values.length;
      known.set(surface, at);
      const key = token.lower;
      const n = key.length;
      const { coarse, fine } = clustersOf(key);
      values.push(
        hashText(key),
        hashText(surface, 0, 1),
        hashText(key, 0, Math.min(3, n)),
        hashText(key, Math.max(0, n - 1)),
        hashText(key, Math.max(0, n - 2)),
        hashText(key, Math.max(0, n - 3)),
        hashText(shapeOf(surface)),
        coarse,
        fine,
        CUE_VERBS.has(key) ? 2 : CUE_NOUNS.has(key) ? 1 : 0,
      );
    }
    table.word[i] = values[at]!;
    table.prefix1[i] = values[at + 1]!;
    table.prefix3[i] = values[at + 2]!;
    table.suffix1[i] = values[at + 3]!;
    table.suffix2[i] = values[at + 4]!;
    table.suffix3[i] = values[at + 5]!;
    table.shape[i] = values[at + 6]!;
    table.cluster[i] = values[at + 7]!;
    table.fineCluster[i] = values[at + 8]!;
    table.cueWord[i] = values[at + COLUMNS - 1]!;
  }
  document.paragraphs.forEach(({ first, last }, i) => {
    table.paragraph.fill(i, first, last);
  });
  for (const { first, last, closed } of document.quotations) {
    table.quote.fill(1, first, last);
    for (let i = first; i < last; i++) table.quoteDepth[i] = i - first + 1;
    table.quote[first] = 2;
    if (closed) table.quote[last - 1] = 3;
  }
  for (const { first, last, kind } of document.mentions)
    table.mention.fill(KINDS.indexOf(kind) + 1, first, last);
  return table;
}

/** `X` for capitals, `x` for small letters, `d` for digits, runs folded: "McGuire-7" is "XxXx-d". */
function shapeOf(word: string): string {
  let shape = '';
  let before = '';
  for (let i = 0; i < word.length && shape.length < 8; i++) {
    const unit = word.charCodeAt(i);
    let form: string;
    if (unit >= 97 && unit <= 122) form = 'x';
    else if (unit >= 65 && unit <= 90) form = 'X';
    else if (unit >= 48 && unit <= 57) form = 'd';
    else if (unit < 128) form = word[i]!;
    else form = /\p{Lu}/u.test(word[i]!) ? 'X' : /\p{L}/u.test(word[i]!) ? 'x' : word[i]!;
    if (form !== before) shape += form;
    before = form;
  }
  return shape;
}
