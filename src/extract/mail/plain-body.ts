import { byteOffsets } from '../../text/decode.ts';
import type { PartBlock } from '../assemble-parts.ts';
import type { Label } from '../label.ts';

/** The line that programs put above what they quote: "On 3 May 2022 at 10:00, A. B. <a@b.example> wrote:". */
const INTRODUCES = /^(?:On\b.{4,300}\bwrote:|Am\b.{4,300}\bschrieb\b.{0,100}:|Le\b.{4,300}\ba écrit\s?:)$/isu;
/** From here on the rest of the mail is the one that it answers or forwards. */
const FORWARDED =
  /^(?:-{2,}\s?(?:Original Message|Forwarded message|Ursprüngliche Nachricht)\s?-{2,}|_{20,}|Begin forwarded message:)$/i;

/** A stretch of a mail's lines that are of one kind. */
interface Stretch {
  readonly kind: 'own' | 'quoted' | 'signature';
  start: number;
  end: number;
}

/** A block of a mail, and what it is where the mail's form tells. */
export type MailBlock = Omit<PartBlock, 'label'> & { readonly label: Label | null };

/** The blocks of a mail's text: its own paragraphs, what it quotes, and what stands below the signature mark. */
export function plainBody(text: string): MailBlock[] {
  const offsets = byteOffsets(new TextEncoder().encode(`\ufeff${text}`), 'utf-8');
  // The mark is added so that one at the text's own start counts as a character; it is three bytes.
  const at = (unit: number): number => offsets.at(unit) - 3;
  const units = stretchesOf(text).flatMap((stretch): Stretch[] =>
    stretch.kind === 'quoted' ? [stretch] : unitsOf(stretch, text),
  );
  return units.map(({ kind, start, end }) => ({
    part: 'text/plain',
    pieces: [{ start: at(start), end: at(end), text: text.slice(start, end) }],
    label: KNOWN[kind],
  }));
}

/** Columns at which mail programs break lines (RFC 5322, section 2.1.1, asks for 78 at most). */
const WRAP_COLUMNS = { least: 60, most: 100 };

/** The paragraphs of a stretch: lines that were broken because the next word did not fit are joined. */
function unitsOf({ kind, start, end }: Stretch, text: string): Stretch[] {
  const lines = linesOf(text.slice(start, end)).filter((line) => line.text !== '');
  const width = Math.max(0, ...lines.map((line) => line.text.length));
  const isWrapped = width >= WRAP_COLUMNS.least && width <= WRAP_COLUMNS.most;
  const units: { start: number; end: number; last: (typeof lines)[number] }[] = [];
  for (const line of lines) {
    const above = units.at(-1);
    const word = /^\S*/.exec(line.text)?.[0].length ?? 0;
    const isBroken = isWrapped && above?.last.end === line.start && above.last.text.length + 1 + word > width;
    if (above && isBroken) Object.assign(above, { end: line.start + line.text.length, last: line });
    else units.push({ start: line.start, end: line.start + line.text.length, last: line });
  }
  return units.map((unit) => ({ kind, start: start + unit.start, end: start + unit.end }));
}

/** Lines with their offsets; `end` is behind the line break, `text` without white space at its end. */
function linesOf(text: string): { start: number; end: number; text: string }[] {
  return [...text.matchAll(/[^\n]*\n|[^\n]+$/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0].trimEnd(),
  }));
}

export const QUOTED: Label = {
  type: 'quoted-reply',
  reason: 'quoted from the mail that this one answers',
  probability: 0.95,
};
const SIGNATURE: Label = { type: 'other', reason: 'stands below the signature mark', probability: 0.95 };
const KNOWN: Readonly<Record<Stretch['kind'], Label | null>> = {
  own: null,
  quoted: QUOTED,
  signature: SIGNATURE,
};

function stretchesOf(text: string): Stretch[] {
  const lines = linesOf(text);
  const stretches: Stretch[] = [];
  let rest: Stretch['kind'] | null = null;
  lines.forEach((line, i) => {
    if (FORWARDED.test(line.text) || isOutlookHead(lines, i)) rest = 'quoted';
    else if (/^-- ?$/.test(line.text) && rest === null) rest = 'signature';
    const isQuoted = line.text.startsWith('>') || introduces(lines, i);
    const kind: Stretch['kind'] = isQuoted ? 'quoted' : (rest ?? 'own');
    const last = stretches.at(-1);
    if (last?.kind === kind) last.end = line.end;
    else stretches.push({ kind, start: line.start, end: line.end });
  });
  return stretches;
}

/** Whether a line, alone or with its neighbour (they are broken at 76 columns), introduces a quotation that follows. */
function introduces(lines: readonly { text: string }[], at: number): boolean {
  const text = (i: number): string => lines[i]?.text ?? '';
  const isFollowed = (i: number): boolean => [text(i + 1), text(i + 2)].some((line) => line.startsWith('>'));
  const pair = (i: number): string => `${text(i)} ${text(i + 1)}`.trim();
  return (
    (INTRODUCES.test(text(at)) && isFollowed(at)) ||
    (text(at) !== '' && INTRODUCES.test(pair(at)) && isFollowed(at + 1)) ||
    (text(at) !== '' && at > 0 && INTRODUCES.test(pair(at - 1)) && isFollowed(at))
  );
}

/** The head that Outlook puts above what it quotes without a mark: From, Sent, To, Subject on lines of their own. */
function isOutlookHead(lines: readonly { text: string }[], at: number): boolean {
  if (!/^From: /.test(lines[at]?.text ?? '')) return false;
  const next = lines.slice(at + 1, at + 6).map(({ text }) => text);
  return (
    next.some((line) => /^(?:Sent|Date): /.test(line)) && next.some((line) => /^(?:To|Subject): /.test(line))
  );
}
