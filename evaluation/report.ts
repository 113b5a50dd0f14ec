import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** What one evaluation found. */
export interface EvaluationReport {
  /** Named figures; shares and F1 as fractions in [0, 1]. */
  readonly figures: Readonly<Record<string, number>>;
  /** For people: aligned columns, no trailing line break. */
  readonly table: string;
  /** What the written report adds: figures alone, and none of the texts' words. */
  readonly sections?: readonly ReportSection[];
  /** `sha256:…` over the data evaluated on: a floor holds for the very data it was taken on, and for no other. */
  readonly digest: string;
  /** Where every item has to hold (refusals, payloads): whether all did. */
  readonly passed?: boolean;
  /** One line for each item that did not hold. */
  readonly failures?: readonly string[];
}

export interface ReportSection {
  readonly title: string;
  /** How to read the table. */
  readonly note: string;
  readonly table: string;
}

/** The data an evaluation needs is not on this machine; not a failure. */
export interface Skipped {
  readonly skipped: string;
}

export type Evaluation = (args: readonly string[]) => Promise<EvaluationReport | Skipped>;

/** Where the corpora stand: `ONUS_CORPORA`, else beside the repository. They are never part of it. */
export function corporaDirectory(): string {
  return process.env.ONUS_CORPORA ?? resolve(import.meta.dirname, '../../shared/corpora');
}

/** The path, or what to say where it is absent. */
export function needed(path: string): string | Skipped {
  return existsSync(path)
    ? path
    : { skipped: `${path} is not here: set ONUS_CORPORA or name the data on the command line` };
}

/** A digest over the parts in the order given; each part is set off by its length. */
export function digestOf(parts: Iterable<string | Uint8Array>): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return `sha256:${hash.digest('hex')}`;
}

/** F1 of hits against predicted and gold counts; 0 where nothing was hit. */
export function f1(hits: number, predicted: number, gold: number): number {
  return hits === 0 ? 0 : (2 * hits) / (predicted + gold);
}

/** A report as Markdown. `heading` names evaluation and reader, as a floor's key does. */
export function reportMarkdown(heading: string, { table, digest, sections = [] }: EvaluationReport): string {
  const fenced = (text: string) => `\`\`\`\n${text}\n\`\`\``;
  return [
    `# ${heading}`,
    `Written by \`npm run evaluate\`. Data: \`${digest}\`.`,
    fenced(table),
    ...sections.flatMap(({ title, note, table: own }) => [`## ${title}`, note, fenced(own)]),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

/** Rows of cells as aligned columns; the first column to the left, the others to the right. */
export function formatTable(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? formatNumber(cell) : cell)));
  const widths: number[] = [];
  for (const row of cells)
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length);
    });
  return cells
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function formatNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(3);
}
