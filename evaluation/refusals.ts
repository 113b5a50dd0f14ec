import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createFetcher } from '../src/capture/fetch-url.ts';
import type { Network } from '../src/capture/network.ts';
import { isRefusal } from '../src/domain/errors.ts';
import { type Handler, type Scene, scenesOf, servePage, type Vector } from './refusal-scenes.ts';
import {
  corporaDirectory,
  digestOf,
  type EvaluationReport,
  formatTable,
  needed,
  type Skipped,
} from './report.ts';

interface Outcome {
  readonly vector: Vector;
  readonly holds: boolean;
  readonly canaryHits: number;
  /** The refusal's code and reason, or `taken`. */
  readonly what: string;
}

/**
 * Hands every address of a list to the fetcher, whose network is a stub: nothing leaves this machine. What should be
 * blocked finds a canary behind every address, public ones too, so that each rule has to hold by itself; it must be
 * refused and the canary not asked. What should be allowed finds a page and must be taken.
 */
export async function evaluateRefusals(args: readonly string[]): Promise<EvaluationReport | Skipped> {
  const { values } = parseArgs({ args: [...args], strict: false, options: { list: { type: 'string' } } });
  const list =
    typeof values.list === 'string' ? values.list : join(corporaDirectory(), 'security/ssrf-urls.txt');
  const path = needed(list);
  if (typeof path !== 'string') return path;
  const text = readFileSync(path, 'utf8');
  const vectors = readVectors(text);
  const outcomes: Outcome[] = [];
  const site = await openServer();
  const canary = await openServer();
  try {
    for (const vector of vectors) outcomes.push(await tryVector(vector, site, canary));
  } finally {
    site.server.close();
    canary.server.close();
  }
  return report(outcomes, digestOf([text]));
}

/** @throws SyntaxError that names the line where a line is not of the format. */
export function readVectors(text: string): Vector[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (line === '' || line.startsWith('#')) return [];
    const [expect, category, input] = line.split('\t');
    if ((expect !== 'block' && expect !== 'allow') || !category || input === undefined)
      throw new SyntaxError(`line ${index + 1} is not EXPECT<TAB>CATEGORY<TAB>INPUT: ${line.slice(0, 80)}`);
    return [{ line: index + 1, expect, category, input: unescapeInput(input) }];
  });
}

/** `\\`, `\t`, `\n`, `\r` and `\uXXXX`; any other backslash stands for itself. */
function unescapeInput(input: string): string {
  const plain: Readonly<Record<string, string>> = { '\\': '\\', t: '\t', n: '\n', r: '\r' };
  return input.replace(/\\(?:u([0-9a-f]{4})|([\\tnr]))/gi, (whole, hex?: string, letter?: string) =>
    hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (plain[letter ?? ''] ?? whole),
  );
}

/** A local server that answers as it is told to, and counts what it is asked for. */
interface LocalServer {
  readonly server: Server;
  readonly port: number;
  asked: number;
  answer: Handler;
}

async function openServer(): Promise<LocalServer> {
  const server = createServer((request, response) => {
    local.asked++;
    if (request.url === '/robots.txt') response.writeHead(404).end();
    else local.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const local: LocalServer = {
    server,
    port: (server.address() as AddressInfo).port,
    asked: 0,
    answer: servePage,
  };
  return local;
}

/** Tries a line in each of its ways; the first that does not hold speaks for it. */
async function tryVector(vector: Vector, site: LocalServer, canary: LocalServer): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const scene of scenesOf(vector, canary.port))
    outcomes.push(await playScene(vector, scene, site, canary));
  return outcomes.find(({ holds }) => !holds) ?? (outcomes[0] as Outcome);
}

async function playScene(
  vector: Vector,
  scene: Scene,
  site: LocalServer,
  canary: LocalServer,
): Promise<Outcome> {
  const before = canary.asked;
  site.answer = scene.answer;
  const fetcher = createFetcher({
    network: stubNetwork(scene, site, canary),
    limits: { headersMs: 2000, visitMs: 10_000, spacingMs: 0 },
    sleep: async () => {},
  });
  const result = await fetcher.fetch(scene.url);
  const canaryHits = canary.asked - before;
  const isBlocked = canaryHits === 0 && (isRefusal(result) || scene.mayBeTaken);
  const what = isRefusal(result) ? `${result.refused}: ${result.reason}` : 'taken';
  return { vector, holds: vector.expect === 'block' ? isBlocked : !isRefusal(result), canaryHits, what };
}

function stubNetwork(scene: Scene, site: LocalServer, canary: LocalServer): Network {
  let asked = 0;
  return {
    async lookup(name) {
      const answer = scene.lookups[Math.min(asked++, scene.lookups.length - 1)]?.(name) ?? 'ENOTFOUND';
      if (answer === 'TIMEOUT') return new Promise(() => {});
      if (typeof answer === 'string') throw Object.assign(new Error(answer), { code: answer });
      return answer;
    },
    async dial(addresses, _port, signal) {
      const [peerAddress = ''] = addresses;
      const { port } = scene.leadsToSite(peerAddress) ? site : canary;
      const socket = connect({ host: '127.0.0.1', port, signal });
      await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
      return { socket, peerAddress };
    },
    // The local servers speak HTTP on every port: certificates are not what is tried here.
    secure: async (socket) => socket,
  };
}

function report(outcomes: readonly Outcome[], digest: string): EvaluationReport {
  const held = (expect: Vector['expect']): number => {
    const asked = outcomes.filter(({ vector }) => vector.expect === expect);
    return asked.length === 0 ? 1 : asked.filter(({ holds }) => holds).length / asked.length;
  };
  const figures = {
    lines: outcomes.length,
    block_refused: held('block'),
    allow_passed: held('allow'),
    canary_hits: outcomes.reduce((sum, { canaryHits }) => sum + canaryHits, 0),
  };
  const failures = outcomes
    .filter(({ holds }) => !holds)
    .map(({ vector, canaryHits, what }) => {
      const input = JSON.stringify(vector.input);
      return `line ${vector.line}: ${vector.expect} ${vector.category} ${input}: ${what}; canary asked ${canaryHits} times`;
    });
  return { figures, table: table(outcomes, figures), digest, passed: failures.length === 0, failures };
}

function table(outcomes: readonly Outcome[], figures: Readonly<Record<string, number>>): string {
  const categories = Map.groupBy(outcomes, ({ vector }) => `${vector.expect} ${vector.category}`);
  const rows = [...categories].map(([category, members]) => [
    category,
    members.length,
    members.filter(({ holds }) => holds).length,
    members.reduce((sum, { canaryHits }) => sum + canaryHits, 0),
  ]);
  const totals = Object.entries(figures).map(([name, value]) => [name, value]);
  return `${formatTable([['category', 'lines', 'hold', 'canary hits'], ...rows])}\n\n${formatTable(totals)}`;
}
