import type { StatementChange, StatementPart } from '../domain/reading-diff.ts';
import type { Statement } from '../domain/statement.ts';
import { oneLine } from './terminal.ts';

const WHO_LIMIT = 40;
const WORDS_LIMIT = 120;
/** How many characters of where two texts differ are seen at least. */
const SEEN = 10;

/**
 * A change of a statement as rows of a table: sign, act, who, words. What has other labels in the later reading is told before
 * the words; where the words are others, they follow in a row of their own.
 */
export function changeRows(change: StatementChange): string[][] {
  const sign = { removed: '−', added: '+', changed: '~' }[change.kind];
  const first = change.kind === 'added' ? change.later : change.earlier;
  const second = change.kind === 'changed' && change.parts.includes('spans') ? change.later : null;
  const [who, laterWho] = sideBySide(whoOf(first), second === null ? null : whoOf(second), WHO_LIMIT);
  const [words, laterWords] = sideBySide(
    wordsOf(first),
    second === null ? null : wordsOf(second),
    WORDS_LIMIT,
  );
  const rows = [[`  ${sign}`, first.act, who, notesOf(change) + words]];
  if (second !== null) rows.push(['', '', `→ ${laterWho}`, laterWords]);
  return rows;
}

function notesOf(change: StatementChange): string {
  const review = change.kind === 'added' ? 'proposed' : change.earlier.review;
  const notes = review === 'proposed' ? [] : [`${review}, stays`];
  if (change.kind === 'changed') {
    const { earlier, later, parts } = change;
    for (const part of parts)
      if (part !== 'spans') notes.push(`${part}: ${labelOf(earlier, part)} → ${labelOf(later, part)}`);
  }
  return notes.length === 0 ? '' : `[${notes.join('; ')}] `;
}

function labelOf(
  { act, hedge, target, speaker, saidOn }: Statement,
  part: Exclude<StatementPart, 'spans'>,
): string {
  switch (part) {
    case 'act':
      return act;
    case 'hedge':
      return hedge;
    case 'target':
      return target === null ? 'none' : named(target.text, target.country);
    case 'speaker':
      return speaker === null ? 'none' : named(speaker.name, speaker.country);
    case 'date':
      return saidOn?.edtf ?? 'none';
  }
}

function named(name: string, country: string | null): string {
  return `${oneLine(name, WHO_LIMIT)}${country === null ? '' : ` [${country}]`}`;
}

/** Two texts, shortened: where that would hide what differs, from shortly before it. */
function sideBySide(a: string, b: string | null, limit: number): [string, string] {
  if (b === null) return [oneLine(a, limit), ''];
  let alike = 0;
  while (alike < a.length && a[alike] === b[alike]) alike++;
  const from = a !== b && alike > limit - SEEN ? alike - limit / 4 : 0;
  const shown = (text: string) => oneLine(from === 0 ? text : `…${text.slice(from).toWellFormed()}`, limit);
  return [shown(a), shown(b)];
}

function whoOf({ source, speaker }: Statement): string {
  return exact(source) || (speaker?.name ?? '');
}

function wordsOf({ cue, content }: Statement): string {
  return [exact(cue), exact(content)].filter((words) => words !== '').join(': ');
}

function exact(pieces: Statement['source']): string {
  return pieces.map((piece) => piece.exact).join(' … ');
}
