import { captureBytes } from '../capture/capture-bytes.ts';
import { capturesOfFeed, linkedEntries } from '../capture/feed/captures-of-feed.ts';
import { isFeedType } from '../capture/feed/feed-type.ts';
import { capturesOfArchive } from '../capture/warc/open-archive.ts';
import type { Captured, Taken } from '../domain/capture.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import type { SourceInput } from './services.ts';

/** What captures are made with. */
export interface CaptureMeans {
  now(): Date;
  /** Fetches an address; what is captured before is asked for on condition. */
  fetch(url: string, options: { readonly ignoreRobots?: boolean | undefined }): Promise<Captured | Refusal>;
  /** Freezes a feed whose entries are taken: they name it by its digest. */
  keepFeed(feed: Captured): Promise<void>;
}

/** The means of what keeps nothing and fetches nothing: `onus read`, `onus extract`. */
export function statelessMeans(now: () => Date): CaptureMeans {
  return {
    now,
    fetch: async (url) => ({
      refused: 'address',
      reason: `${url} is an address; this command reads files`,
      hint: `onus add ${url} --case NAME fetches and keeps it`,
    }),
    keepFeed: async () => {},
  };
}

/**
 * Everything that an input holds, one after the other: a page or text itself, a feed's entries or the pages that they link
 * to, the pages of an archive. Nothing is read ahead of what is asked for.
 */
export async function* capturesOf(input: SourceInput, means: CaptureMeans): AsyncGenerator<Taken> {
  if (input.kind === 'archive') return yield* capturesOfArchive(input);
  const name = input.kind === 'url' ? input.url : input.name;
  if (input.kind === 'file' && isWacz(input)) return yield* capturesOfArchive(input);
  const captured =
    input.kind === 'url'
      ? await means.fetch(input.url, { ignoreRobots: input.ignoreRobots })
      : captureBytes({ kind: input.kind, name, bytes: input.bytes, now: means.now() });
  if (isRefusal(captured)) return yield { name, refusal: captured };
  const { mediaType } = captured.capture;
  if (mediaType === 'application/warc') return yield* capturesOfArchive({ name, bytes: captured.bytes });
  if (!isFeedType(mediaType)) return yield { name, captured };
  if (input.linked) return yield* linkedPages(captured, input, means);
  let isKept = false;
  for (const taken of capturesOfFeed(captured)) {
    if ('captured' in taken && !isKept) {
      await means.keepFeed(captured);
      isKept = true;
    }
    yield taken;
  }
}

/** A WACZ in hand: nothing in its bytes tells it from another ZIP but the names within, so its own name is asked. */
function isWacz({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }): boolean {
  return /\.wacz$/i.test(name) && Buffer.from(bytes.subarray(0, 4)).equals(Buffer.from('PK\x03\x04'));
}

async function* linkedPages(
  captured: Captured,
  { ignoreRobots }: { readonly ignoreRobots?: boolean | undefined },
  means: CaptureMeans,
): AsyncGenerator<Taken> {
  const found = linkedEntries(captured);
  if (isRefusal(found)) return yield { name: captured.capture.targetUri, refusal: found };
  if (found.remark !== null) yield { name: captured.capture.targetUri, remark: found.remark };
  for (const { name, link, hasPage } of found.entries) {
    if (!hasPage) {
      yield { name, refusal: noLink(link) };
      continue;
    }
    const page = await means.fetch(link, { ignoreRobots });
    if (isRefusal(page)) yield { name, refusal: page };
    else if (isFeedType(page.capture.mediaType) || page.capture.mediaType === 'application/warc')
      yield { name, refusal: noPage(link, page.capture.mediaType) };
    else yield { name, captured: page };
  }
}

function noLink(entry: string): Refusal<'no-page'> {
  return {
    refused: 'no-page',
    reason: `${entry} links to no page`,
    hint: 'leave out --linked to take what the feed itself holds',
  };
}

function noPage(link: string, mediaType: string): Refusal<'no-page'> {
  return {
    refused: 'no-page',
    reason: `${link} is no page: it is ${mediaType}`,
    hint: 'add it by itself',
  };
}
