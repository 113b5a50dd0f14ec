import { isRefusal, type Refusal } from '../domain/errors.ts';
import type { Anchored, FoundStatement } from '../domain/statement.ts';
import type { ReadingWatch } from './ports.ts';

/** What a reading gave. */
export interface TaskReading {
  readonly statements: Anchored<FoundStatement>[];
  /** What a person has to know of it: one line. */
  readonly remark?: string;
  /** The reader that was asked for could not be opened, and another one read. */
  readonly isStandIn?: true;
}

/** The statements of a reading, once whoever watches has heard its remark. */
export function statementsOf(
  reading: TaskReading | Refusal,
  watch: ReadingWatch = {},
): Anchored<FoundStatement>[] | Refusal {
  if (isRefusal(reading)) return reading;
  if (reading.remark !== undefined) watch.onRemark?.(reading.remark);
  if (reading.isStandIn) watch.onStandIn?.();
  return reading.statements;
}
