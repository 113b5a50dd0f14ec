import type { Document } from '../domain/document.ts';
import { isRefusal, OnusError } from '../domain/errors.ts';
import type { Reader } from '../domain/statement.ts';
import { PROMPT_VERSION } from '../statements/llm/prompt.ts';
import { type AnchoredAnswers, statementsOfAnswers } from '../statements/llm/statements-of-answers.ts';
import { linesOf } from '../statements/llm/windows.ts';
import { askAboutLines } from './ask-language-model.ts';
import type { LanguageModel, ModelPlace } from './ports.ts';
import type { ArticleReader } from './read-article.ts';
import type { ReaderName } from './readers.ts';

/** The name of the reader that asks a language model: the one that sends texts elsewhere. */
export const LANGUAGE_MODEL_READER = 'llm';
/** Every reader that a user may choose. */
export type ChosenReader = ReaderName | typeof LANGUAGE_MODEL_READER;

/** How it names itself: statements of another model, or to other instructions, are not comparable. */
export function modelReader({ model }: Pick<ModelPlace, 'model'>): Reader {
  return { name: LANGUAGE_MODEL_READER, version: `${PROMPT_VERSION} ${model}` };
}

/** Whether a reading by a language model was to the present instructions, whichever the model. */
export function isPresentModelReading({ name, version }: Reader): boolean {
  return name === LANGUAGE_MODEL_READER && version.startsWith(`${PROMPT_VERSION} `);
}

/**
 * A reader that asks a language model, for whoever waits for each article: a server has its articles read by
 * {@link import('./read-with-model.ts').readWithModel}. `onAnchored` hears of each article how many statements were left out.
 * Its `find` throws OnusError where an article is refused.
 */
export function languageModelReader(
  model: LanguageModel,
  readDocument: ArticleReader['readDocument'],
  onAnchored: (answers: AnchoredAnswers) => void = () => undefined,
): ArticleReader {
  return {
    readDocument,
    async find(document) {
      const answers = await askAboutLines(model, document.text, linesIn(document));
      if (isRefusal(answers)) throw new OnusError(answers.refused, answers.reason, { hint: answers.hint });
      const anchored = statementsOfAnswers(document, answers, modelReader(model));
      onAnchored(anchored);
      return anchored.statements;
    },
  };
}

function linesIn({ text, paragraphs }: Document) {
  return linesOf(
    text,
    paragraphs.map(({ block, start, end }) => ({ type: block, start, end })),
  );
}

/** What a person has to know of how a model's statements were anchored; null where nothing was left out. */
export function anchoringRemark({ told, dropped }: Pick<AnchoredAnswers, 'told' | 'dropped'>): string | null {
  if (dropped === 0) return null;
  return `${dropped} of ${told} statements that the language model gave were left out: their words do not stand so in the text`;
}
