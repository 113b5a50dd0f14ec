import { describe, expect, it } from 'vitest';
import { parseAnswer } from './answer.ts';
import { questionAbout } from './prompt.ts';

const STATEMENT = { source: ['Ostrel'], cue: ['denied'], content: ['it'], act: 'deny', hedge: 'certain' };

describe('an answer', () => {
  it('is taken where it is of the schema', () => {
    expect(parseAnswer(JSON.stringify({ statements: [STATEMENT] }))).toEqual([STATEMENT]);
    expect(parseAnswer(' {"statements": []}\n')).toEqual([]);
  });

  it.each([
    ['empty', '', 'it is empty'],
    ['prose', 'There are no statements.', 'no JSON'],
    ['JSON beside prose', `Here you are: ${JSON.stringify({ statements: [] })}`, 'no JSON'],
    ['JSON in a fence', '```json\n{"statements": []}\n```', 'no JSON'],
    ['cut short', '{"statements": [{"source": ["Ostr', 'no JSON'],
    ['a list', '[]', 'the whole'],
    ['another object', '{"answer": []}', 'schema'],
    [
      'an unknown act',
      JSON.stringify({ statements: [{ ...STATEMENT, act: 'confess' }] }),
      'statements.0.act',
    ],
    ['an unknown hedge', JSON.stringify({ statements: [{ ...STATEMENT, hedge: 1 }] }), 'statements.0.hedge'],
    [
      'words that are none',
      JSON.stringify({ statements: [{ ...STATEMENT, cue: 'denied' }] }),
      'statements.0.cue',
    ],
    ['a part too few', JSON.stringify({ statements: [{ ...STATEMENT, source: undefined }] }), 'source'],
    ['a part too many', JSON.stringify({ statements: [{ ...STATEMENT, speaker: 'PRK' }] }), 'statements.0'],
  ])('is not taken where it is %s', (_what, content, complaint) => {
    expect(parseAnswer(content)).toContain(complaint);
  });

  it('is asked for by a schema in the strict form: all is required, and nothing else is taken', () => {
    const objects: Record<string, unknown>[] = [];
    JSON.stringify(questionAbout('').schema.schema, (_key, value: unknown) => {
      if (typeof value === 'object' && value !== null && 'properties' in value) objects.push({ ...value });
      return value;
    });
    expect(objects).toHaveLength(2);
    for (const { properties, required, additionalProperties } of objects) {
      expect(required).toEqual(Object.keys(properties as object));
      expect(additionalProperties).toBe(false);
    }
    expect(questionAbout('').schema.schema).not.toHaveProperty('$schema');
  });

  it('is exemplified by one that is of the schema, in words that stand in its text', () => {
    const { instructions } = questionAbout('');
    const [, text = '', answer = ''] = /\nText: (.*)\nAnswer: (.*)$/.exec(instructions) ?? [];
    const statements = parseAnswer(answer);
    if (typeof statements === 'string') throw new Error(statements);
    expect(statements).toHaveLength(3);
    for (const { source, cue, content } of statements)
      for (const words of [...source, ...cue, ...content]) expect(text).toContain(words);
  });
});
