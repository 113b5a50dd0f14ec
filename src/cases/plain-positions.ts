import { ACTS_ABOUT_RESPONSIBILITY, type Act } from '../domain/act.ts';
import type { FoundStatement } from '../domain/statement.ts';

/** A position as `onus read --json` gives it: a fixed contract. */
export interface PlainPosition {
  readonly actor: string;
  /** ISO 3166-1 alpha-3. */
  readonly country: string | null;
  readonly act: Act;
  readonly target: string | null;
}

/**
 * Who takes which stand about responsibility towards whom, each once, in the order of the statements. Who denies without
 * naming for whom denies for itself.
 */
export function plainPositions(statements: readonly FoundStatement[]): PlainPosition[] {
  const positions = new Map<string, PlainPosition>();
  for (const { speaker, act, target } of statements) {
    if (speaker === null || !ACTS_ABOUT_RESPONSIBILITY.has(act)) continue;
    const towards = target?.text ?? (act === 'deny' ? speaker.name : null);
    const position = { actor: speaker.name, country: speaker.country, act, target: towards };
    const key = JSON.stringify([position.actor.toLowerCase(), position.country, act, towards?.toLowerCase()]);
    if (!positions.has(key)) positions.set(key, position);
  }
  return [...positions.values()];
}
