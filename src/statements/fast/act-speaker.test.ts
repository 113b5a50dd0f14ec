import { describe, expect, it } from 'vitest';
import { TAGS } from '../../domain/tag.ts';
import { plainArticle } from '../../extract/plain-article.ts';
import { documentReader } from '../../language/read-document.ts';
import { actContext } from './act-context.ts';
import { introductionOf } from './act-speaker.ts';
import { type Scene, sceneOf } from './scene.ts';

/** Every word but the given ones is tagged as what is no noun: no weights are at hand. */
function sceneFrom(text: string, nouns: readonly string[], persons: readonly string[] = []): Scene {
  const scene = sceneOf(documentReader(null)(plainArticle(text)));
  scene.reading.tokens.forEach(({ lower }, i) => {
    scene.table.tag[i] = TAGS.indexOf(nouns.includes(lower) ? 'NN' : 'VBD');
    scene.table.mention[i] = persons.includes(lower) ? 1 : 0;
  });
  return scene;
}

function introduced(scene: Scene, source: number): string[] {
  const { tokens } = scene.reading;
  return introductionOf(scene, [source], actContext(scene)).map((i) => tokens[i]!.lower);
}

const TEXT =
  'Orla Venn is a researcher with a laboratory. The mayor slept. Later Venn said it was new. She left.';
const NOUNS = ['researcher', 'laboratory', 'mayor'];

describe('how a speaker was introduced', () => {
  it('goes back to where the name first stood, and stays in that sentence', () => {
    const scene = sceneFrom(TEXT, NOUNS);
    const last = scene.reading.tokens.findLastIndex(({ lower }) => lower === 'venn');
    expect(introduced(scene, last)).toEqual(['researcher', 'laboratory']);
  });

  it('leads a pronoun back to the last person named', () => {
    const scene = sceneFrom(TEXT, NOUNS, ['venn']);
    const she = scene.reading.tokens.findLastIndex(({ lower }) => lower === 'she');
    expect(introduced(scene, she)).toEqual(['researcher', 'laboratory']);
  });

  it('finds nothing where nobody was named, or no source is given', () => {
    const scene = sceneFrom('a mayor slept. he left.', ['mayor']);
    expect(
      introduced(
        scene,
        scene.reading.tokens.findIndex(({ lower }) => lower === 'he'),
      ),
    ).toEqual([]);
    expect(introductionOf(scene, [], actContext(scene))).toEqual([]);
  });
});
