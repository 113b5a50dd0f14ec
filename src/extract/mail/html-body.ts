import { isRefusal, type Refusal } from '../../domain/errors.ts';
import { byteOffsets } from '../../text/decode.ts';
import { type PageBlock, pageBlocks } from '../page-blocks.ts';
import { attribute } from '../page-nodes.ts';
import { parsePage } from '../page-source.ts';
import { type MailBlock, QUOTED } from './plain-body.ts';

/** Names that mail programs give to what they quote. */
const QUOTED_NAME =
  /\b(?:gmail_quote|gmail_attr|moz-cite-prefix|yahoo_quoted|divRplyFwdMsg|appendonsend|protonmail_quote)\b/;

/** The blocks of a mail that is a page: what it quotes by its markup, the rest as in any document. */
export function htmlBody(html: string): MailBlock[] | Refusal {
  const page = parsePage(html);
  if (isRefusal(page)) return page;
  const blocks = pageBlocks(page);
  const offsets = byteOffsets(new TextEncoder().encode(`\ufeff${html}`), 'utf-8');
  const at = (unit: number): number => offsets.at(unit) - 3;
  return blocks.map((block) => ({
    part: 'text/html',
    pieces: block.pieces.map((piece) => ({ ...piece, start: at(piece.start), end: at(piece.end) })),
    label: isQuoted(block) ? QUOTED : null,
  }));
}

function isQuoted({ path }: PageBlock): boolean {
  return path.some(
    (element) =>
      (element.tagName === 'blockquote' && attribute(element, 'type') === 'cite') ||
      QUOTED_NAME.test(`${attribute(element, 'class')} ${attribute(element, 'id')}`.slice(0, 300)),
  );
}
