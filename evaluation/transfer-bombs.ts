import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { digestOf, type EvaluationReport, formatTable } from './report.ts';
import type { BombOutcome } from './transfer-bomb-child.ts';
import { BOMBS, type Bomb } from './transfer-bomb-makers.ts';

/** What a bomb may take before it is refused: MiB of memory, and seconds. */
const RISE = 100;
const SECONDS = 5;
/** After which the process that met a bomb is ended. Milliseconds. */
const PATIENCE = 60_000;

/**
 * Hands every bomb to the program in a process of its own: it must be refused within five seconds, while memory rises by less
 * than 100 MiB, and the process must live to say so.
 */
export async function evaluateTransferBombs(): Promise<EvaluationReport> {
  const directory = await mkdtemp(join(tmpdir(), 'onus-bombs-'));
  const outcomes: (BombOutcome & { name: string })[] = [];
  try {
    for (const bomb of BOMBS) outcomes.push({ name: bomb.name, ...(await meet(bomb, directory)) });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  const failures = outcomes
    .filter(({ outcome, rise, seconds }) => NOT_REFUSED.test(outcome) || rise >= RISE || seconds >= SECONDS)
    .map(
      ({ name, outcome, rise, seconds }) =>
        `${name}: ${outcome}, ${rise.toFixed(0)} MiB, ${seconds.toFixed(1)} s`,
    );
  const figures = {
    bombs: outcomes.length,
    refused: outcomes.filter(({ outcome }) => !NOT_REFUSED.test(outcome)).length / outcomes.length,
    rss_rise_mib: Math.max(...outcomes.map(({ rise }) => rise)),
    seconds: Math.max(...outcomes.map(({ seconds }) => seconds)),
  };
  const rows = outcomes.map(({ name, outcome, rise, seconds }) => [
    ...[name, outcome, rise.toFixed(0), seconds.toFixed(2)],
  ]);
  return {
    figures,
    table: formatTable([['bomb', 'refused as', 'MiB', 'seconds'], ...rows]),
    digest: digestOf(BOMBS.map(({ name }) => name)),
    passed: failures.length === 0,
    failures,
  };
}

const NOT_REFUSED = /^(?:taken|nothing|died)$/;

async function meet(bomb: Bomb, directory: string): Promise<BombOutcome> {
  if ('file' in bomb) {
    const path = join(directory, bomb.file);
    await writeFile(path, bomb.bytes());
    return inChild('file', path);
  }
  bomb.prepare?.();
  const server = createServer((request, response) => {
    if (request.url === '/harmless') response.end('A harmless text.');
    else bomb.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await inChild('port', String((server.address() as AddressInfo).port));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function inChild(kind: string, where: string): Promise<BombOutcome> {
  const child = join(import.meta.dirname, 'transfer-bomb-child.ts');
  const run = await promisify(execFile)(process.execPath, [child, kind, where], { timeout: PATIENCE }).catch(
    () => null,
  );
  return run === null
    ? { outcome: 'died', rise: Number.NaN, seconds: Number.NaN }
    : (JSON.parse(run.stdout) as BombOutcome);
}
