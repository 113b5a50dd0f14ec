import type { ReadingDiff, StatementChange, StatementPart } from '../domain/reading-diff.ts';
import type { Statement } from '../domain/statement.ts';
import { pairStatements, wordsKey } from './pair-statements.ts';

/** How two readings of one article differ, statement by statement: those of both that mean the same words are one. */
export function compareReadings(earlier: readonly Statement[], later: readonly Statement[]): ReadingDiff {
  const pairs = pairStatements(earlier, later);
  const changed = pairs.flatMap(([i, j]): StatementChange[] => {
    const [before, after] = [earlier[i] as Statement, later[j] as Statement];
    const parts = changedParts(before, after);
    return parts.length === 0 ? [] : [{ kind: 'changed', earlier: before, later: after, parts }];
  });
  const [paired, pairedLater] = [new Set(pairs.map(([i]) => i)), new Set(pairs.map(([, j]) => j))];
  const removed = earlier.flatMap((statement, i): StatementChange[] =>
    paired.has(i) ? [] : [{ kind: 'removed', earlier: statement }],
  );
  const added = later.flatMap((statement, j): StatementChange[] =>
    pairedLater.has(j) ? [] : [{ kind: 'added', later: statement }],
  );
  return {
    same: pairs.length - changed.length,
    changes: [...removed, ...changed, ...added].sort((a, b) => placeOf(a) - placeOf(b)),
  };
}

function placeOf(change: StatementChange): number {
  const { source, cue, content } = change.kind === 'added' ? change.later : change.earlier;
  return Math.min(...[source, cue, content].flatMap(([first]) => (first === undefined ? [] : [first.start])));
}

function changedParts(earlier: Statement, later: Statement): StatementPart[] {
  const sameParts: Record<StatementPart, boolean> = {
    spans: wordsKey(earlier) === wordsKey(later),
    act: earlier.act === later.act,
    hedge: earlier.hedge === later.hedge,
    target: earlier.target?.text === later.target?.text && earlier.target?.country === later.target?.country,
    speaker:
      earlier.speaker?.name === later.speaker?.name && earlier.speaker?.country === later.speaker?.country,
    date: earlier.saidOn?.edtf === later.saidOn?.edtf,
  };
  return (Object.keys(sameParts) as StatementPart[]).filter((part) => !sameParts[part]);
}
