import { NAME_LABELS } from '../src/language/learned-mentions.ts';
import {
  addContextFeatures,
  addFormFeatures,
  CONTEXT_FEATURES,
  FORM_FEATURES,
  headlineness,
  nameRuns,
  nameView,
  type TaggedDocument,
} from '../src/language/mention-features.ts';
import type { ChainWeights } from '../src/language/name-chain.ts';
import { trainChain } from './train-chain.ts';

/** Measured by leaving out every fifth training article; 2^16 buckets cost 0.3 of F1; more epochs, dropout or a
 * higher rate gain nothing. */
const OPTIONS = { bits: 18, epochs: 5, rate: 0.1, dropout: 0.3, snapshots: 8000, seed: 1 };
const FEATURES = FORM_FEATURES + CONTEXT_FEATURES;

/** A document, tagged by a tagger that never saw it, with the label of each token: an index into `NAME_LABELS`. */
export interface NamedText {
  readonly document: TaggedDocument;
  readonly names: Uint8Array;
}

/** A conditional random field over the runs of words that may be names. */
export function trainMentions(texts: readonly NamedText[]): ChainWeights {
  const mask = 2 ** OPTIONS.bits - 1;
  const hashes: number[] = [];
  const gold: number[] = [];
  const runs: { first: number; last: number }[] = [];
  const ofForm = new Uint32Array(FORM_FEATURES);
  const ofContext = new Uint32Array(CONTEXT_FEATURES);
  for (const { document, names } of texts) {
    const { tokens, sentences } = document;
    const view = nameView(document);
    for (const sentence of sentences) {
      const headline = headlineness(tokens, view, sentence);
      for (const run of nameRuns(view, sentence)) {
        const first = gold.length;
        for (let i = run.first; i < run.last; i++) {
          addFormFeatures(view.forms.known[view.forms.form[i]!]!, mask, ofForm);
          addContextFeatures(view, i, sentence, headline, mask, ofContext);
          hashes.push(...ofForm, ...ofContext);
          gold.push(names[i]!);
        }
        runs.push({ first, last: gold.length });
      }
    }
  }
  const data = { hashes: Uint32Array.from(hashes), features: FEATURES, gold: Uint8Array.from(gold), runs };
  return trainChain(data, { ...OPTIONS, labels: NAME_LABELS.length });
}
