import type { Article } from '../domain/article.ts';
import { type Captured, DOCUMENT_TYPES } from '../domain/capture.ts';
import type { Refusal } from '../domain/errors.ts';
import { extractArticle } from './extract-article.ts';

/**
 * Capture → Article for every kind that is read: pages and texts at once, documents (PDF, Word, mail) by libraries that are
 * loaded with the first of their kind. The same capture and bytes give the same article.
 */
export async function extractSource(captured: Captured): Promise<Article | Refusal> {
  switch (captured.capture.mediaType) {
    case DOCUMENT_TYPES.pdf:
      return (await import('./pdf/extract-pdf.ts')).extractPdf(captured.bytes);
    case DOCUMENT_TYPES.docx:
      return (await import('./docx/extract-docx.ts')).extractDocx(captured.bytes);
    case DOCUMENT_TYPES.mail:
      return (await import('./mail/extract-mail.ts')).extractMail(captured.bytes);
    default:
      return extractArticle(captured);
  }
}
