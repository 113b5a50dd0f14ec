import { type Article, type ArticleMetadata, READ_BLOCK_TYPES } from '../../domain/article.ts';
import { isRefusal, type Refusal } from '../../domain/errors.ts';
import { assembleParts, type PartBlock } from '../assemble-parts.ts';
import { edtfOfStamp } from '../dates.ts';
import { documentLabels } from '../document-labels.ts';
import type { Label } from '../label.ts';
import { completeMetadata, NO_METADATA } from '../text-metadata.ts';
import { EXTRACTOR } from '../version.ts';
import { htmlBody } from './html-body.ts';
import { type Mail, openMail } from './open-mail.ts';
import { type MailBlock, plainBody } from './plain-body.ts';

/** Letters below which a plain part is a stub beside the page that the mail is ("view this in your browser"). */
const STUB_LETTERS = 40;
/** Characters in all, as of a pasted text. */
const TEXT_LIMIT = 2_000_000;

/**
 * The article of a mail: subject, sender and date, its text, what it quotes of the mail before, and the names of the files it
 * carries, which are not read. Returns a refusal where it has no text or is larger than a mail is.
 */
export async function extractMail(bytes: Uint8Array): Promise<Article | Refusal> {
  const mail = await openMail(bytes);
  if (isRefusal(mail)) return mail;
  if (mail.plain.length + mail.html.length > TEXT_LIMIT)
    return {
      refused: 'mail-too-large',
      reason: `the mail has more than ${TEXT_LIMIT} characters`,
      hint: 'open it, copy its text and paste that',
    };
  const body = bodyOf(mail);
  if (isRefusal(body)) return body;
  const blocks = labelled([...headBlocks(mail), ...body, ...fileBlocks(mail)]);
  if (!blocks.some(({ part, label }) => READ_BLOCK_TYPES.has(label.type) && part !== 'Subject'))
    return {
      refused: 'no-text',
      reason: `the mail has no text of its own${filesOf(mail)}`,
      hint: 'save the files that it carries and add them, or add the mail that it answers',
    };
  const assembled = assembleParts(blocks);
  return {
    extractor: EXTRACTOR,
    ...assembled,
    metadata: completeMetadata(metadataOf(mail), assembled.text, assembled.blocks),
  };
}

function labelled(blocks: readonly MailBlock[]): PartBlock[] {
  const labels = documentLabels(
    blocks.map(({ pieces }) => pieces.map(({ text }) => text).join('')),
    blocks.map(({ label }) => label),
    { mayHoldMenus: blocks.some(({ part }) => part === 'text/html') },
  );
  return blocks.map((block, i) => ({ ...block, label: labels[i] as Label }));
}

function filesOf({ attachments }: Mail): string {
  if (attachments.length === 0) return '';
  return attachments.length === 1 ? '; it carries a file' : `; it carries ${attachments.length} files`;
}

/** The plain part, unless it is a stub; then the page. */
function bodyOf({ plain, html }: Mail): MailBlock[] | Refusal {
  const letters = plain.match(/\p{L}/gu)?.length ?? 0;
  return html !== '' && letters < STUB_LETTERS ? htmlBody(html) : plainBody(plain);
}

function headBlocks({ subject, from, date }: Mail): PartBlock[] {
  const sender = from && (from.name === '' ? from.address : `${from.name} <${from.address}>`);
  return [
    ...headBlock('Subject', 'headline', subject),
    ...headBlock('From', 'byline', sender),
    ...headBlock('Date', 'dateline', date),
  ];
}

function headBlock(header: string, type: Label['type'], text: string | null): PartBlock[] {
  const label = { type, reason: `the mail's ${header} header`, probability: 1 };
  return text === null ? [] : [partOf(header, text, label)];
}

function fileBlocks({ attachments }: Mail): PartBlock[] {
  return attachments.map(({ name, mediaType, bytes }, i) =>
    partOf(`name of file ${i + 1}`, name, {
      type: 'attachment',
      reason: `a file that the mail carries, not read (${mediaType}, ${bytes} bytes): save it and add it by itself`,
      probability: 1,
    }),
  );
}

function partOf(part: string, text: string, label: Label): PartBlock {
  return { part, pieces: [{ start: 0, end: new TextEncoder().encode(text).length, text }], label };
}

function metadataOf({ subject, from, date }: Mail): ArticleMetadata {
  const published = date === null ? null : edtfOfMailDate(date);
  return {
    ...NO_METADATA,
    title: subject === null ? null : { value: subject, how: 'mail Subject' },
    authors: from === null ? [] : [{ value: from.name || from.address, how: 'mail From' }],
    published: published === null ? null : { value: published, how: 'mail Date' },
  };
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** A date as mails write it (RFC 5322, section 3.3: "Tue, 10 May 2022 14:00:00 +0200") as EDTF; null where it is none. */
export function edtfOfMailDate(date: string): string | null {
  const found =
    /\b(\d{1,2}) ([A-Za-z]{3}) (\d{4})(?: (\d{2}:\d{2})(?::(\d{2}))?(?: ([+-]\d{4}|GMT|UTC?|Z)\b)?)?/.exec(
      date,
    );
  if (!found) return null;
  const [, day = '', month = '', year, minute, second = '00', zone] = found;
  const number = MONTHS.indexOf(month.toLowerCase()) + 1;
  const stamp = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (minute === undefined || zone === undefined) return edtfOfStamp(stamp);
  return edtfOfStamp(`${stamp}T${minute}:${second}${/^[+-]/.test(zone) ? zone : 'Z'}`);
}
