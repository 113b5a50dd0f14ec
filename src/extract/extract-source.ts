import { type Article, READ_BLOCK_TYPES } from '../domain/article.ts';
import { type Captured, DOCUMENT_TYPES } from '../domain/capture.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import type { KnownLines } from './classify-lines.ts';
import { extractArticle } from './extract-article.ts';

/**
 * Capture → Article for every kind that is read: pages and texts at once, documents (PDF, Word, mail) by libraries that are
 * loaded with the first of their kind. The same capture, bytes and known lines give the same article.
 */
export async function extractSource(captured: Captured, known?: KnownLines): Promise<Article | Refusal> {
  switch (captured.capture.mediaType) {
    case DOCUMENT_TYPES.pdf:
      return withText(await (await import('./pdf/extract-pdf.ts')).extractPdf(captured.bytes));
    case DOCUMENT_TYPES.docx:
      return withText(await (await import('./docx/extract-docx.ts')).extractDocx(captured.bytes));
    case DOCUMENT_TYPES.mail:
      return withText(await (await import('./mail/extract-mail.ts')).extractMail(captured.bytes));
    default:
      return extractArticle(captured, known);
  }
}

/** The article of a document, where anything of it is read. */
function withText(article: Article | Refusal): Article | Refusal {
  if (isRefusal(article) || article.blocks.some(({ type }) => READ_BLOCK_TYPES.has(type))) return article;
  return {
    refused: 'no-article',
    reason: `none of the ${article.blocks.length} paragraphs reads as the text of an article`,
    hint: 'open it, copy its text and paste that',
  };
}
