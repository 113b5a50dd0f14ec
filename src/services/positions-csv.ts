import type { Position } from '../domain/position.ts';

const HEAD = [
  'party',
  'party_kind',
  'country',
  'position',
  'target',
  'target_country',
  'hedge',
  'origins',
  'date',
  'rendering',
  'words',
  'source_id',
  'statement_id',
];

/** Positions as CSV (RFC 4180): a line a statement, CRLF line ends. Cells that a spreadsheet would run are made inert. */
export function positionsCsv(positions: readonly Position[]): string {
  const rows = positions.flatMap((position) =>
    position.statements.map((statement) => [
      position.party,
      position.partyKind,
      position.country ?? '',
      position.kind,
      position.target?.name ?? '',
      position.target?.country ?? '',
      position.hedge,
      String(position.origins),
      statement.date ?? '',
      statement.rendering,
      statement.exact,
      statement.sourceId,
      statement.statementId,
    ]),
  );
  return [HEAD, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** A leading `= + - @`, tab or carriage return makes a spreadsheet take a cell for a formula: an apostrophe goes before it. */
function cell(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
