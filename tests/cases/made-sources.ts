/** Sources by hand and by seed, for the tests of origins. */

import type { OriginSource } from '../../src/cases/group-origins.ts';
import type { Article, BlockType } from '../../src/domain/article.ts';

/** So many words that stand in no other story. */
export const story = (word: string, length: number) =>
  Array.from({ length }, (_, i) => `${word}${i}`).join(' ');

export interface Made {
  readonly type?: BlockType;
  readonly published?: string;
  readonly publication?: string;
}

/** A source whose lines are blocks of one type; a line that begins with `credit:` is an agency credit. */
export function source(sourceId: string, text: string, made: Made = {}): OriginSource {
  const blocks: Article['blocks'] = [...text.matchAll(/[^\n]+/g)].map(({ index, 0: line }) => ({
    type: line.startsWith('credit:') ? 'agency-credit' : (made.type ?? 'body'),
    start: index,
    end: index + line.length,
    reason: 'test',
    probability: 1,
  }));
  const found = (value: string | undefined) => (value === undefined ? null : { value, how: 'test' });
  return {
    sourceId,
    addedAt: '2031-01-01T00:00:00.000Z',
    article: {
      extractor: 'test',
      text,
      blocks,
      sourceMap: [],
      metadata: {
        title: null,
        publication: found(made.publication),
        authors: [],
        published: found(made.published),
        updated: null,
        language: null,
        canonicalUri: null,
      },
    },
  };
}

/** Numbers in [0, below) from a seed, so that a failure can be seen again. */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/**
 * A casebook at random: stories, their copies (cut, embedded, reworded here and there), a formula that stands in every
 * third source, and quotations that several stories share.
 */
export function madeSources(seed: number, count: number): OriginSource[] {
  const next = numbers(seed);
  const formula = story('formula', 30);
  const stories = Array.from({ length: 1 + Math.ceil(count / 4) }, (_, i) =>
    story(`s${i}x`, 60 + next(300)).split(' '),
  );
  return Array.from({ length: count }, (_, i) => {
    let words = [...(stories[next(stories.length)] as string[])];
    if (next(3) === 0) words = words.slice(0, Math.max(30, Math.floor(words.length * 0.4)));
    if (next(3) === 0) words = words.map((word) => (next(10) === 0 ? `own${i}y${next(1000)}` : word));
    const parts = [words.join(' ')];
    if (next(3) === 0) parts.unshift(story(`lede${i}z`, next(200)));
    if (i % 3 === 0) parts.push(formula);
    if (next(4) === 0) parts.push(`He said: “${story(`quote${next(2)}q`, 50)}”`);
    return source(
      `id${(Math.imul(i + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')}`,
      parts.join('\n\n'),
    );
  });
}

export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const next = numbers(seed);
  const mixed = [...items];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = next(i + 1);
    [mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
  }
  return mixed;
}
