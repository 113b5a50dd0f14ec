import { describe, expect, it } from 'vitest';
import { type Quote, quoteOf, verifyQuote } from './quote.ts';
import { createReAnchorer } from './re-anchor.ts';

const EARLIER = [
  'Harbour closed for two days',
  'Interior Minister Mara Quell said that the army of Ostrel gave the order to attack the harbour of Sund Vale.',
  '“No,” Jon Adler said. The foreign ministry of Ostrel denied any part in the outage, and asked for evidence.',
  'Northlight said it could not link the group to any government.',
].join('\n\n');

function quotesOf(text: string, ...words: string[]): Quote[] {
  let from = 0;
  return words.map((exact) => {
    const start = text.indexOf(exact, from);
    from = start + exact.length;
    return quoteOf(text, { start, end: from });
  });
}
const STATEMENT = quotesOf(
  EARLIER,
  'Interior Minister Mara Quell',
  'said',
  'the army of Ostrel gave the order to attack the harbour of Sund Vale',
);

describe('createReAnchorer', () => {
  it('finds words that moved exactly, with a score of 1', () => {
    const later = `Updated at noon.\n\n${EARLIER}`;
    const found = createReAnchorer(EARLIER, later)(STATEMENT);
    expect(found).toMatchObject({ status: 'exact', score: 1 });
    expect(found).toHaveProperty(
      'quotes',
      STATEMENT.map(({ start, end, exact }) => ({ start: start + 18, end: end + 18, exact })),
    );
  });

  it('re-anchors words that changed a little, and says how much of them stands', () => {
    const later = EARLIER.replace('gave the order to attack', 'had ordered an attack on');
    const found = createReAnchorer(EARLIER, later)(STATEMENT);
    if (found.status !== 're-anchored') throw new Error(found.status);
    expect(found.score).toBeGreaterThan(0.8);
    expect(found.score).toBeLessThan(1);
    expect(found.quotes.map(({ exact }) => exact)).toEqual([
      'Interior Minister Mara Quell',
      'said',
      'the army of Ostrel had ordered an attack on the harbour of Sund Vale',
    ]);
    for (const quote of found.quotes) expect(verifyQuote(later, quote)).toBe(true);
  });

  it('does not call exact what stands there with a word put in between', () => {
    const denial = quotesOf(EARLIER, 'The foreign ministry of Ostrel', 'denied', 'any part in the outage');
    const later = EARLIER.replace('Ostrel denied', 'Ostrel never denied');
    const found = createReAnchorer(EARLIER, later)(denial);
    expect(found).toMatchObject({ status: 're-anchored' });
    expect(found).toHaveProperty('quotes.1.exact', 'denied');
    expect(found).not.toHaveProperty('score', 1);
  });

  it('finds a content that stands where its source was written anew, only with its source near it', () => {
    const later = EARLIER.replace(
      'Interior Minister Mara Quell said that',
      'Interior Minister Mara Quell, who had spent the whole night in the harbour with the police and three of her advisers, said that',
    );
    const found = createReAnchorer(EARLIER, later)(STATEMENT);
    expect(found).toMatchObject({ status: 're-anchored', quotes: [{}, { exact: 'said' }, {}] });
    const gone = EARLIER.replace('Interior Minister Mara Quell said that', 'Yesterday');
    expect(createReAnchorer(EARLIER, gone)(STATEMENT)).toEqual({ status: 'not-found' });
  });

  it('does not take “said” of one sentence for that of another that was removed', () => {
    const later = EARLIER.split('\n\n').slice(0, 3).join('\n\n');
    const removed = quotesOf(EARLIER, 'Northlight', 'said', 'it could not link the group to any government');
    expect(createReAnchorer(EARLIER, later)(removed)).toEqual({ status: 'not-found' });
  });

  it('does not take the cue of the sentence before for one that was replaced', () => {
    const denial = quotesOf(EARLIER, 'The foreign ministry of Ostrel', 'denied', 'any part in the outage');
    const later = EARLIER.replace('Ostrel denied', 'Ostrel confirmed').replace(
      'Adler said.',
      'Adler denied.',
    );
    expect(createReAnchorer(EARLIER, later)(denial)).toEqual({ status: 'not-found' });
  });

  it('finds words of a text without spaces between them', () => {
    const earlier =
      '奥斯特雷尔外交部否认与港口停运有任何关系。检察官说，调查仍在继续，目前无法指明任何国家对此负责。';
    const statement = quotesOf(earlier, '检察官', '说', '调查仍在继续，目前无法指明任何国家对此负责');
    const find = createReAnchorer(earlier, `更新。${earlier}`);
    expect(find(statement)).toMatchObject({
      status: 'exact',
      quotes: [{ start: 3 + earlier.indexOf('检察官') }, {}, {}],
    });
  });

  it('recognises a few words by their surroundings alone', () => {
    const short = quotesOf(EARLIER, 'No');
    expect(createReAnchorer(EARLIER, `x ${EARLIER}`)(short)).toMatchObject({ status: 'exact' });
    expect(createReAnchorer(EARLIER, 'There was No way to tell.')(short)).toEqual({ status: 'not-found' });
  });

  it('takes the occurrence whose surroundings fit, not the first', () => {
    const twice = `He said that the army of Ostrel gave the order, twice.\n\n${EARLIER}`;
    const content = quotesOf(EARLIER, 'the army of Ostrel gave the order');
    const found = createReAnchorer(EARLIER, twice)(content);
    expect(found).toHaveProperty('quotes.0.start', twice.lastIndexOf('the army of Ostrel gave the order'));
  });

  it('anchors nothing in an empty or foreign text, and no quotes nowhere', () => {
    expect(createReAnchorer(EARLIER, '')(STATEMENT)).toEqual({ status: 'not-found' });
    expect(createReAnchorer(EARLIER, 'The weather stays fine. '.repeat(50))(STATEMENT)).toEqual({
      status: 'not-found',
    });
    expect(createReAnchorer(EARLIER, EARLIER)([])).toEqual({ status: 'not-found' });
  });

  it('keeps every quote a slice of the later text, whatever was done to it', () => {
    let seed = 5;
    const random = (n: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed % n;
    };
    for (let round = 0; round < 300; round++) {
      let later = EARLIER;
      for (let edits = random(30); edits > 0; edits--) {
        const at = random(later.length);
        later = later.slice(0, at) + 'ab 🚢'.slice(0, random(5)) + later.slice(at + random(4));
      }
      const found = createReAnchorer(EARLIER, later)(STATEMENT);
      if (found.status === 'not-found') continue;
      expect(found.quotes).toHaveLength(STATEMENT.length);
      expect(found.score).toBeGreaterThan(0);
      for (const quote of found.quotes) expect(verifyQuote(later, quote)).toBe(true);
    }
  });

  it('gives up on texts that are made to be searched for ever, and still finds the exact', () => {
    const end = '\n\nThe harbour of Sund Vale was closed on Monday.';
    const pattern = `${'ab'.repeat(290)}q`;
    const find = createReAnchorer(pattern + end, 'ab'.repeat(200_000) + end);
    for (let i = 0; i < 5; i++) find([quoteOf(pattern, { start: 0, end: pattern.length })]);
    expect(find(quotesOf(pattern + end, 'was closed on Monday'))).toMatchObject({ status: 'exact' });
  });
});
