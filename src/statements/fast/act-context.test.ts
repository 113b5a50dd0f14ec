import { describe, expect, it } from 'vitest';
import { plainArticle } from '../../extract/plain-article.ts';
import { readDocument } from '../../language/read-document.ts';
import { actContext, bitsOf, nameHash } from './act-context.ts';
import { sceneOf } from './scene.ts';

function contextOf(text: string) {
  const scene = sceneOf(readDocument(plainArticle(text)));
  const at = (word: string) => scene.reading.tokens.findIndex(({ lower }) => lower === word);
  return { context: actContext(scene), at };
}

describe('what a document says about deeds and suspects', () => {
  it('knows a group by its number and by its epithet after a name', () => {
    const { context, at } = contextOf('APT77 and Velvet Kitten met. A kitten slept.');
    const threat = bitsOf('threat');
    expect(context.classes[at('apt77')]! & threat).not.toBe(0);
    expect(context.classes[at('kitten')]! & threat).not.toBe(0);
    expect(context.classes[at('slept') - 1]! & threat).toBe(0);
  });

  it('leads "the group" back to the one named before it', () => {
    const { context, at } = contextOf('Researchers found APT77. The group stole files.');
    expect(context.suspectBefore[at('group')]).toBe(at('apt77'));
    expect(context.suspectBefore[at('researchers')]).toBe(-1);
  });

  it('keeps the names on which deeds are laid, and no others', () => {
    const { context } = contextOf(
      'Marlin hacked the bank. Marlin stole its files. The mayor met Orla. The mayor thanked Orla.',
    );
    expect(context.accused.get(nameHash("marlin's"))).toBe(2);
    expect(context.accused.has(nameHash('orla'))).toBe(false);
  });

  it('takes an empty document', () => {
    expect(contextOf('').context.accused.size).toBe(0);
  });
});
