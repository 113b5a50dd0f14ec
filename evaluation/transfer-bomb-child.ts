/**
 * One bomb in a process of its own: `node evaluation/transfer-bomb-child.ts port NUMBER | file PATH`. Prints what became of it as JSON.
 * What it takes is measured from when the program stands, modules loaded and a harmless page taken.
 */
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createFetcher } from '../src/capture/fetch-url.ts';
import type { Network } from '../src/capture/network.ts';
import { isRefusal } from '../src/domain/errors.ts';
import { type CaptureMeans, capturesOf } from '../src/services/captures-of.ts';
import { namedInputs } from '../src/services/inputs.ts';

/** What one bomb did. */
export interface BombOutcome {
  /** The refusal's code, or `taken` where something was taken. */
  readonly outcome: string;
  /** MiB by which the most memory held at once (RSS) rose. */
  readonly rise: number;
  readonly seconds: number;
}

const PUBLIC = '93.184.215.14';
const [kind, where = ''] = process.argv.slice(2);

const network: Network = {
  lookup: async () => [PUBLIC],
  async dial(addresses, _port, signal) {
    const socket = connect({ host: '127.0.0.1', port: Number(where), signal });
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    return { socket, peerAddress: addresses[0] ?? '' };
  },
  secure: async (socket) => socket,
};
const fetcher = createFetcher({ network, sleep: async () => {}, limits: { spacingMs: 0 } });
const means: CaptureMeans = {
  now: () => new Date(),
  fetch: (url) => fetcher.fetch(url, { ignoreRobots: true }),
  keepFeed: async () => {},
};

async function outcomeOf(word: string): Promise<string> {
  const outcomes: string[] = [];
  for (const input of await namedInputs([word], (async function* () {})())) {
    const opened = await input.open();
    if (isRefusal(opened)) outcomes.push(opened.refused);
    else
      for await (const taken of capturesOf(opened, means)) {
        if ('refusal' in taken) outcomes.push(taken.refusal.refused);
        else if ('captured' in taken) outcomes.push('taken');
      }
  }
  return outcomes.includes('taken') ? 'taken' : (outcomes[0] ?? 'nothing');
}

/** Bytes. Linux counts a parent's memory into what `resourceUsage` says of a process that it starts, and not here. */
function mostHeld(): number {
  if (!existsSync('/proc/self/status')) return process.resourceUsage().maxRSS * 1024;
  return 1024 * Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
}

if (kind === 'port') await outcomeOf('http://site.example.com/harmless');
const before = process.memoryUsage().rss;
const start = performance.now();
const outcome = await outcomeOf(kind === 'port' ? 'http://site.example.com/bomb' : where);
const result: BombOutcome = {
  outcome,
  rise: (mostHeld() - before) / 1024 ** 2,
  seconds: (performance.now() - start) / 1000,
};
process.stdout.write(JSON.stringify(result));
