import { expect, it } from 'vitest';
import { isByteRun } from '../domain/article.ts';
import { plainArticle } from './plain-article.ts';

it('reads every line, appeals and all, at the offsets of the given text', () => {
  const text = '  Your support helps us\r\n\r\n😀 Comments\n\n';
  const article = plainArticle(text);
  expect(article.text).toBe(text);
  expect(article.blocks.map(({ type, start, end }) => [type, text.slice(start, end)])).toEqual([
    ['body', 'Your support helps us'],
    ['body', '😀 Comments'],
  ]);
  const bytes = new TextEncoder().encode(text);
  const [, second] = article.sourceMap.filter(isByteRun);
  expect(new TextDecoder().decode(bytes.subarray(second?.sourceStart, second?.sourceEnd))).toBe(
    '😀 Comments',
  );
});

it('takes an empty text for an article without blocks', () => {
  expect(plainArticle('')).toMatchObject({ text: '', blocks: [], sourceMap: [] });
});
