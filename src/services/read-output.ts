import { basename } from 'node:path';
import { plainPositions } from '../cases/plain-positions.ts';
import { type Article, pageAt } from '../domain/article.ts';
import type { Capture } from '../domain/capture.ts';
import type { FoundStatement, SaidOn } from '../domain/statement.ts';
import type { Quote } from '../text/quote.ts';
import type { Unread } from './unread.ts';

type Pairs = (readonly [number, number])[];

/** One line of `onus read --json`: a fixed contract, described in `docs/cli.md`. Offsets are UTF-16, ends exclusive. */
export interface ReadLine {
  readonly doc: string;
  readonly sha256: string;
  readonly article?: {
    readonly title: string | null;
    readonly published: string | null;
    readonly text: string;
  };
  readonly statements: readonly ReadStatement[];
  readonly positions: ReturnType<typeof plainPositions>;
  /** Only where the text was not read: why. `statements` is empty then. */
  readonly unread?: { readonly language: string; readonly reason: string; readonly hint: string };
}

export interface ReadStatement {
  readonly source: Pairs;
  readonly cue: Pairs;
  readonly content: Pairs;
  readonly act: FoundStatement['act'];
  readonly hedge: FoundStatement['hedge'];
  readonly target: { readonly text: string; readonly country: string | null } | null;
  readonly speaker: { readonly name: string; readonly country: string | null; readonly kind: string } | null;
  /** Only where the statement's words say when it was said: EDTF, these words, and the rule. */
  readonly saidOn?: {
    readonly edtf: string;
    readonly span: readonly [number, number] | null;
    readonly how: string;
  };
  readonly probability: number;
  /** Only of a document with pages: the one that its cue or, without one, its content begins on, counted from 1. */
  readonly page?: number;
  readonly exact?: { readonly source: string[]; readonly cue: string[]; readonly content: string[] };
}

/** With `article`, offsets refer to its text and each statement carries its exact words; without, to the file as decoded. */
export function readLine(
  capture: Capture,
  statements: readonly FoundStatement[],
  article?: Article,
  unread: Unread | null = null,
): ReadLine {
  return {
    doc: docName(capture.targetUri),
    sha256: capture.payloadDigest.replace('sha256:', ''),
    ...(article && {
      article: {
        title: article.metadata.title?.value ?? null,
        published: article.metadata.published?.value ?? null,
        text: article.text,
      },
    }),
    statements: statements.map((statement) => readStatement(statement, article)),
    positions: plainPositions(statements),
    ...(unread && { unread: { language: unread.language, reason: unread.reason, hint: unread.hint } }),
  };
}

/** The page of a document that a statement's cue, or without one its content, begins on; null where there are no pages. */
export function statementPage(article: Article, { cue, content }: FoundStatement): number | null {
  const first = cue[0] ?? content[0];
  return first === undefined ? null : pageAt(article, first.start);
}

function readStatement(statement: FoundStatement, article: Article | undefined): ReadStatement {
  const page = article === undefined ? null : statementPage(article, statement);
  const { source, cue, content, target, speaker, saidOn } = statement;
  return {
    source: pairs(source),
    cue: pairs(cue),
    content: pairs(content),
    act: statement.act,
    hedge: statement.hedge,
    target: target && { text: target.text, country: target.country },
    speaker: speaker && { name: speaker.name, country: speaker.country, kind: speaker.kind },
    ...(saidOn !== null && { saidOn: readSaidOn(saidOn) }),
    probability: statement.probability,
    ...(page !== null && { page }),
    ...(article && { exact: { source: words(source), cue: words(cue), content: words(content) } }),
  };
}

function readSaidOn({ edtf, span, how }: SaidOn): NonNullable<ReadStatement['saidOn']> {
  return { edtf, span: span && [span.start, span.end], how };
}

function docName(targetUri: string): string {
  return basename(targetUri.replace(/^file:/, '')).replace(/\.[^.]+$/, '');
}

function pairs(quotes: readonly Quote[]): Pairs {
  return quotes.map(({ start, end }) => [start, end]);
}

function words(quotes: readonly Quote[]): string[] {
  return quotes.map(({ exact }) => exact);
}
