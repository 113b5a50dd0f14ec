import { isRefusal, type Refusal } from '../domain/errors.ts';
import { parseAnswer, type WindowAnswer } from '../statements/llm/answer.ts';
import { questionAbout } from '../statements/llm/prompt.ts';
import { halvesOf, textOf, type Window, windowsOf } from '../statements/llm/windows.ts';
import type { Span } from '../text/span.ts';
import type { LanguageModel, ReadingWatch } from './ports.ts';

/** Windows of one article that a language model is asked about: some 200,000 characters. Each may cost whoever runs it money. */
const WINDOW_LIMIT = 64;
/** How often a window is asked about whose answer is not of the schema. */
const ANSWER_ATTEMPTS = 2;

/**
 * Asks a language model about every window of some lines. All are answered or the whole is refused: an article of which a part was
 * not read would show what was not found as not said.
 * @throws What {@link LanguageModel.ask} throws.
 */
export async function askAboutLines(
  model: LanguageModel,
  text: string,
  lines: readonly Span[],
  watch: ReadingWatch = {},
): Promise<WindowAnswer[] | Refusal> {
  const windows = windowsOf(lines);
  if (windows.length > WINDOW_LIMIT) return tooLong(windows.length);
  // The first that fails ends the others: nothing comes of them.
  const failing = new AbortController();
  let done = 0;
  const answers = windows.map(async (window) => {
    try {
      const answer = await askAboutWindow(model, text, window, failing.signal);
      if (isRefusal(answer)) failing.abort(new PartRefused(answer));
      else watch.onPart?.(++done, windows.length);
      return answer;
    } catch (error) {
      failing.abort(error);
      throw error;
    }
  });
  // Each is awaited, so that none goes on when the outcome is told.
  await Promise.allSettled(answers);
  if (failing.signal.reason instanceof PartRefused) return failing.signal.reason.refusal;
  failing.signal.throwIfAborted();
  const parts = await Promise.all(answers);
  return parts.flatMap((part) => (isRefusal(part) ? [] : part));
}

/** Carries a refusal to those that are broken off by it. */
class PartRefused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

async function askAboutWindow(
  model: LanguageModel,
  text: string,
  window: Window,
  signal: AbortSignal,
): Promise<WindowAnswer[] | Refusal> {
  let wrong = '';
  for (let attempt = 1; attempt <= ANSWER_ATTEMPTS; attempt++) {
    const reply = await model.ask(questionAbout(textOf(text, window)), signal);
    if (isRefusal(reply)) return reply;
    const halves = reply.isWhole ? null : halvesOf(window);
    if (halves !== null) return askAboutHalves(model, text, halves, signal);
    const statements = reply.isWhole ? parseAnswer(reply.content) : 'it breaks off';
    if (typeof statements !== 'string') return [{ window, statements }];
    wrong = statements;
  }
  return {
    refused: 'model-answer',
    reason: `the answer of ${model.model} at ${model.host} cannot be used: ${wrong}`,
    hint: 'try again, or use an endpoint that holds its models to a JSON Schema (structured outputs)',
  };
}

/** What is said of the whole is too long for one answer. */
async function askAboutHalves(
  model: LanguageModel,
  text: string,
  halves: readonly Window[],
  signal: AbortSignal,
): Promise<WindowAnswer[] | Refusal> {
  const answers: WindowAnswer[] = [];
  for (const half of halves) {
    const answer = await askAboutWindow(model, text, half, signal);
    if (isRefusal(answer)) return answer;
    answers.push(...answer);
  }
  return answers;
}

function tooLong(windows: number): Refusal<'too-long-for-model'> {
  return {
    refused: 'too-long-for-model',
    reason: `the article is too long for a language model: it would be asked ${windows} times, and at most ${WINDOW_LIMIT}`,
    hint: 'give the part that matters, or read it with another --reader',
  };
}
