import type { Document, Token } from '../domain/document.ts';
import type { Span } from '../text/span.ts';
import type { PatternToken, PatternVocabulary } from './pattern.ts';
import { isAdverb, isAuxiliary, NEGATIONS } from './word-classes.ts';

/** A statement's spans by role; each may stand in several pieces, sorted by start. */
export interface StatementParts {
  readonly source: readonly Span[];
  readonly cue: readonly Span[];
  readonly content: readonly Span[];
}

export const ZONES = ['source', 'cue', 'content'] as const;
export type Zone = (typeof ZONES)[number];

/** Tokens in the order in which patterns read them: indices into the document's tokens, beside what patterns see. */
export interface ZoneTokens {
  readonly indices: readonly number[];
  readonly sequence: readonly PatternToken[];
  /** Matches begin among the first so many. */
  readonly starts: number;
}

/** Auxiliaries and negations before a cue that spans often leave out: "has not yet | said". */
const LEAD_LIMIT = 4;
/** How far a pattern that begins in the cue may run on into the content: "declined | to comment". */
const RUN_ON_LIMIT = 8;
/** "without naming", "stopped short of naming": what stands before a participle that is not done. */
const SHYING_AWAY = new Set([
  'without',
  'of',
  'short',
  'stopped',
  'stops',
  'stop',
  'stopping',
  'from',
  'fell',
  'falls',
  'avoid',
  'avoids',
  'avoided',
]);
const CLAUSE_ENDS = new Set(['.', ';', ':', '!', '?', '...']);
/** Patterns see through these: "we did it" is the same within marks and without. */
const QUOTATION_MARKS = new Set(['"', '“', '”', '„', '«', '»', "'", '‘', '’', "''", '``']);
/** Capitalised where they open a sentence, and no names. */
const FUNCTION_WORDS = new Set(
  (
    'a an the this that these those it its he his she her they their them we our us i my you your who which what ' +
    'when where while if as at by for from in into of on to with without after before during since until under ' +
    'over and or but nor so yet not no none nobody there here some many most more other others another all any ' +
    'each every both one two three several few according although because however meanwhile despite once also'
  ).split(' '),
);

/** The tokens of each part; the cue's with the words before it and the content that follows it. */
export function zonesOf(
  document: Document,
  parts: StatementParts,
  vocabulary: PatternVocabulary,
): Record<Zone, ZoneTokens> {
  const source = tokensIn(document, parts.source);
  const cue = tokensIn(document, parts.cue);
  const content = tokensIn(document, parts.content);
  const lead = leadOf(document, cue, (index) => source.includes(index) || content.includes(index));
  const last = cue.at(-1) ?? -1;
  const runOn = cue.length === 0 ? [] : content.filter((index) => index > last).slice(0, RUN_ON_LIMIT);
  const zone = (indices: readonly number[], starts: number): ZoneTokens => ({
    indices,
    sequence: indices.map((index) => patternToken(document, index, vocabulary)),
    starts,
  });
  return {
    source: zone(source, source.length),
    cue: zone([...lead, ...cue, ...runOn], lead.length + cue.length),
    content: zone(content, content.length),
  };
}

function patternToken(document: Document, index: number, vocabulary: PatternVocabulary): PatternToken {
  const token = document.tokens[index] as Token;
  return {
    symbols: vocabulary.symbolsOf(token.lower, isName(document.text, token)),
    passable: !CLAUSE_ENDS.has(token.lower),
  };
}

/** Whether a token is written as a name: it begins with a capital and is no function word. */
export function isName(text: string, token: Token): boolean {
  if (token.kind !== 'word') return false;
  const code = text.charCodeAt(token.start);
  const isUpper = code < 128 ? code >= 65 && code <= 90 : /\p{Lu}/u.test(text[token.start] ?? '');
  return isUpper && !FUNCTION_WORDS.has(token.lower);
}

function leadOf(document: Document, cue: readonly number[], isTaken: (index: number) => boolean): number[] {
  const lead: number[] = [];
  let index = (cue[0] ?? 0) - 1;
  while (index >= 0 && lead.length < LEAD_LIMIT) {
    const token = document.tokens[index] as Token;
    if (
      !(
        isAuxiliary(token.lower) ||
        isAdverb(token.lower) ||
        NEGATIONS.has(token.lower) ||
        SHYING_AWAY.has(token.lower)
      ) ||
      isTaken(index)
    )
      break;
    lead.unshift(index--);
  }
  return lead;
}

/** Indices of the tokens in the spans, without quotation marks, in their order; logarithmic in the document, linear in the spans. */
function tokensIn(document: Document, spans: readonly Span[]): number[] {
  const indices: number[] = [];
  for (const span of spans) {
    for (let i = firstEndingAfter(document.tokens, span.start); i < document.tokens.length; i++) {
      const token = document.tokens[i] as Token;
      if (token.start >= span.end) break;
      if (!QUOTATION_MARKS.has(token.lower)) indices.push(i);
    }
  }
  return indices;
}

function firstEndingAfter(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tokens[middle] as Token).end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
