import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { BOMBS, type Bomb, ORDINARY } from './bomb-makers.ts';
import { digestOf, type EvaluationReport, formatTable } from './report.ts';

/** What one bomb may cost: bytes by which the process grows, and milliseconds on a busy machine. */
const RISE_LIMIT = 100e6;
const TIME_LIMIT = 5000;
/** Milliseconds after which the process that reads it is ended. */
const PATIENCE = 120_000;

interface Outcome {
  readonly bomb: Bomb;
  readonly answer: string;
  readonly milliseconds: number;
  /** Bytes. */
  readonly rise: number;
  readonly lives: boolean;
}

/**
 * Hands the reading pool sources that are made to exhaust it, each in a process of its own: it must not grow by more than 100 MB
 * nor take more than five seconds, must refuse what cannot be read in bounded time, and read an ordinary source afterwards.
 * `--only WORDS` takes those whose name holds the words.
 */
export async function evaluateBombs(args: readonly string[]): Promise<EvaluationReport> {
  const { values } = parseArgs({ args: [...args], strict: false, options: { only: { type: 'string' } } });
  const only = typeof values.only === 'string' ? values.only : '';
  const folder = mkdtempSync(join(tmpdir(), 'onus-bombs-'));
  try {
    const outcomes = BOMBS.filter(({ name }) => name.includes(only)).map((bomb) => tryBomb(bomb, folder));
    return report(outcomes);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tryBomb(bomb: Bomb, folder: string): Outcome {
  const ending = extname(bomb.name).slice(1);
  const kind = ending in ORDINARY ? ending : 'html';
  const ordinary = join(folder, `ordinary.${kind}`);
  const path = join(folder, bomb.name);
  writeFileSync(ordinary, ORDINARY[kind]?.() ?? '');
  writeFileSync(path, bomb.make());
  const started = performance.now();
  const child = spawnSync(process.execPath, [join(import.meta.dirname, 'try-bomb.ts'), path, ordinary], {
    encoding: 'utf8',
    timeout: PATIENCE,
  });
  rmSync(path);
  if (child.status !== 0) {
    const how = child.signal ?? `exit ${child.status}: ${child.stderr.trim().split('\n').at(-1)}`;
    return {
      bomb,
      answer: `the process ended (${how})`,
      milliseconds: performance.now() - started,
      rise: 0,
      lives: false,
    };
  }
  return { bomb, ...JSON.parse(child.stdout) };
}

/** What does not hold of an outcome; empty where all does. */
export function complaintsOf({ bomb, answer, milliseconds, rise, lives }: Outcome): string[] {
  return [
    ...(lives ? [] : ['an ordinary source is not read any more']),
    ...(rise < RISE_LIMIT ? [] : [`grew by ${Math.round(rise / 1e6)} MB`]),
    ...(milliseconds < TIME_LIMIT ? [] : [`took ${(milliseconds / 1000).toFixed(1)} s`]),
    ...(answer !== 'taken' || bomb.mayBeTaken ? [] : ['was taken']),
    ...(answer.startsWith('reading-failed') ? ['was taken for a fault'] : []),
  ];
}

function report(outcomes: readonly Outcome[]): EvaluationReport {
  const failures = outcomes.flatMap((outcome) => {
    const complaints = complaintsOf(outcome);
    return complaints.length === 0 ? [] : [`${outcome.bomb.name}: ${complaints.join(', ')}`];
  });
  const rows = outcomes.map(({ bomb, answer, milliseconds, rise }) => [
    bomb.name,
    (rise / 1e6).toFixed(0),
    (milliseconds / 1000).toFixed(1),
    answer.slice(0, 110),
  ]);
  return {
    figures: {
      bombs: outcomes.length,
      held: outcomes.length - failures.length,
      most_megabytes: Math.max(0, ...outcomes.map(({ rise }) => rise / 1e6)),
      most_seconds: Math.max(0, ...outcomes.map(({ milliseconds }) => milliseconds / 1000)),
    },
    table: formatTable([['bomb', 'MB', 's', 'answer'], ...rows]),
    digest: digestOf(outcomes.map(({ bomb }) => bomb.name)),
    passed: failures.length === 0,
    failures,
  };
}
