import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isRefusal } from '../src/domain/errors.ts';
import { chooseArticle } from '../src/extract/choose-article.ts';
import { labelBlocks } from '../src/extract/label-blocks.ts';
import { blockFeatures } from '../src/extract/learned/block-features.ts';
import { placeBlocks } from '../src/extract/learned/page-places.ts';
import { type PageBlock, pageBlocks } from '../src/extract/page-blocks.ts';
import { pageMetadata } from '../src/extract/page-metadata.ts';
import { parsePage } from '../src/extract/page-source.ts';
import { decodeBytes } from '../src/text/decode.ts';
import { alignedShares, tokensOf } from './align-text.ts';

/** A saved page with its article's true text. */
export interface LabelledPage {
  readonly key: string;
  /** Without `www.`: pages of one host are trained on, or tested on, together. */
  readonly host: string;
  readonly html: string;
  readonly body: string;
}

/** A page's blocks as they are learned from. */
export interface LabelledBlocks extends LabelledPage {
  readonly blocks: readonly PageBlock[];
  readonly rows: readonly Float32Array[];
  /** Share of each block's tokens that stand in the true text. */
  readonly shares: readonly number[];
  readonly tokens: readonly number[];
  readonly bodyTokens: number;
}

/** The pages of the article-extraction benchmark, sorted by key. */
export function readPages(corpora: string): LabelledPage[] {
  const directory = join(corpora, 'extraction');
  const truth = JSON.parse(readFileSync(join(directory, 'ground-truth.json'), 'utf8')) as Record<
    string,
    { url: string; articleBody: string }
  >;
  const saved = new Set(readdirSync(join(directory, 'html')));
  return Object.keys(truth)
    .sort()
    .filter((key) => saved.has(`${key}.html.gz`))
    .map((key) => ({
      key,
      host: new URL(truth[key]!.url).hostname.replace(/^www\./, ''),
      html: decodeBytes(gunzipSync(readFileSync(join(directory, 'html', `${key}.html.gz`))), 'utf-8'),
      body: truth[key]!.articleBody,
    }));
}

/** The blocks of a page with their features, as extraction has them, and with what they are in truth. */
export function labelledBlocks(labelled: LabelledPage): LabelledBlocks {
  const page = parsePage(labelled.html);
  if (isRefusal(page)) throw new RangeError(`${labelled.key}: ${page.reason}`);
  const blocks = pageBlocks(page);
  const chosen = chooseArticle(page.document);
  const rules = labelBlocks(
    blocks,
    chosen,
    pageMetadata(page.document).title?.value ?? chosen?.title ?? null,
  );
  return {
    ...labelled,
    blocks,
    rows: blockFeatures(placeBlocks(blocks, chosen), rules),
    shares: alignedShares(
      blocks.map(({ text }) => text),
      labelled.body,
    ),
    tokens: blocks.map(({ text }) => tokensOf(text).length),
    bodyTokens: tokensOf(labelled.body).length,
  };
}

export const FOLDS = 5;

/** Which fold each host is in: by its place in the alphabet, so that the same pages always fall together. */
export function foldsByHost(pages: readonly { readonly host: string }[]): ReadonlyMap<string, number> {
  const hosts = [...new Set(pages.map(({ host }) => host))].sort();
  return new Map(hosts.map((host, i) => [host, i % FOLDS]));
}

/** A page as a reader copies it, line by line. */
export interface LabelledLines {
  readonly key: string;
  readonly host: string;
  readonly lines: readonly string[];
  readonly shares: readonly number[];
  readonly tokens: readonly number[];
  readonly bodyTokens: number;
}

/** The lines of a page's text as a browser puts them on the clipboard: one a block, without what is hidden. */
export function labelledLines({ key, host, html, body }: LabelledPage): LabelledLines {
  const page = parsePage(html);
  if (isRefusal(page)) throw new RangeError(`${key}: ${page.reason}`);
  const lines = pageBlocks(page)
    .filter(({ path }) => !path.some(isUnseen))
    .map(({ text }) => text);
  return {
    key,
    host,
    lines,
    shares: alignedShares(lines, body),
    tokens: lines.map((line) => tokensOf(line).length),
    bodyTokens: tokensOf(body).length,
  };
}

function isUnseen({ attrs }: PageBlock['path'][number]): boolean {
  return attrs.some(
    ({ name, value }) => name === 'hidden' || (name === 'style' && /display\s*:\s*none/i.test(value)),
  );
}
