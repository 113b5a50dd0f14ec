import type { Article } from '../domain/article.ts';
import type { Capture, Captured } from '../domain/capture.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import type { KnownLines } from '../extract/classify-lines.ts';
import { publicationLines } from '../extract/publication-lines.ts';
import { askedLines, candidates, knownLines, lineHash } from './known-lines.ts';
import type { ArticleText, KeptLines, ReadingPool, Store } from './ports.ts';
import { publicationOf, withPublication } from './publication.ts';

/** Sources whose lines are kept at once, where they were added by a version that kept none. */
const BATCH = 100;

/**
 * Capture → Article, with what is remembered of its publication: a text as a reader copied it is taken without the lines
 * that other articles carry beside theirs. Pages have markup that says more, and texts that were fetched are compared with later
 * captures, which must be read alike.
 *
 * @param named The publication, where the user names it for a text that does not.
 * @param sourceId Which articles are this one's own captures.
 */
export async function extractWithMemory(
  { store, pool }: { readonly store: Store; readonly pool: ReadingPool },
  captured: Captured,
  { sourceId, named }: { readonly sourceId: string; readonly named: string | undefined },
): Promise<Article | Refusal> {
  const extracted = await pool.extract(captured);
  if (isRefusal(extracted)) return extracted;
  const article = withPublication(extracted, named);
  if (!isCopiedText(captured.capture)) return article;
  const known = await knownLinesOf(store, captured.capture, { sourceId, article });
  if (known.size === 0) return article;
  const again = await pool.extract(captured, known);
  return isRefusal(again) ? article : withPublication(again, named);
}

/** Whether it came as text that somebody copied or saved. */
export function isCopiedText({ kind, mediaType }: Pick<Capture, 'kind' | 'mediaType'>): boolean {
  return (kind === 'pasted' || kind === 'file') && isText(mediaType);
}

function isText(mediaType: string): boolean {
  return mediaType.startsWith('text/') && mediaType !== 'text/html';
}

/** Lines of a text that other articles of its publication carry; none where nothing tells whose it is. */
async function knownLinesOf(
  { publications, copies }: Pick<Store, 'publications' | 'copies'>,
  capture: Capture,
  own: ArticleText,
): Promise<KnownLines> {
  const publication = publicationOf(capture, own.article.metadata);
  const asked = askedLines(own.article);
  if (publication === null || asked.lines.size === 0) return new Map();
  const title = asked.title === null ? [] : [asked.title];
  const held = await publications.lookUp(publication, [...asked.lines.keys(), ...title]);
  // A name that more than one publication bears says nothing.
  if (publication.host === null && new Set(held.flatMap(({ host }) => host ?? [])).size > 1) return new Map();
  const others = candidates(asked, held, own.sourceId).map(({ sourceId }) => sourceId);
  if (others.length === 0) return new Map();
  return knownLines(own, asked, held, await copies.articles(others));
}

/** Remembers the lines of a source's newest article, as people corrected it. */
export async function rememberLines(
  { publications }: Pick<Store, 'publications'>,
  capture: Capture,
  { sourceId, article }: ArticleText,
): Promise<void> {
  await publications.keep(sourceId, keptLines(capture, article));
}

function keptLines(capture: Capture, article: ArticleText['article']): KeptLines | null {
  const publication = publicationOf(capture, article.metadata);
  if (publication === null) return null;
  const { outside, own, unsure } = publicationLines(article, !isText(capture.mediaType));
  const hashes = (keys: readonly string[]) => keys.map(lineHash);
  return { publication, outside: hashes(outside), own: hashes(own), unsure: hashes(unsure) };
}

/**
 * Remembers the lines of sources that were added by a version that did not, each in a millisecond or less, with the store asked
 * in between. Ends early where `signal` aborts, or after `limit` sources; what is left is done the next time.
 */
export async function fillPublicationMemory(
  store: Pick<Store, 'publications'>,
  {
    signal,
    limit = Number.POSITIVE_INFINITY,
  }: { readonly signal?: AbortSignal; readonly limit?: number } = {},
): Promise<void> {
  for (let done = 0; done < limit; ) {
    const batch = await store.publications.unkept(Math.min(BATCH, limit - done));
    if (batch.length === 0) return;
    for (const { capture, ...own } of batch) {
      if (signal?.aborted) return;
      await rememberLines(store, capture, own);
    }
    done += batch.length;
  }
}
