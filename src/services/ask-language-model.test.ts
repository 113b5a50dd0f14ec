import { describe, expect, it } from 'vitest';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import { linesOf } from '../statements/llm/windows.ts';
import { askAboutLines } from './ask-language-model.ts';
import type { LanguageModel, ModelQuestion, ModelReply } from './ports.ts';

type Answering = (question: ModelQuestion, signal?: AbortSignal) => ModelReply | Refusal | Promise<never>;

function modelThat(answer: Answering) {
  const questions: ModelQuestion[] = [];
  const model: LanguageModel = {
    ...{ host: 'models.example', model: 'stub-7b', close: async () => {} },
    async ask(question, signal) {
      questions.push(question);
      return answer(question, signal);
    },
  };
  return { model, questions };
}

const LINES = Array.from({ length: 150 }, (_, i) => `Speaker ${i} said that harbour ${i} was closed.`);
const TEXT = LINES.join('\n');
const lines = linesOf(TEXT, [{ type: 'body', start: 0, end: TEXT.length }]);
const NOTHING = { content: '{"statements":[]}', isWhole: true };
const busy: Refusal = { refused: 'model-busy', reason: 'it is busy', hint: 'later' };

describe('asking about an article', () => {
  it('asks about each window, and tells how far it is', async () => {
    const { model, questions } = modelThat(() => NOTHING);
    const parts: string[] = [];
    const answers = await askAboutLines(model, TEXT, lines, {
      onPart: (done, total) => parts.push(`${done}/${total}`),
    });
    expect(answers).toHaveLength(questions.length);
    expect(parts).toEqual(['1/2', '2/2']);
    for (const line of LINES) expect(questions.some(({ text }) => text.includes(line))).toBe(true);
  });

  it('asks nothing where there is nothing to read', async () => {
    const { model, questions } = modelThat(() => NOTHING);
    expect(await askAboutLines(model, '', [])).toEqual([]);
    expect(questions).toEqual([]);
  });

  it('asks once more where an answer cannot be used, and then refuses', async () => {
    let count = 0;
    const mended = modelThat(() => (++count % 2 === 1 ? { content: 'Sure!', isWhole: true } : NOTHING));
    expect(await askAboutLines(mended.model, 'a', [{ start: 0, end: 1 }])).toHaveLength(1);
    const wrong = modelThat(() => ({ content: 'Here it is: {"statements":[]}', isWhole: true }));
    expect(await askAboutLines(wrong.model, 'a', [{ start: 0, end: 1 }])).toMatchObject({
      ...{ refused: 'model-answer', reason: expect.stringContaining('not JSON alone') },
      hint: expect.stringContaining('JSON Schema'),
    });
    expect(wrong.questions).toHaveLength(2);
  });

  it('asks about the halves where an answer is too long, down to a line', async () => {
    const short = modelThat(({ text }) =>
      text.length > 500 ? { content: '{"st', isWhole: false } : NOTHING,
    );
    const answers = await askAboutLines(short.model, TEXT, lines);
    if (isRefusal(answers)) throw new Error(answers.reason);
    expect(new Set(answers.flatMap(({ window }) => window)).size).toBe(lines.length);
    const endless = modelThat(() => ({ content: '{"st', isWhole: false }));
    expect(await askAboutLines(endless.model, TEXT, lines)).toMatchObject({
      ...{ refused: 'model-answer', reason: expect.stringContaining('breaks off') },
    });
  });

  it('refuses an article of which one part is not answered, and breaks off the others', async () => {
    let broken = 0;
    const { model } = modelThat((question, signal) => {
      if (question.text.includes(LINES[149] ?? '')) return busy;
      return new Promise((_resolve, reject) =>
        signal?.addEventListener('abort', () => {
          broken++;
          reject(signal.reason);
        }),
      );
    });
    expect(await askAboutLines(model, TEXT, lines)).toEqual(busy);
    expect(broken).toBe(1);
  });

  it('throws what asking throws', async () => {
    const { model } = modelThat(() => Promise.reject(new TypeError('no key')));
    await expect(askAboutLines(model, TEXT, lines)).rejects.toThrow('no key');
  });

  it('refuses an article that would be asked about without end', async () => {
    const { model, questions } = modelThat(() => NOTHING);
    const long = 'word '.repeat(60_000);
    const refused = await askAboutLines(
      model,
      long,
      linesOf(long, [{ type: 'body', start: 0, end: long.length }]),
    );
    expect(refused).toMatchObject({ refused: 'too-long-for-model', reason: expect.stringContaining('64') });
    expect(questions).toEqual([]);
  });
});
