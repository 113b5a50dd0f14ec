import { isRefusal } from '../domain/errors.ts';
import { languageOfArticle } from '../language/article-language.ts';
import { linesOf } from '../statements/llm/windows.ts';
import { askAboutLines } from './ask-language-model.ts';
import { anchoringRemark, modelReader } from './language-model-reader.ts';
import type { AnchoringPool, LanguageModel, ReadingPool } from './ports.ts';

/**
 * A reading pool whose articles a language model reads: it is asked from here, as waiting takes no thread, and its answers are
 * anchored where all other work on articles is done, within the same limits.
 */
export function readWithModel(pool: AnchoringPool, model: LanguageModel): ReadingPool {
  const reader = modelReader(model);
  return {
    reader,
    extract: (captured) => pool.extract(captured),
    compare: (pair) => pool.compare(pair),
    async read(article, watch = {}) {
      const { blocks } = languageOfArticle(article);
      const answers = await askAboutLines(model, article.text, linesOf(article.text, blocks), watch);
      if (isRefusal(answers)) return answers;
      const anchored = await pool.anchor(article, answers, reader);
      if (isRefusal(anchored)) return anchored;
      const remark = anchoringRemark(anchored);
      if (remark !== null) watch.onRemark?.(remark);
      return anchored.statements;
    },
    async close() {
      await model.close();
      await pool.close();
    },
  };
}
