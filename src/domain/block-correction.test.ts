import { describe, expect, it } from 'vitest';
import type { Block, BlockType } from './article.ts';
import {
  type BlockCorrection,
  carryCorrections,
  correctBlocks,
  standingCorrection,
} from './block-correction.ts';

const articleOf = (...lines: readonly (readonly [BlockType, string])[]) => {
  const text = lines.map(([, words]) => words).join('\n');
  let start = 0;
  const blocks = lines.map(([type, words]): Block => {
    const block = { type, start, end: start + words.length, reason: 'a rule', probability: 0.8 };
    start = block.end + 1;
    return block;
  });
  return { text, blocks };
};
const ARTICLE = articleOf(['body', 'Please give.'], ['body', 'Ostrel denied it.'], ['caption', 'A crane.']);

function correction(block: number, to: BlockType, more: Partial<BlockCorrection> = {}): BlockCorrection {
  const { start, end, type } = ARTICLE.blocks[block] as Block;
  const said = { reason: null, by: 'R. Viewer', at: '2026-02-01T10:00:00.000Z', undoes: null };
  return { version: 1, start, end, from: type, to, ...said, ...more };
}
const typesOf = ({ blocks }: { readonly blocks: readonly Block[] }) => blocks.map(({ type }) => type);

describe('correctBlocks', () => {
  it('puts the last word over the verdict, and keeps the verdict', () => {
    const corrected = correctBlocks(ARTICLE, [
      correction(0, 'comment'),
      correction(0, 'appeal', { version: 2, from: 'comment', reason: 'it asks' }),
    ]);
    expect(typesOf(corrected)).toEqual(['appeal', 'body', 'caption']);
    expect(corrected.blocks[0]).toMatchObject({
      ...{ reason: 'a rule', probability: 0.8 },
      corrected: { from: 'body', by: 'R. Viewer', reason: 'it asks' },
    });
    expect(corrected.blocks[1]).toEqual(ARTICLE.blocks[1]);
  });

  it('goes back step by step as corrections are taken back, to the verdict itself', () => {
    const steps = [
      correction(0, 'comment'),
      correction(0, 'appeal', { version: 2, from: 'comment' }),
      correction(0, 'comment', { version: 3, from: 'appeal', undoes: 2 }),
      correction(0, 'body', { version: 4, from: 'comment', undoes: 1 }),
    ];
    const types = steps.map((_, i) => typesOf(correctBlocks(ARTICLE, steps.slice(0, i + 1)))[0]);
    expect(types).toEqual(['comment', 'appeal', 'comment', 'body']);
    expect(correctBlocks(ARTICLE, steps)).toEqual(ARTICLE);
    expect(standingCorrection(steps, ARTICLE.blocks[0] as Block)).toBeNull();
  });

  it('starts from the verdict, whatever the article shows already', () => {
    const once = correctBlocks(ARTICLE, [correction(0, 'appeal')]);
    expect(correctBlocks(once, [correction(0, 'appeal')])).toEqual(once);
    expect(correctBlocks(once, [])).toEqual(ARTICLE);
  });

  it('corrects no block of another span', () => {
    expect(correctBlocks(ARTICLE, [correction(0, 'appeal', { end: 3 })])).toEqual(ARTICLE);
  });
});

describe('carryCorrections', () => {
  it('follows the words to where they stand in another capture', () => {
    const later = articleOf(
      ['body', 'New first line.'],
      ['body', 'Please give.'],
      ['body', 'Ostrel denied it.'],
    );
    const carried = carryCorrections(ARTICLE, [correction(0, 'appeal', { version: 3 })], later);
    expect(carried).toMatchObject([{ version: 1, from: 'body', to: 'appeal', by: 'R. Viewer' }]);
    expect(typesOf(correctBlocks(later, carried))).toEqual(['body', 'appeal', 'body']);
  });

  it('leaves out what the extractor sees by itself, what changed, and what was taken back', () => {
    const seen = articleOf(['appeal', 'Please give.']);
    const changed = articleOf(['body', 'Please give now.']);
    for (const later of [seen, changed])
      expect(carryCorrections(ARTICLE, [correction(0, 'appeal')], later)).toEqual([]);
    const undone = [
      correction(0, 'appeal'),
      correction(0, 'body', { version: 2, from: 'appeal', undoes: 1 }),
    ];
    expect(carryCorrections(ARTICLE, undone, ARTICLE)).toEqual([]);
  });

  it('tells blocks of the same words apart by their order', () => {
    const twice = articleOf(['body', 'Share this.'], ['body', 'News.'], ['body', 'Share this.']);
    const second = twice.blocks[2] as Block;
    const said = correction(0, 'navigation', { start: second.start, end: second.end });
    expect(typesOf(correctBlocks(twice, carryCorrections(twice, [said], twice)))).toEqual([
      'body',
      'body',
      'navigation',
    ]);
  });
});
