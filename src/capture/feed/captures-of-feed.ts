import type { Captured, Taken } from '../../domain/capture.ts';
import { isRefusal, type Refusal } from '../../domain/errors.ts';
import { shownUrl } from '../address-policy.ts';
import { describeBytes } from '../capture-bytes.ts';
import { entryPage } from './entry-page.ts';
import type { Feed, FeedEntry } from './feed.ts';
import { FEED_ENTRIES, readFeed } from './read-feed.ts';

/** An entry with where it leads: an address, or a name of Onus's own where it has none. */
export interface LinkedEntry {
  /** `FEED, entry 3 of 40: LINK`. */
  readonly name: string;
  readonly entry: FeedEntry;
  readonly link: string;
  /** Whether that is the address of a page, and not one made of the entry's id. */
  readonly hasPage: boolean;
}

/** The entries of a captured feed, or why it is not read. */
export function linkedEntries(
  captured: Captured,
):
  | { readonly feed: Feed; readonly entries: readonly LinkedEntry[]; readonly remark: string | null }
  | Refusal {
  const feed = readFeed(captured);
  if (isRefusal(feed)) return feed;
  const { targetUri, http } = captured.capture;
  const shown = targetUri.replace(/^file:/, '');
  const taken = feed.entries.slice(0, FEED_ENTRIES);
  if (taken.length === 0)
    return {
      refused: 'empty-input',
      reason: `${shown} is a feed without an entry`,
      hint: 'add it again when there is something in it, or add an article by its address',
    };
  const entries = taken.map((entry, i) => {
    const page = linkOf(entry, feed.base, http?.finalUri ?? null);
    const link = page ?? `${targetUri}#${encodeURIComponent(entry.id.toWellFormed())}`;
    const name = `${shown}, entry ${i + 1} of ${taken.length}: ${shownUrl(link)}`;
    return { name, entry, link, hasPage: page !== null };
  });
  const isCut = feed.entries.length > taken.length;
  return {
    feed,
    entries,
    remark: isCut ? `only its first ${FEED_ENTRIES} entries are taken; there are more` : null,
  };
}

/** The address of an entry's page, resolved as Atom says: against the feed's own base, and that against where it was fetched. */
function linkOf({ link }: FeedEntry, base: string | null, fetchedFrom: string | null): string | null {
  if (link === null) return null;
  const against = [base, fetchedFrom].reduceRight<string | undefined>(
    (outer, inner) => (inner !== null && URL.canParse(inner, outer) ? new URL(inner, outer).href : outer),
    undefined,
  );
  if (!URL.canParse(link.trim(), against)) return null;
  const url = new URL(link.trim(), against);
  url.hash = '';
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}

/**
 * Characters of text from which a summary counts as the article: 1 in 100 of 1,145 news articles (the extraction benchmark's,
 * and those that the reader is trained on) is shorter.
 */
export const ARTICLE_LENGTH = 450;

/**
 * Each entry of a captured feed as a capture of its own, with its link as target URI; the feed stands as its container. One that
 * holds no more than a summary is refused: the article stands at its link.
 */
export function* capturesOfFeed(captured: Captured): Generator<Taken> {
  const found = linkedEntries(captured);
  const { targetUri, payloadDigest, capturedAt, http } = captured.capture;
  if (isRefusal(found)) return yield { name: targetUri, refusal: found };
  if (found.remark !== null) yield { name: targetUri, remark: found.remark };
  for (const { name, entry, link } of found.entries) {
    const length = textLength(entry.content ?? '');
    if (length === 0 || (entry.isSummary && length < ARTICLE_LENGTH)) {
      yield { name, refusal: onlySummary(link, length) };
      continue;
    }
    const bytes = entryPage(found.feed, entry, link);
    const body = describeBytes(bytes, { name: link, mediaType: 'text/html', charset: 'utf-8' });
    if (isRefusal(body)) {
      yield { name, refusal: body };
      continue;
    }
    const container = {
      kind: 'feed' as const,
      targetUri,
      payloadDigest,
      member: entry.id.slice(0, ID_LENGTH),
    };
    yield {
      name,
      captured: { capture: { targetUri: link, kind: 'feed', capturedAt, http, container, ...body }, bytes },
    };
  }
}

/** Characters of an entry's id that are kept. */
const ID_LENGTH = 2048;

function textLength(html: string): number {
  return html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim().length;
}

function onlySummary(link: string, length: number): Refusal<'only-summary'> {
  const holds = length === 0 ? 'no text' : `only a summary of ${length} characters`;
  return {
    refused: 'only-summary',
    reason: `the feed holds ${holds} of ${link}`,
    hint: 'fetch the pages that the feed links to: onus add FEED --case NAME --linked',
  };
}
