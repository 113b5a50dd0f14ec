import type { Document } from '../../domain/document.ts';
import { clustersOf } from '../../text/word-clusters.ts';
import { CUE_NOUNS, CUE_VERBS } from '../cue-lexicon.ts';
import type { Reading } from '../reading.ts';

/** What the features ask of each token, in columns. */
export interface TokenTable {
  readonly count: number;
  /** These as in `TokenForms`; 0 where the document was read without weights. */
  readonly word: Int32Array;
  readonly prefix3: Int32Array;
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

const KINDS = ['person', 'organisation', 'place', 'nationality', 'unknown'];

export function tokenTable({ document, tokens, sentenceOf }: Reading): TokenTable {
  const count = tokens.length;
  const column = () => new Int32Array(count);
  const { forms } = document;
  const table = {
    count,
    word: forms?.word ?? column(),
    prefix3: forms?.prefix3 ?? column(),
    suffix2: forms?.suffix2 ?? column(),
    suffix3: forms?.suffix3 ?? column(),
    shape: forms?.shape ?? column(),
    ...wordColumns(document),
    quote: new Uint8Array(count),
    quoteDepth: column(),
    paragraph: column().fill(-1),
    sentence: sentenceOf as Int32Array,
    tag: document.tags ?? new Uint8Array(count),
    mention: new Uint8Array(count),
  };
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

/** What word lists say of each token, looked up once for tokens written alike. */
function wordColumns({ tokens, forms }: Document): Pick<TokenTable, 'cluster' | 'fineCluster' | 'cueWord'> {
  const cueWord = new Uint8Array(tokens.length);
  const cueOf = (lower: string) => (CUE_VERBS.has(lower) ? 2 : CUE_NOUNS.has(lower) ? 1 : 0);
  if (forms !== null) {
    for (let i = 0; i < tokens.length; i++) {
      const first = forms.firsts[forms.form[i]!]!;
      cueWord[i] = first === i ? cueOf(tokens[i]!.lower) : cueWord[first]!;
    }
    return { cluster: forms.coarse, fineCluster: forms.fine, cueWord };
  }
  const cluster = new Int32Array(tokens.length);
  const fineCluster = new Int32Array(tokens.length);
  tokens.forEach(({ lower }, i) => {
    const { coarse, fine } = clustersOf(lower);
    cluster[i] = coarse;
    fineCluster[i] = fine;
    cueWord[i] = cueOf(lower);
  });
  return { cluster, fineCluster, cueWord };
}
