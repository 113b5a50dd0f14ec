import type { CaseView } from './services.ts';

/**
 * One field of a CSV file (RFC 4180), always quoted. A text that a spreadsheet would take for a formula (it begins with
 * = + - @ TAB or CR) gets an apostrophe before it, as OWASP recommends.
 */
export function csvField(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const inert = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${inert.replaceAll('"', '""')}"`;
}

const COLUMNS = [
  'party',
  'party_kind',
  'country',
  'position',
  'target',
  'target_country',
  'hedge',
  'origins',
  'rendering',
  'date',
  'exact',
  'publication',
  'target_uri',
  'source_id',
  'statement_id',
  'through',
  'said_on',
  'said_on_words',
  'said_on_how',
  'published',
] as const;

/**
 * The positions of a case, one row for each statement behind one. A statement that counts for a party `through` another
 * has a row for each: `date` is when it was said or else when the article came out, `said_on` the former alone. Rows without `through` hold every statement once for who made it.
 */
export function caseCsv(data: Pick<CaseView, 'file' | 'positions'>): string {
  const sources = new Map(data.file.sources.map((source) => [source.sourceId, source]));
  const rows = data.positions.flatMap((position) =>
    position.statements.map((statement) => {
      const source = sources.get(statement.sourceId);
      const { saidOn } = statement;
      const { party, partyKind, country, kind, target, hedge, origins } = position;
      return [
        ...[party, partyKind, country, kind, target?.name ?? null, target?.country ?? null, hedge, origins],
        ...[statement.rendering, statement.date, statement.exact],
        ...[source?.article.metadata.publication?.value ?? null, source?.capture.targetUri ?? null],
        ...[statement.sourceId, statement.statementId, position.through ?? null],
        ...[saidOn === undefined ? null : statement.date, saidOn?.words ?? null, saidOn?.how ?? null],
        source?.article.metadata.published?.value ?? null,
      ];
    }),
  );
  return [COLUMNS, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}
