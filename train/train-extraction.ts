/**
 * `npm run train -- blocks|lines`: rebuilds `models/blocks@1`, which tells the paragraphs of an article from the rest of
 * its page, or `models/lines@1`, which does so in pasted text; always the same way from the same pages.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { evaluateExtraction } from '../evaluation/extraction.ts';
import { evaluatePasted } from '../evaluation/pasted.ts';
import { corporaDirectory, type Evaluation } from '../evaluation/report.ts';
import { type Corpora, openCorpora } from './corpora.ts';
import { rounded } from './metrics.ts';
import { labelledBlocks, labelledLines, readPages } from './page-corpus.ts';
import { trainBlocks } from './train-blocks.ts';
import { trainLines } from './train-lines.ts';

const CORPORA_FILE = join(import.meta.dirname, 'extraction-corpora.json');
const MODELS = join(import.meta.dirname, '..', 'models');

interface Kind {
  readonly directory: string;
  readonly about: Readonly<Record<string, unknown>>;
  train(): unknown;
  /** By five models that each saw no page of the hosts they are measured on: what the one that ships is to be expected to do. */
  readonly evaluate: Evaluation;
  readonly args: readonly string[];
}

const KINDS: Readonly<Record<string, Kind>> = {
  blocks: {
    directory: 'blocks@1',
    about: {
      name: 'blocks',
      version: 1,
      purpose: 'Tells the paragraphs of an article from everything else on its page.',
      holds: 'Boosted trees over numbers that describe a block: thresholds and leaves, no text and no words.',
      limits: [
        '181 pages of 2018 and 2019, two in three in English: pages of forums, shops and lists are not among them',
        'posts that a page embeds are the article’s in some of them and left out in others',
      ],
    },
    train: () => trainBlocks(readPages(corporaDirectory()).map(labelledBlocks)),
    evaluate: evaluateExtraction,
    args: ['--folds'],
  },
  lines: {
    directory: 'lines@1',
    about: {
      name: 'lines',
      version: 1,
      purpose:
        'Tells the lines of an article from everything else in the text of a page as a reader copies it.',
      holds: 'Boosted trees over numbers that describe a line: thresholds and leaves, no text and no words.',
      limits: [
        'the lines were made from the pages’ markup, not copied in a browser',
        'what readers wrote below an article, and well-formed promotions, are taken for the article most often',
      ],
    },
    train: () => trainLines(readPages(corporaDirectory()).map(labelledLines)),
    evaluate: evaluatePasted,
    args: [],
  },
};

/** Exit 0: trained; 1: the pages are not those that this was made for; 2: usage. */
export async function trainExtraction(args: readonly string[]): Promise<number> {
  const asked = argumentsOf(args);
  const kind = KINDS[asked?.positionals[0] ?? ''];
  if (!asked || !kind) {
    console.error(`usage: npm run train -- ${Object.keys(KINDS).join('|')} [--out DIR] [--accept-corpora]`);
    return 2;
  }
  const corpora = openCorpora(CORPORA_FILE, corporaDirectory(), asked.values['accept-corpora'] === true);
  if (corpora === null) return 1;
  const started = process.cpuUsage().user;
  const model = `${JSON.stringify(kind.train())}\n`;
  const seconds = Math.round((process.cpuUsage().user - started) / 1e6);
  const directory = asked.values.out !== undefined ? resolve(asked.values.out) : join(MODELS, kind.directory);
  const report = await kind.evaluate(kind.args);
  if ('skipped' in report) throw new RangeError(report.skipped);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'model.json'), model);
  const write = (name: string, value: unknown) =>
    writeFileSync(join(directory, name), `${JSON.stringify(value, null, 2)}\n`);
  write('card.json', cardOf(kind, model, corpora));
  console.log(`${model.length} bytes in ${directory}, ${seconds} s of processor time`);
  const figures = Object.entries(rounded(report.figures)).filter(([name]) => !name.endsWith('_ms'));
  write('metrics.json', {
    trained: { seconds, node: process.version },
    figures: { '5-fold by host': Object.fromEntries(figures) },
  });
  console.log(report.table);
  return 0;
}

/** What was asked for; null where it is not understood: nothing is written then, least of all over the model that ships. */
function argumentsOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { out: { type: 'string' }, 'accept-corpora': { type: 'boolean' } },
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return null;
  }
}

function cardOf(kind: Kind, model: string, corpora: Corpora): Record<string, unknown> {
  return {
    ...kind.about,
    sha256: createHash('sha256').update(model).digest('hex'),
    bytes: model.length,
    licence: 'Apache-2.0',
    data: {
      name: 'article-extraction-benchmark: 181 news pages with the text of their articles',
      origin: 'https://github.com/scrapinghub/article-extraction-benchmark',
      licence: 'MIT',
      sha256: corpora,
    },
    rebuild: `npm run train -- ${kind.about.name}, with the pages of the digests above`,
  };
}
