import type { Document, Sentence, Token } from '../domain/document.ts';

/** A half-open run of token indices. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/** Ascending indices as runs. */
export function runsOf(indices: readonly number[]): Run[] {
  const runs: { first: number; last: number }[] = [];
  for (const i of indices) {
    const run = runs.at(-1);
    if (run?.last === i) run.last = i + 1;
    else runs.push({ first: i, last: i + 1 });
  }
  return runs;
}

/** A document with what the rules ask of it at every step. */
export interface Reading {
  readonly document: Document;
  readonly text: string;
  readonly tokens: readonly Token[];
  /** For each token the index of the quotation that it stands in, marks included; −1 outside. */
  readonly quoted: Int32Array;
  /** For each token the index of its sentence; −1 outside of what is read. */
  readonly sentenceOf: Int32Array;
}

export function readingOf(document: Document): Reading {
  const { text, tokens, quotations, sentences } = document;
  return {
    document,
    text,
    tokens,
    quoted: indexOfRuns(tokens.length, quotations),
    sentenceOf: indexOfRuns(tokens.length, sentences),
  };
}

function indexOfRuns(length: number, runs: readonly Run[]): Int32Array {
  const index = new Int32Array(length).fill(-1);
  runs.forEach((run, i) => {
    index.fill(i, run.first, run.last);
  });
  return index;
}

/** The token's key; empty outside the document. */
export function wordAt(reading: Reading, i: number): string {
  return reading.tokens[i]?.lower ?? '';
}

export function isWord(reading: Reading, i: number): boolean {
  const kind = reading.tokens[i]?.kind;
  return kind === 'word' || kind === 'number';
}

export function isCapitalised(reading: Reading, i: number): boolean {
  const token = reading.tokens[i];
  if (token?.kind !== 'word') return false;
  const first = reading.text.charCodeAt(token.start);
  return (
    (first >= 65 && first <= 90) ||
    (first > 127 && /^\p{Lu}/u.test(reading.text.slice(token.start, token.start + 2)))
  );
}

/** Whether the quotation of token `i` begins with it. */
export function opensQuotation(reading: Reading, i: number): boolean {
  const index = reading.quoted[i] ?? -1;
  return index >= 0 && reading.document.quotations[index]?.first === i;
}

export function quotationAt(reading: Reading, i: number): Run | null {
  const index = reading.quoted[i] ?? -1;
  return index < 0 ? null : (reading.document.quotations[index] ?? null);
}

export function sentenceAt(reading: Reading, i: number): Sentence | null {
  return reading.document.sentences[reading.sentenceOf[i] ?? -1] ?? null;
}

const TERMINALS = new Set(['.', '!', '?', '…', '...']);

export function isTerminal(reading: Reading, i: number): boolean {
  return TERMINALS.has(wordAt(reading, i));
}
