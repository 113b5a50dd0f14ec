import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cardOf } from './card.ts';
import { corporaSchema } from './corpora.ts';

const corpora = corporaSchema.parse(
  JSON.parse(readFileSync(new URL('./corpora.json', import.meta.url), 'utf8')),
);
const metrics = {
  trained: { seconds: 1, node: 'v24' },
  figures: { statements: { linked_50: 0.656, who_what: 0.6 }, coverage: {}, acts: { accuracy: 0.5 } },
};

it('names every corpus that is trained on with its digest, and the licence of each', () => {
  const { data } = cardOf(new Uint8Array(64), corpora, metrics);
  const named = Object.assign({}, ...data.map(({ sha256 }) => sha256));
  expect(named).toEqual(corpora);
  for (const { name, licence } of data) expect(licence, name).not.toBe('');
});

it('gives the figures that are looked for, and no others', () => {
  const { figures } = cardOf(new Uint8Array(64), corpora, metrics);
  expect(Object.values(figures)).toEqual([{ linked_50: 0.656 }, {}, { accuracy: 0.5 }]);
});
