import { stripVTControlCharacters } from 'node:util';
import type { Refusal } from '../domain/errors.ts';
import type { Output } from './context.ts';

/** Foreign text on a terminal: one line, no control characters (they could move the cursor or recolour what follows). */
export function oneLine(text: string, limit = 200): string {
  const folded = stripVTControlCharacters(text)
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  const points = [...folded];
  return points.length > limit ? `${points.slice(0, limit - 1).join('')}…` : folded;
}

/** Rows as columns, the last one cut to what the terminal is wide; no cutting where the output is not a terminal. */
export function columns(rows: readonly (readonly string[])[], output: Output): string {
  const widths: number[] = [];
  for (const row of rows)
    row.slice(0, -1).forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, [...cell].length);
    });
  const used = widths.reduce((sum, width) => sum + width + 2, 0);
  const room = output.isTTY ? Math.max(20, (output.columns ?? 80) - used) : Number.POSITIVE_INFINITY;
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i < row.length - 1 ? pad(cell, widths[i] ?? 0) : cut(cell, room)))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - [...cell].length));
}

function cut(cell: string, room: number): string {
  const points = [...cell];
  return points.length > room ? `${points.slice(0, room - 1).join('')}…` : cell;
}

/** Bold on a terminal that wants it; plain with `NO_COLOR`, `TERM=dumb` or off a terminal. */
export function emphasis(
  output: Output,
  env: Readonly<Record<string, string | undefined>>,
): (text: string) => string {
  const plain = !output.isTTY || Boolean(env.NO_COLOR) || env.TERM === 'dumb';
  return plain ? (text) => text : (text) => `\u001b[1m${text}\u001b[22m`;
}

export function refusalLine(name: string, refusal: Refusal): string {
  return `refused  ${oneLine(name, 120)}: ${oneLine(refusal.reason, 400)} — ${oneLine(refusal.hint)}\n`;
}

/** What is worth knowing of something that was taken, or of an input as a whole. */
export function remarkLine(name: string, remark: string): string {
  return `note     ${oneLine(name, 120)}: ${oneLine(remark, 400)}\n`;
}

/** Nothing shows before this many milliseconds: short work needs no bar. */
const PROGRESS_AFTER_MS = 500;

export interface Progress {
  /** `done` of `total` are done; `doing` is in hand. */
  show(done: number, doing: string): void;
  /** Clears the bar, so that a line can be written. */
  clear(): void;
}

/** A bar on a terminal's last line, none elsewhere. */
export function progressBar(total: number, output: Output, now: () => number = Date.now): Progress {
  const started = now();
  let shown = false;
  const clear = () => {
    if (shown) output.write('\r\u001b[2K');
    shown = false;
  };
  return {
    clear,
    show(done, doing) {
      if (!output.isTTY || now() - started < PROGRESS_AFTER_MS) return;
      const width = 20;
      const full = Math.round((width * done) / total);
      const bar = `${'█'.repeat(full)}${'░'.repeat(width - full)} ${done}/${total}  `;
      clear();
      output.write(bar + oneLine(doing, Math.max(10, (output.columns ?? 80) - bar.length - 1)));
      shown = true;
    },
  };
}
