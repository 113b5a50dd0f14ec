import { describe, expect, it } from 'vitest';
import { namesInByline, namesSomebody } from './author-names.ts';

describe('namesInByline', () => {
  it.each([
    ['By Ana Ruiz and Jo Field, Security Editor', ['Ana Ruiz', 'Jo Field']],
    ['By ANA RUIZ and JO FIELD Associated Press', ['ANA RUIZ', 'JO FIELD']],
    ['Analysis by Ana Ruiz, Courier Editor-at-large', ['Ana Ruiz']],
    ['By Ana Ruiz - 2019-04-10', ['Ana Ruiz']],
    ['by Ana Ruiz | March 5, 2024 12:01 PM', ['Ana Ruiz']],
    ['Von Ana Ruiz publiziert am 25. September 2018', ['Ana Ruiz']],
    ['Ana Ruiz. Courier International', ['Ana Ruiz']],
    ['By Sarah E. Ruiz', ['Sarah E. Ruiz']],
    ['by European Space Agency', ['European Space Agency']],
    ['By Reuters', ['Reuters']],
    ['By John le Carré', ['John le Carré']],
    ['By Nadia el Amrani', ['Nadia el Amrani']],
    ['Par Ana Ruiz le mercredi 20 novembre', ['Ana Ruiz']],
  ])('finds in %s: %j', (byline, names) => {
    expect(namesInByline(byline)).toEqual(names);
  });

  it.each([
    'Read Later',
    'Security Editor',
    '',
    'by the time the cranes stood still nobody was left on the quay',
  ])('finds nobody in %j', (byline) => {
    expect(namesInByline(byline)).toEqual([]);
  });

  it('takes an author field at its word, agency or account', () => {
    expect(namesInByline('Regan', true)).toEqual(['Regan']);
    expect(namesInByline('PTI', true)).toEqual(['PTI']);
    expect(namesInByline('Von Miller', true)).toEqual(['Von Miller']);
  });
});

describe('namesSomebody', () => {
  it.each([
    ['https://courier.example/author/ruiz', false],
    ['@ruiz', false],
    ['admin', false],
    ['Courier staff', false],
    ['The Westmark Courier', false],
    ['Reuters', true],
    ['Ana Ruiz', true],
  ])('%s: %s', (name, is) => {
    expect(namesSomebody(name, 'The Westmark Courier')).toBe(is);
  });
});
