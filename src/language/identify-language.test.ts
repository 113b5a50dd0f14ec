import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languageOfArticle } from './article-language.ts';
import { identifyLanguage } from './identify-language.ts';

/** Our own: the same harmless news of a library in each language. */
const paragraphs = Object.entries(
  JSON.parse(
    readFileSync(new URL('../../tests/language/fixtures/foreign-paragraphs.json', import.meta.url), 'utf8'),
  ) as Record<string, string>,
);
const ENGLISH = 'The ministry of Ostrel said on Monday that it had no part in the outage at the harbour.';

describe('identifyLanguage', () => {
  it.each(paragraphs)('recognises %s', (language, text) => {
    expect(identifyLanguage(text)).toBe(language);
  });

  it.each([
    ENGLISH,
    'Ostrel denies role in harbour outage',
    'Quell: no comment',
    'Microsoft Threat Intelligence Center, Recorded Future, ESET, Kaspersky, Trend Micro',
    'João da Silva, María de la Cruz, Jürgen von der Heide and Zoë van den Berg were not there.',
    'for (const key in map) if (!seen.has(key)) return null;',
    'He wrote «Мы не имеем никакого отношения к этому инциденту и никогда не имели» and said that it was the last word on it.',
    'In Spanish, “no tenemos nada que ver con este ataque”, she said, and that was all that they heard from the company.',
    '',
    '\ud800\0\u202e',
    '12 34 56 % $',
  ])('never takes English, or what cannot be told, for another language: %j', (text) => {
    expect([null, 'en']).toContain(identifyLanguage(text));
  });
});

describe('languageOfArticle', () => {
  const article = (lines: readonly string[]) => {
    const text = lines.join('\n');
    return {
      text,
      blocks: [{ type: 'body' as const, start: 0, end: text.length, reason: 'test', probability: 1 }],
    };
  };
  const german = paragraphs.find(([language]) => language === 'de')?.[1] ?? '';

  it('leaves a German line out of an English article', () => {
    const given = article([ENGLISH, german, ENGLISH]);
    const { blocks, isReadable } = languageOfArticle(given);
    expect(isReadable).toBe(true);
    expect(blocks.map(({ start, end }) => given.text.slice(start, end))).toEqual([ENGLISH, ENGLISH]);
  });

  it('does not read a German article, its short headline included', () => {
    expect(languageOfArticle(article(['Hafen Halsund', german]))).toMatchObject({
      language: 'de',
      isReadable: false,
    });
  });

  it('reads what is too short to tell', () => {
    expect(languageOfArticle(article(['Hafen Halsund']))).toMatchObject({ language: 'en', isReadable: true });
  });
});
