import type { Mention, MentionKind, Sentence, Token, WordForm } from '../domain/document.ts';
import { TAGS } from '../domain/tag.ts';
import { LISTED, withoutPossessive } from './gazetteer.ts';
import {
  addContextFeatures,
  addFormFeatures,
  CONTEXT_FEATURES,
  FORM_FEATURES,
  headlineness,
  type NameView,
  nameRuns,
  nameView,
  type TaggedDocument,
} from './mention-features.ts';
import { addWeights, bestPath, type ChainWeights } from './name-chain.ts';

/** What a label stands for, by index: those of CoreNLP's four kinds. */
export const NAME_LABELS = ['O', 'PERSON', 'ORGANIZATION', 'LOCATION', 'MISC'] as const;
const KINDS: readonly MentionKind[] = ['unknown', 'person', 'organisation', 'place', 'unknown'];
const ORGANIZATION = 2;
const LOCATION = 3;
const MISC = 4;

/** What a listed name is labelled, and whether against what was learned. The first that fits holds. */
const LABELS_OF_LISTED: readonly (readonly [bit: number, label: number, isSure: boolean])[] = [
  [LISTED.group, ORGANIZATION, true],
  [LISTED.product, MISC, true],
  [LISTED.demonym, MISC, false],
  [LISTED.place, LOCATION, false],
];

/** Tags of words that name a people, a creed or a party: "Chinese", "Democrats". */
const GROUP_TAGS = new Set(['JJ', 'NNS', 'NNPS'].map((tag) => TAGS.indexOf(tag)));

/**
 * Stage 7, with weights: names of persons, organisations and places, and what else is written as a name. Each run of
 * capitalised words is labelled as a chain. Takes time linear in the text. `sumsOfForm` gives what a form adds by itself,
 * by {@link formSums}.
 */
export function findLearnedMentions(
  model: ChainWeights,
  document: TaggedDocument,
  sumsOfForm: (form: WordForm) => Float32Array = (form) => formSums(model, form),
): Mention[] {
  const { text, tokens, sentences } = document;
  const view = nameView(document);
  const labels = labelNames(view, document, summer(model, view, sumsOfForm), model);
  for (const { first, last, bits } of view.names) relabel(labels, first, last, bits);
  return sentences.flatMap((sentence) =>
    stretches(labels, sentence, tokens).map(({ first, last, label }) =>
      mentionOf(view, text, tokens, first, last, label),
    ),
  );
}

/** The label of each token. */
function labelNames(
  view: NameView,
  { tokens, sentences }: TaggedDocument,
  sumsOf: SumRun,
  model: ChainWeights,
): Uint8Array {
  const labels = new Uint8Array(tokens.length);
  for (const sentence of sentences) {
    const runs = nameRuns(view, sentence);
    const headline = runs.length === 0 ? 0 : headlineness(tokens, view, sentence);
    for (const run of runs)
      labels.set(bestPath(model, sumsOf(run, sentence, headline), run.last - run.first), run.first);
  }
  return labels;
}

/**
 * What the lexicons know better than weights that were learned from news on politics: groups and malware, which those had
 * hardly met, are labelled by the list; states and peoples where no label was given.
 */
function relabel(labels: Uint8Array, first: number, last: number, bits: number): void {
  const isFree = labels.subarray(first, last).every((label) => label === 0);
  const label = LABELS_OF_LISTED.find(([bit, , isSure]) => (bits & bit) !== 0 && (isSure || isFree))?.[1];
  if (label !== undefined && isWhole(labels, first, last)) labels.fill(label, first, last);
}

/** Whether no name begins before and goes on into the tokens, or goes on after them. */
function isWhole(labels: Uint8Array, first: number, last: number): boolean {
  const goesOn = (i: number) => i > 0 && i < labels.length && labels[i]! > 0 && labels[i] === labels[i - 1];
  return !goesOn(first) && !goesOn(last);
}

/** Sums of the weights of a form by itself, of each label. */
export function formSums(model: ChainWeights, form: WordForm): Float32Array {
  const features = new Uint32Array(FORM_FEATURES);
  addFormFeatures(form, 2 ** model.bits - 1, features);
  const sums = new Float32Array(model.labels);
  addWeights(model, features, FORM_FEATURES, sums, 0);
  return sums;
}

/** Sums of the weights of each token of a run: `token * labels + label`. */
type SumRun = (run: { first: number; last: number }, sentence: Sentence, headline: number) => Float32Array;

function summer(model: ChainWeights, view: NameView, sumsOfForm: (form: WordForm) => Float32Array): SumRun {
  const { labels } = model;
  const mask = 2 ** model.bits - 1;
  const ofContext = new Uint32Array(CONTEXT_FEATURES);
  let sums = new Float32Array(64 * labels);
  return (run, sentence, headline) => {
    if (sums.length < (run.last - run.first) * labels)
      sums = new Float32Array((run.last - run.first) * labels * 2);
    for (let i = run.first; i < run.last; i++) {
      const at = (i - run.first) * labels;
      sums.set(sumsOfForm(view.forms.known[view.forms.form[i]!]!), at);
      addContextFeatures(view, i, sentence, headline, mask, ofContext);
      addWeights(model, ofContext, CONTEXT_FEATURES, sums, at);
    }
    return sums;
  };
}

/** Stretches of one label; a mark of possession ends one, since its owner is named before and what is owned after it. */
function stretches(
  labels: Uint8Array,
  { first, last }: Sentence,
  tokens: readonly Token[],
): { first: number; last: number; label: number }[] {
  const found: { first: number; last: number; label: number }[] = [];
  for (let i = first; i < last; i++) {
    const label = labels[i]!;
    if (label === 0) continue;
    const before = found.at(-1);
    if (before?.last === i && before.label === label && !isPossessive(tokens[i - 1]!)) before.last = i + 1;
    else found.push({ first: i, last: i + 1, label });
  }
  return found;
}

function isPossessive({ lower }: Token): boolean {
  return withoutPossessive(lower) !== lower;
}

function mentionOf(
  view: NameView,
  text: string,
  tokens: readonly Token[],
  first: number,
  last: number,
  label: number,
): Mention {
  const { start } = tokens[first]!;
  const tail = tokens[last - 1]!;
  const end = tail.start + withoutPossessive(text.slice(tail.start, tail.end)).length;
  const isGroup = GROUP_TAGS.has(view.tags[last - 1]!) || (view.listed[last - 1]! & LISTED.demonym) !== 0;
  const kind = label === MISC && isGroup ? 'nationality' : KINDS[label]!;
  return { first, last, start, end, kind };
}
