import type { Article, Block } from '../../domain/article.ts';
import type { FoundStatement, Reader } from '../../domain/statement.ts';
import { type Span, trimSpan } from '../../text/span.ts';
import { ArticleText } from './article-text.tsx';
import type { DrawnStatement } from './data.ts';
import { StatementNotes } from './statement-notes.tsx';
import { count } from './words.ts';

export interface PastedReadingProps {
  readonly text: string;
  readonly reading: { readonly statements: readonly FoundStatement[]; readonly reader: Reader };
  /** How long the reading took. */
  readonly seconds: number;
}

/** Pasted text with the statements found in it underlined, and the statements beside it: a source that is not kept. */
export function PastedReading({ text, reading, seconds }: PastedReadingProps) {
  const { statements, reader } = reading;
  const drawn = statements.map(drawnStatement);
  return (
    <>
      <p className="facts read-facts">
        <span>{count(text.trim().split(/\s+/).length, 'word')}</span>
        <span>
          read by {reader.name} {reader.version} in {seconds < 0.1 ? 'under 0.1' : seconds.toFixed(1)} s
        </span>
        <span>in this browser</span>
      </p>
      <div className="reading">
        <section aria-label="The text">
          <ArticleText article={articleOf(text)} statements={drawn} />
        </section>
        <StatementNotes
          statements={drawn}
          whereWrong="Check that the paragraphs were pasted whole, with who speaks and what they say; the reader knows English alone."
        />
      </div>
    </>
  );
}

/** Numbered as it is drawn: the number is its id, since nothing of it is kept. */
function drawnStatement({ within, ...statement }: FoundStatement, index: number): DrawnStatement {
  return {
    ...statement,
    statementId: String(index + 1),
    withinId: within === null ? null : String(within + 1),
    review: 'proposed',
  };
}

const NO_METADATA: Article['metadata'] = {
  title: null,
  publication: null,
  authors: [],
  published: null,
  updated: null,
  language: null,
  canonicalUri: null,
};

function articleOf(text: string): Pick<Article, 'text' | 'blocks' | 'metadata'> {
  return { text, blocks: paragraphsOf(text).map(bodyBlock), metadata: NO_METADATA };
}

function bodyBlock({ start, end }: Span): Block {
  return { type: 'body', start, end, reason: 'pasted', probability: 1 };
}

/** What empty lines set apart; where there are none, the lines. */
function paragraphsOf(text: string): Span[] {
  const gap = /(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)/;
  const separator = gap.test(text) ? new RegExp(gap, 'g') : /\r\n?|\n/g;
  const spans: Span[] = [];
  let start = 0;
  for (const { index, 0: found } of text.matchAll(separator)) {
    spans.push(trimSpan(text, { start, end: index }));
    start = index + found.length;
  }
  spans.push(trimSpan(text, { start, end: text.length }));
  return spans.filter((span) => span.start < span.end);
}
