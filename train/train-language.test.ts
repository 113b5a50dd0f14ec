import { beforeAll, describe, expect, it } from 'vitest';
import { TAGS } from '../src/domain/tag.ts';
import { plainArticle } from '../src/extract/plain-article.ts';
import { type LanguageModel, readLanguageModel, writeLanguageModel } from '../src/language/model-file.ts';
import { documentReader, readDocument } from '../src/language/read-document.ts';
import { type SilverText, trainLanguage } from './train-language.ts';

const PEOPLE = ['Ama Boye', 'Ilse Tarn', 'Piet Anders', 'Mara Quill', 'Jonas Reed', 'Olga Venn'];
const PLACES = ['Daewol', 'Ostmark', 'Port Lin', 'Veland'];
const BODIES = ['Harbour Council', 'Lantern Bank', 'Grain Office'];

/** Texts of one pattern, labelled by what they were put together from. */
function silverTexts(count: number): SilverText[] {
  return Array.from({ length: count }, (_, i) => {
    const person = PEOPLE[i % PEOPLE.length]!;
    const place = PLACES[i % PLACES.length]!;
    const body = BODIES[i % BODIES.length]!;
    const text = `Minister ${person} said in ${place} that the ${body} was closed.`;
    const tags = new Map<number, string>();
    const names = new Map<number, string>();
    for (const [part, kind] of [
      [person, 'PERSON'],
      [place, 'LOCATION'],
      [body, 'ORGANIZATION'],
    ] as const)
      for (const { index } of part.matchAll(/\S+/g)) {
        names.set(text.indexOf(part) + index, kind);
        tags.set(text.indexOf(part) + index, 'NNP');
      }
    for (const [word, tag] of Object.entries({ said: 'VBD', in: 'IN', the: 'DT', was: 'VBD', closed: 'VBN' }))
      tags.set(text.search(new RegExp(`\\b${word}\\b`)), tag);
    return { text, tags, names };
  });
}

const log = () => undefined;
const read = (model: LanguageModel, text: string) => documentReader(model)(plainArticle(text));
const mentionsOf = (model: LanguageModel, text: string) =>
  read(model, text).mentions.map(({ start, end, kind }) => `${text.slice(start, end)}: ${kind}`);

describe('what is learned of language', () => {
  let trained: ReturnType<typeof trainLanguage>;
  let model: LanguageModel;
  beforeAll(async () => {
    trained = trainLanguage(silverTexts(60), log);
    model = await readLanguageModel(await writeLanguageModel(trained.model));
  });

  it('finds names that it never saw, of every kind', () => {
    const text =
      "Minister Nils Orban said in Karst that the Timber Bank was closed. The Timber Bank's door was.";
    expect(mentionsOf(model, text)).toEqual([
      'Nils Orban: person',
      'Karst: place',
      'Timber Bank: organisation',
      'Timber Bank: organisation',
    ]);
  });

  it('gives the same as before it was written to a file', () => {
    const { text } = silverTexts(1)[0]!;
    const [before, after] = [read(trained.model, text), read(model, text)];
    expect(after.mentions).toEqual(before.mentions);
    expect(after.tags).toEqual(before.tags);
    expect([...(after.tags ?? [])].map((tag) => TAGS[tag]).slice(3, 5)).toEqual(['VBD', 'IN']);
  });

  it('is the same each time', async () => {
    const again = trainLanguage(silverTexts(60), log);
    const digestOf = async (one: LanguageModel) => [...(await writeLanguageModel(one)).subarray(-32)];
    expect(await digestOf(again.model)).toEqual(await digestOf(trained.model));
  });

  it('keeps for each text a model that never saw it', () => {
    expect(trained.unseen).toHaveLength(60);
    expect(trained.unseen[0]).not.toBe(trained.unseen[1]);
    expect(trained.unseen[0]).toBe(trained.unseen[2]);
  });

  it('ends a name at the mark of possession', () => {
    const text = "Minister Mara Quill's Lantern Bank was closed.";
    for (const { first, last, end } of read(model, text).mentions) {
      expect(text.slice(end - 2, end)).not.toBe("'s");
      expect(last).toBeGreaterThan(first);
    }
  });

  it.each([
    '',
    '\n\n',
    '. . .',
    "'s ' ’s",
    'THE HARBOUR COUNCIL OF THE OF',
    'Ö. Ü. İstanbul’un',
    '\ud800 A\u0301',
  ])('reads %j, with every mention among its tokens', (text) => {
    const document = read(model, text);
    expect(document.tags).toHaveLength(document.tokens.length);
    for (const { first, last, start, end } of document.mentions) {
      expect(start).toBe(document.tokens[first]?.start);
      expect(end).toBeGreaterThan(start);
      expect(end).toBeLessThanOrEqual(document.tokens[last - 1]?.end ?? 0);
    }
  });

  it('is not needed for reading', () => {
    const document = readDocument(plainArticle('The Harbour Council met.'));
    expect([document.tags, document.forms]).toEqual([null, null]);
    expect(document.mentions).toHaveLength(1);
  });

  it('is refused by its file where a byte is changed', async () => {
    const bytes = await writeLanguageModel(trained.model);
    const changed = bytes.slice();
    changed[bytes.length >> 1]! ^= 1;
    await expect(readLanguageModel(changed)).rejects.toMatchObject({ code: 'digest' });
  });
});
