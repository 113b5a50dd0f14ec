import { createHash } from 'node:crypto';
import type { Statement } from '../domain/statement.ts';
import type { SourceView } from '../services/services.ts';
import { indexSelectors, type SelectorIndex } from '../text/selectors.ts';
import type { ApiSourceView, ApiStatement } from './types.ts';

/** A source as the API answers it: what the store holds of the capture, and selectors for every quote. */
export function sourceBody({ source, captures, cases, unread }: SourceView): ApiSourceView {
  const { text, extractor } = source.article;
  const index = indexSelectors(text);
  return {
    ...source,
    canonicalText: {
      version: extractor,
      digest: `sha256:${createHash('sha256').update(text).digest('hex')}`,
      length: text.length,
    },
    statements: source.statements.map((statement) => withSelectors(statement, index)),
    corrections: [...source.corrections],
    captures: [...captures],
    cases: [...cases],
    unread: unread && { reason: unread.reason, hint: unread.hint },
  };
}

function withSelectors(statement: Statement, index: SelectorIndex): ApiStatement {
  const describe = (part: 'source' | 'cue' | 'content'): ApiStatement['selectors']['source'] =>
    statement[part].map((quote) => {
      const [words, place] = index.describe(quote);
      return [words, place];
    });
  return {
    ...statement,
    selectors: { source: describe('source'), cue: describe('cue'), content: describe('content') },
  };
}

/** The same without what was left out of the request: an absent field, not an undefined one. */
export function definedOf<T extends object>(request: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
