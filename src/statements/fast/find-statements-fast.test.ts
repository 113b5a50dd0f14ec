import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../domain/document.ts';
import { readLanguageModel } from '../../language/model-file.ts';
import { documentReader } from '../../language/read-document.ts';
import { FAST_READER } from '../reader.ts';
import { readModel } from './fast-model.ts';
import { findStatementsFast } from './find-statements-fast.ts';

const model = await readModel(readFileSync(new URL('../../../models/fast@2/model.bin', import.meta.url)));
const readDocument = documentReader(await readLanguageModel(model.language));

function documentOf(text: string): Document {
  return readDocument({
    text,
    blocks: [{ type: 'body', start: 0, end: text.length, reason: 'given', probability: 1 }],
  });
}

/** Each statement as `source | cue | content`; pieces are joined by " … ". */
function found(text: string): string[] {
  return findStatementsFast(documentOf(text), model).map(({ source, cue, content }) =>
    [source, cue, content].map((quotes) => quotes.map(({ exact }) => exact).join(' … ')).join(' | '),
  );
}

describe('the fast reader', () => {
  it.each([
    [
      'The ministry said the raid was the work of Daewol.',
      'The ministry | said | the raid was the work of Daewol',
    ],
    ['"We will not pay," Ama Boye said.', 'Ama Boye | said | "We will not pay,"'],
    [
      'According to the police, the servers had been wiped.',
      'the police | According to | the servers had been wiped',
    ],
  ])('reads %s', (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it('lets contents nest', () => {
    const text = 'The minister said the company had claimed that no data was stolen.';
    expect(found(text)).toEqual([
      'The minister | said | the company had claimed that no data was stolen',
      'the company | had claimed | that no data was stolen',
    ]);
    const [outer, inner] = findStatementsFast(documentOf(text), model);
    expect([outer?.within, inner?.within]).toEqual([null, 0]);
  });

  it('finds who is silent, with nothing said', () => {
    const text =
      'The raid was over by noon. The embassy of Daewol could not be reached. The palace did not comment.';
    const silent = findStatementsFast(documentOf(text), model);
    expect(silent.map(({ source, content, act }) => [source[0]?.exact, content, act])).toEqual([
      ['The embassy of Daewol', [], 'no-comment'],
      ['The palace', [], 'no-comment'],
    ]);
  });

  it('finds the fixed words of silence where the weights find nothing', () => {
    const [silent, ...others] = findStatementsFast(
      documentOf('(Lanternet did not immediately respond.)'),
      model,
    );
    expect([silent?.cue[0]?.exact, silent?.act, others]).toEqual([
      'did not immediately respond',
      'no-comment',
      [],
    ]);
    expect(silent?.reason).toMatch(/^silence;/);
  });

  it('takes no verb without a content for a silence', () => {
    expect(found('The minister could be reached at noon. The port did not reopen.')).toEqual([]);
  });

  it('parts quotations that do different things about responsibility', () => {
    const text =
      '"We had no part in the raid on the port," Lee Sun said. "Ostrel must show its evidence to the world."';
    const parts = findStatementsFast(documentOf(text), model);
    expect(parts.map(({ act }) => act)).toEqual(['deny', 'demand-evidence']);
    expect(parts.map(({ cue }) => cue[0]?.exact)).toEqual(['said', 'said']);
  });

  it('keeps quotations together that do not', () => {
    const text = '"The port is closed," Lee Sun said. "It will be open by the end of the week."';
    expect(found(text)).toEqual([
      'Lee Sun | said | "The port is closed," … "It will be open by the end of the week."',
    ]);
  });

  it('passes over a caption between two paragraphs', () => {
    const parts = [
      'The raid was over.',
      'Cranes at rest. Photo: The Lantern',
      'The ministry said it was the work of Daewol.',
    ];
    const text = parts.join('\n\n');
    const types = ['body', 'caption', 'body'] as const;
    const blocks = parts.map((part, i) => {
      const start = text.indexOf(part);
      return { type: types[i]!, start, end: start + part.length, reason: 'given', probability: 1 };
    });
    const [statement] = findStatementsFast(readDocument({ text, blocks }), model);
    expect(statement?.content.map(({ exact }) => exact)).toEqual(['it was the work of Daewol']);
  });

  it('finds nothing where nobody says anything', () => {
    expect(found('')).toEqual([]);
    expect(found('The river rose by two metres overnight.')).toEqual([]);
  });

  it('names itself, and gives probabilities', () => {
    const statements = findStatementsFast(
      documentOf('Daewol denied the charge. The bank said it was safe.'),
      model,
    );
    expect(statements.length).toBeGreaterThan(0);
    for (const { reader, probability } of statements) {
      expect(reader).toEqual(FAST_READER);
      expect(probability).toBeGreaterThan(0);
      expect(probability).toBeLessThan(1);
    }
  });

  it('is the same on a second reading', () => {
    const document = documentOf(
      'Boye said Daewol was behind it. Daewol denied it, calling the claim "absurd".',
    );
    expect(findStatementsFast(document, model)).toEqual(findStatementsFast(document, model));
  });

  it.each([
    ['cues', 'said '],
    ['quotation marks', '"'],
    ['statements', 'Boye said the dam was safe and '],
  ])('reads a sentence of very many %s', (_, piece) => {
    const text = piece.repeat(3_000);
    for (const { content } of findStatementsFast(documentOf(text), model))
      for (const { start, end, exact } of content) expect(text.slice(start, end)).toBe(exact);
  });

  it('anchors everything it finds in hostile texts', () => {
    const pieces = [
      'said',
      '"',
      '“',
      '”',
      "'",
      '\n',
      '.',
      ',',
      ' ',
      'Boye',
      'the',
      '\ud800',
      '\u202e',
      '\u0000',
      'é',
      '漢字',
      ':',
      '—',
      'denied',
      'that',
      '123',
    ];
    let state = 20261122;
    for (let round = 0; round < 300; round++) {
      let text = '';
      for (let i = 0; i < 80; i++) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        text += `${pieces[state % pieces.length]}${state % 3 === 0 ? '' : ' '}`;
      }
      for (const { source, cue, content } of findStatementsFast(documentOf(text), model))
        for (const { start, end, exact } of [...source, ...cue, ...content])
          expect(text.slice(start, end)).toBe(exact);
    }
  });
});
