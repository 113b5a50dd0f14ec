import { expect, it } from 'vitest';
import { ACTS, HEDGES } from '../src/domain/act.ts';
import { plainArticle } from '../src/extract/plain-article.ts';
import { readDocument } from '../src/language/read-document.ts';
import type { ToldStatement } from '../src/statements/llm/answer.ts';
import { statementsOfAnswers } from '../src/statements/llm/statements-of-answers.ts';
import { linesOf, windowsOf } from '../src/statements/llm/windows.ts';
import { randomFrom } from '../train/random.ts';
import { complaintAbout } from './fuzz.ts';
import { fuzzText } from './fuzz-texts.ts';

const ARTICLES = [
  'OSTREL DENIES ROLE\n\n“We had no part in it,” Interior Minister Mara Quell said on Monday. She asked for evidence.\n\n' +
    'Belmarra blamed hackers who work for Ostrel, according to a statement by its foreign ministry.',
];

it('gives nothing that does not stand in the text, whatever a model says of 300 texts', () => {
  let found = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const text = fuzzText(seed, ARTICLES);
    const article = plainArticle(text);
    const random = randomFrom(seed);
    const answers = windowsOf(linesOf(text, article.blocks)).map((window) => ({
      window,
      statements: Array.from({ length: 12 }, () => anyStatement(text, random)),
    }));
    const { statements, told, dropped } = statementsOfAnswers(readDocument(article), answers, {
      ...{ name: 'llm', version: '1 any' },
    });
    expect(complaintAbout(text, statements), `seed ${seed}`).toBeNull();
    expect(told).toBe(statements.length + dropped);
    found += statements.length;
  }
  // Words that a model copied well are found.
  expect(found).toBeGreaterThan(300);
}, 120_000);

/** Words from about one place of the text or anywhere, some of them changed. */
function anyStatement(text: string, random: () => number): ToldStatement {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  let at = Math.floor(random() * text.length);
  const piece = () => {
    const length = 1 + Math.floor(random() * 30);
    const words = text.slice(at, at + length);
    at = random() < 0.1 ? Math.floor(random() * text.length) : at + length;
    return random() < 0.1
      ? pick([`${words}!`, words.toUpperCase(), '', '\ud800', words.replaceAll('“', '"')])
      : words;
  };
  const pieces = () => Array.from({ length: Math.floor(random() * 3) }, piece);
  return { source: pieces(), cue: pieces(), content: pieces(), act: pick(ACTS), hedge: pick(HEDGES) };
}
