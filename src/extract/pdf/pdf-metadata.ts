import type { ArticleMetadata } from '../../domain/article.ts';
import { edtfOfStamp } from '../dates.ts';
import { NO_METADATA } from '../text-metadata.ts';
import type { PdfInfo } from './open-pdf.ts';

/** Longest value kept, in UTF-16 code units, as of a page. */
const VALUE_LIMIT = 500;
/** Titles that a program put there: the name of a file, or of nothing. */
const NO_TITLE =
  /^(?:untitled|microsoft \w+ - .*|(?:print|document)\d*|.*\.(?:docx?|rtf|indd|pdf|tex|html?|odt))$/i;
/** Programs that print a page: what they make is as old as the printing, and no older. */
const PRINTS = /Mozilla\/|Chrome|Skia\/PDF|Safari|Firefox|wkhtmltopdf|Print To PDF/i;

/** What a PDF says about itself. The day it was made is not among it: see {@link dayMade}. */
export function pdfMetadata(info: PdfInfo): ArticleMetadata {
  const title = stated(info, 'Title');
  const author = stated(info, 'Author');
  const language = stated(info, 'Language');
  return {
    ...NO_METADATA,
    title: title !== null && !NO_TITLE.test(title) ? { value: title, how: 'PDF Title' } : null,
    authors: author === null ? [] : [{ value: author, how: 'PDF Author' }],
    language:
      language !== null && /^[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,3}$/i.test(language)
        ? { value: language, how: 'PDF Language' }
        : null,
  };
}

/**
 * When the file was made: for a document that states no day itself, the best guess at when it was published; null for a page
 * that somebody printed.
 */
export function dayMade(info: PdfInfo): ArticleMetadata['published'] {
  if (isPrinted(info)) return null;
  const stamp = stated(info, 'CreationDate');
  const found = /^D:(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?(?:(Z)|([+-]\d{2})'?(\d{2})?)?)?/.exec(
    stamp ?? '',
  );
  if (!found) return null;
  const [, year, month, day, hour, minute, second = '00', zulu, zone, zoneMinutes = '00'] = found;
  const time =
    hour === undefined ? '' : `T${hour}:${minute}:${second}${zulu ?? (zone ? `${zone}:${zoneMinutes}` : '')}`;
  const edtf = edtfOfStamp(`${year}-${month}-${day}${time}`);
  return edtf === null ? null : { value: edtf, how: 'PDF CreationDate: when the file was made' };
}

/** Whether the PDF is a page that somebody printed. */
export function isPrinted(info: PdfInfo): boolean {
  return PRINTS.test(`${stated(info, 'Creator') ?? ''} ${stated(info, 'Producer') ?? ''}`);
}

function stated(info: PdfInfo, key: string): string | null {
  const value = info[key];
  const text =
    typeof value === 'string'
      ? value
          .slice(0, VALUE_LIMIT)
          .replace(/[\s\p{Cc}]+/gu, ' ')
          .trim()
      : '';
  return text === '' ? null : text;
}
