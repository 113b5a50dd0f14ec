import { join } from 'node:path';
import type { SpeakerKind } from '../src/domain/act.ts';
import type { Document } from '../src/domain/document.ts';
import type { PartyReference } from '../src/domain/party.ts';
import type { FoundStatement } from '../src/domain/statement.ts';
import { plainArticle } from '../src/extract/plain-article.ts';
import { identifyParties } from '../src/parties/identify-parties.ts';
import { arrangeStatements } from '../src/statements/arrange-statements.ts';
import type { ActLabel } from '../src/statements/label-act.ts';
import { READER } from '../src/statements/reader.ts';
import type { StatementParts } from '../src/statements/zones.ts';
import { type Quote, quoteOf } from '../src/text/quote.ts';
import type { Span } from '../src/text/span.ts';
import { type LabelledSpeaker, readSpeakers, type SpokenSpans } from './labelled-statements.ts';
import { readerArguments } from './reader-arguments.ts';
import type { EvaluatedReader } from './readers.ts';
import { corporaDirectory, type EvaluationReport, formatTable, type Skipped } from './report.ts';
import type { Range } from './scorer.ts';
import { digestOfTexts } from './statements.ts';

/** By what words a source says who speaks. */
const SOURCE_PHRASES = ['named person', 'named organisation', 'description', 'pronoun', 'no source'] as const;
type SourcePhrase = (typeof SOURCE_PHRASES)[number];

/** A labelled speaker beside the one that was identified. */
export interface SpeakerOutcome {
  readonly doc: string;
  /** The source's words, empty where there is none. */
  readonly source: string;
  readonly gold: LabelledSpeaker;
  readonly predicted: PartyReference | null;
}

/**
 * `npm run evaluate -- speakers [--gold FILE] [--text DIR] [--reader fast|rules|llm]`: who speaks, in statements whose
 * spans are given. Acts and targets are the reader's own; speakers are identified as in the product. Statements without
 * a labelled speaker are left out.
 *
 * Figures, as shares of the statements: `country`, the speaker's state, or the lack of one, is right; `country_stated`,
 * the same without those whose state is no more than the article's home, which count as none; `wrong_state`, a state
 * other than the labelled one; `missing_state`; `state_for_none`, a state where the label has none; `kind`;
 * `name`, the same words, or one name within the other, of speakers with a name.
 */
export async function evaluateSpeakers(args: readonly string[]): Promise<EvaluationReport | Skipped> {
  const directory = join(corporaDirectory(), 'coverage');
  const paths = await readerArguments(args, {
    gold: join(directory, 'dev.jsonl'),
    text: join(directory, 'text'),
  });
  if ('skipped' in paths) return paths;
  const texts = readSpeakers(paths.gold, paths.text);
  const outcomes: SpeakerOutcome[] = [];
  for (const { name, text, gold } of texts)
    outcomes.push(...(await identifyGiven(paths.reader, name, text, gold)));
  const figures = speakerFigures(outcomes);
  const table = [
    phraseTable(outcomes),
    formatTable([['speakers', outcomes.length], ...Object.entries(figures)]),
  ].join('\n\n');
  return { figures, table, digest: digestOfTexts(texts) };
}

/** Identifies the speakers of given statements, as if a reader had found just these. */
export async function identifyGiven(
  reader: EvaluatedReader,
  doc: string,
  text: string,
  gold: readonly SpokenSpans[],
): Promise<SpeakerOutcome[]> {
  const document = reader.readDocument(plainArticle(text));
  const labels = await reader.labelActs(document, gold.map(partsOf));
  const given = gold.flatMap((one, i) => {
    const label = labels[i];
    return label === undefined ? [] : [givenStatement(document, label, one)];
  });
  const identified = identifyParties(document, arrangeStatements(document, given));
  const speakers = new Map(identified.map((statement) => [spansKey(statement), statement.speaker]));
  return gold.flatMap(({ speaker }, index) => {
    const statement = given[index];
    if (speaker === null || statement === undefined) return [];
    const source = statement.source.map(({ exact }) => exact).join(' … ');
    return [{ doc, source, gold: speaker, predicted: speakers.get(spansKey(statement)) ?? null }];
  });
}

function spansOf(ranges: readonly Range[]): Span[] {
  return ranges.map(([start, end]) => ({ start, end }));
}

function partsOf({ source, cue, content }: SpokenSpans): StatementParts {
  return { source: spansOf(source), cue: spansOf(cue), content: spansOf(content) };
}

function givenStatement(
  document: Document,
  { act, hedge, target }: ActLabel,
  gold: SpokenSpans,
): FoundStatement {
  const quotes = (ranges: readonly Range[]): Quote[] =>
    spansOf(ranges).map((span) => quoteOf(document.text, span));
  return {
    source: quotes(gold.source),
    cue: quotes(gold.cue),
    content: quotes(gold.content),
    act,
    hedge,
    target,
    speaker: null,
    saidOn: null,
    within: null,
    block: 'body',
    probability: 1,
    reason: 'given',
    reader: READER,
  };
}

/** Tells statements of one document apart, whatever their order. */
function spansKey({ source, cue, content }: FoundStatement): string {
  return JSON.stringify([source, cue, content].map((part) => part.map(({ start, end }) => [start, end])));
}

type Agreement = 'right' | 'wrong state' | 'missing state' | 'state for none';

function agreementOf(gold: string | null, predicted: string | null): Agreement {
  if (gold === predicted) return 'right';
  if (gold === null) return 'state for none';
  return predicted === null ? 'missing state' : 'wrong state';
}

/** The named figures, as shares of all outcomes. */
export function speakerFigures(outcomes: readonly SpeakerOutcome[]): Record<string, number> {
  const share = (holds: (outcome: SpeakerOutcome) => boolean) =>
    outcomes.filter(holds).length / Math.max(1, outcomes.length);
  const agrees = (agreement: Agreement) =>
    share(({ gold, predicted }) => agreementOf(gold.country, predicted?.country ?? null) === agreement);
  return {
    country: agrees('right'),
    country_stated: share(({ gold, predicted }) => gold.country === statedCountry(predicted)),
    wrong_state: agrees('wrong state'),
    missing_state: agrees('missing state'),
    state_for_none: agrees('state for none'),
    kind: share(({ gold, predicted }) => gold.kind === predicted?.kind),
    name: nameAgreement(outcomes),
  };
}

function nameAgreement(outcomes: readonly SpeakerOutcome[]): number {
  const named = outcomes.filter(({ gold }) => gold.name !== null);
  const agreeing = named.filter(({ gold, predicted }) => isSameName(gold.name ?? '', predicted?.name ?? ''));
  return agreeing.length / Math.max(1, named.length);
}

function statedCountry(speaker: PartyReference | null): string | null {
  return speaker === null || speaker.isPlacedByHome === true ? null : speaker.country;
}

/** The same words, or the words of one within the other's: "Foreign Ministry", "the Foreign Ministry of China". */
function isSameName(gold: string, predicted: string): boolean {
  const [a, b] = [wordsIn(gold), wordsIn(predicted)];
  const [shorter, longer] = a.size <= b.size ? [a, b] : [b, a];
  return shorter.size > 0 && [...shorter].every((word) => longer.has(word));
}

function wordsIn(name: string): Set<string> {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => word !== 'the' && word !== 'of'));
}

const PRONOUN =
  /^(?:he|his|him|she|her|i|me|my|we|our|us|it|its|they|their|them|who|which|that|whose|both)$/iu;
/** Kinds under which a name is a person's. */
const PERSONS: ReadonlySet<SpeakerKind> = new Set(['official', 'expert', 'person']);

/** By what words the source says who speaks: named where a capitalised word of the labelled name, or its initials, stand in it. */
function sourcePhraseOf({ source, gold }: SpeakerOutcome): SourcePhrase {
  if (source === '') return 'no source';
  if (PRONOUN.test(source)) return 'pronoun';
  const name = gold.name ?? '';
  const capitals = name.match(/\p{Lu}[\p{L}\p{N}]*/gu) ?? [];
  const initials = capitals.map((word) => word.charAt(0)).join('');
  const inSource = new Set(source.match(/[\p{L}\p{N}]+/gu));
  const isDescribed = /^\p{Ll}/u.test(name.split(' ').at(-1) ?? '');
  const isNamed = capitals.some((word) => inSource.has(word)) || inSource.has(initials);
  if (isDescribed || !isNamed) return 'description';
  return PERSONS.has(gold.kind) ? 'named person' : 'named organisation';
}

/** Source phrases down, how the state agrees across. */
function phraseTable(outcomes: readonly SpeakerOutcome[]): string {
  const agreements: readonly Agreement[] = ['right', 'wrong state', 'missing state', 'state for none'];
  const byPhrase = Map.groupBy(outcomes, sourcePhraseOf);
  return formatTable([
    ['source', 'speakers', ...agreements, 'share right'],
    ...SOURCE_PHRASES.map((phrase) => {
      const these = byPhrase.get(phrase) ?? [];
      const counts = agreements.map(
        (agreement) =>
          these.filter(
            ({ gold, predicted }) => agreementOf(gold.country, predicted?.country ?? null) === agreement,
          ).length,
      );
      return [phrase, these.length, ...counts, ((counts[0] ?? 0) / Math.max(1, these.length)).toFixed(3)];
    }),
  ]);
}
