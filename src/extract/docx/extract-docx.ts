import type { Article, ArticleMetadata } from '../../domain/article.ts';
import { isRefusal, type Refusal } from '../../domain/errors.ts';
import { assembleParts } from '../assemble-parts.ts';
import { edtfOfStamp } from '../dates.ts';
import { documentLabels } from '../document-labels.ts';
import type { Label } from '../label.ts';
import { isProse } from '../prose.ts';
import { documentMetadata, NO_METADATA } from '../text-metadata.ts';
import { EXTRACTOR } from '../version.ts';
import { openZip, type Parts } from './open-zip.ts';
import { elementTexts, styleNames, type WordParagraph, wordParagraphs, XmlRefused } from './word-xml.ts';

/** Parts that hold text or say what it is; the main one is `document.xml`, by some programs numbered. */
const WANTED = /^(?:word\/(?:document|styles|footnotes|endnotes|header|footer)\d*\.xml|docProps\/core\.xml)$/;
/** Characters in all, and paragraphs, as of a pasted text. */
const TEXT_LIMIT = 2_000_000;
const PARAGRAPH_LIMIT = 50_000;
/** Longest metadata value kept, in UTF-16 code units. */
const VALUE_LIMIT = 500;

/** A paragraph with the part it stands in. */
interface PartParagraph extends WordParagraph {
  readonly part: string;
  readonly text: string;
}

/**
 * The article of a Word document: paragraphs, lists and cells in their order, then notes, then the pages' heads and feet. Title
 * and headings are told by their styles, the rest as in pasted text. Returns a refusal where it is locked, damaged, or larger
 * than a document is.
 */
export async function extractDocx(bytes: Uint8Array): Promise<Article | Refusal> {
  const parts = await openZip(bytes, (name) => WANTED.test(name));
  if (isRefusal(parts)) return parts;
  try {
    return toArticle(parts);
  } catch (error) {
    if (!(error instanceof XmlRefused)) throw error;
    return {
      refused: 'damaged',
      reason: `the document's text holds ${error.message}, as none that Word writes does`,
      hint: 'open it, copy its text and paste that',
    };
  }
}

function toArticle(parts: Parts): Article | Refusal {
  const paragraphs = [...parts.keys()].sort(byReading).flatMap((part) => paragraphsOf(parts, part));
  const length = paragraphs.reduce((sum, { text }) => sum + text.length, 0);
  if (length > TEXT_LIMIT || paragraphs.length > PARAGRAPH_LIMIT)
    return {
      refused: 'document-too-large',
      reason: `the document has more than ${TEXT_LIMIT} characters or ${PARAGRAPH_LIMIT} paragraphs`,
      hint: 'add the part that tells of the incident',
    };
  if (!paragraphs.some(({ text }) => /\p{L}/u.test(text)))
    return {
      refused: 'no-text',
      reason: 'the document has no text: it is empty, or holds pictures only',
      hint: 'run text recognition (OCR) over its pictures, and add what that makes',
    };
  const styles = parts.get('word/styles.xml');
  const labels = labelsOf(paragraphs, styles ? styleNames(styles) : new Map());
  const { text, blocks, sourceMap } = assembleParts(
    paragraphs.map(({ pieces, part }, i) => ({ pieces, part, label: labels[i] as Label })),
  );
  const stated = coreMetadata(parts.get('docProps/core.xml'));
  const metadata = documentMetadata(stated.metadata, stated.made, text, blocks);
  return { extractor: EXTRACTOR, text, blocks, metadata, sourceMap };
}

const READING_ORDER = ['document', 'footnotes', 'endnotes', 'header', 'footer'];

function byReading(a: string, b: string): number {
  const rank = (name: string): number => READING_ORDER.findIndex((start) => name.startsWith(`word/${start}`));
  return rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true });
}

function paragraphsOf(parts: Parts, part: string): PartParagraph[] {
  const bytes = parts.get(part);
  if (!bytes || !READING_ORDER.some((start) => part.startsWith(`word/${start}`))) return [];
  return wordParagraphs(bytes).map((paragraph) => ({
    ...paragraph,
    part,
    text: paragraph.pieces
      .map(({ text }) => text)
      .join('')
      .replace(/\s+/gu, ' ')
      .trim(),
  }));
}

function labelsOf(paragraphs: readonly PartParagraph[], styles: ReadonlyMap<string, string>): Label[] {
  const names = paragraphs.map(({ style }) => styles.get(style) ?? style.toLowerCase());
  const title = titleAt(names);
  const labels = paragraphs.map((paragraph, i) =>
    i === title
      ? { type: 'headline' as const, reason: `in the style "${names[i]}"`, probability: 0.95 }
      : labelOf(paragraph, names[i] ?? ''),
  );
  return documentLabels(
    paragraphs.map(({ text }) => text),
    labels,
    { mayHoldMenus: false },
  );
}

/** The first paragraph in the style of a title, else a heading of the first rank above any other text; -1 where there is none. */
function titleAt(names: readonly string[]): number {
  const title = names.indexOf('title');
  if (title >= 0) return title;
  return /^heading\s?1$/.test(names[0] ?? '') ? 0 : -1;
}

function labelOf({ part, isCell, text }: PartParagraph, style: string): Label | null {
  if (/^word\/(?:foot|end)notes/.test(part))
    return { type: 'footnote', reason: 'stands in a note', probability: 0.97 };
  if (/^word\/(?:header|footer)/.test(part))
    return { type: 'running-head', reason: 'stands in the head or foot of the pages', probability: 0.97 };
  if (/^heading\s?\d$/.test(style))
    return { type: 'body', reason: `in the style "${style}"`, probability: 0.9 };
  if (style === 'subtitle')
    return { type: 'standfirst', reason: 'in the style "subtitle"', probability: 0.9 };
  if (style === 'caption') return { type: 'caption', reason: 'in the style "caption"', probability: 0.95 };
  if (/^toc\s?\d|^toc heading/.test(style))
    return { type: 'navigation', reason: 'a line of the table of contents', probability: 0.95 };
  if (isCell && !isProse(text)) return { type: 'other', reason: 'a cell of a table', probability: 0.85 };
  return null;
}

/** What `docProps/core.xml` says, and when the file was made. */
function coreMetadata(bytes: Uint8Array | undefined): {
  metadata: ArticleMetadata;
  made: ArticleMetadata['published'];
} {
  const texts = bytes ? elementTexts(bytes) : new Map<string, string>();
  const stated = (name: string): string | null =>
    texts.get(name)?.slice(0, VALUE_LIMIT).replace(/\s+/gu, ' ').trim() || null;
  const [title, author, language] = [stated('dc:title'), stated('dc:creator'), stated('dc:language')];
  const made = edtfOfStamp(stated('dcterms:created') ?? '');
  return {
    metadata: {
      ...NO_METADATA,
      title: title === null ? null : { value: title, how: 'Word title' },
      authors: author === null ? [] : [{ value: author, how: 'Word author' }],
      language: language === null ? null : { value: language, how: 'Word language' },
    },
    made: made === null ? null : { value: made, how: 'Word created: when the file was made' },
  };
}
