import { Readable } from 'node:stream';
import { type Container, type HttpFacts, isDocumentType, type Taken } from '../../domain/capture.ts';
import { isRefusal, type Refusal } from '../../domain/errors.ts';
import { shownUrl } from '../address-policy.ts';
import { readBody } from '../body.ts';
import { describeBytes } from '../capture-bytes.ts';
import { contentTypeOf, isSuccess, listHeader } from '../http-headers.ts';
import { LIMITS } from '../limits.ts';
import { networkRefusal } from '../network-refusal.ts';
import { dechunk, type HttpMessage, readHttpMessage } from './http-message.ts';
import { matchesDigest } from './payload-digest.ts';
import { readRecords, WarcBroken, type WarcRecord } from './read-records.ts';
import { createTally, type Tally } from './tally.ts';

/** An archive to be read once, as it comes. */
export interface Archive {
  /** As the user names it. */
  readonly name: string;
  /** Its address, or `file:NAME`. */
  readonly targetUri: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * The captures of a WARC file (ISO 28500), packed by gzip or not: every successful response that is a page or a text, and every
 * resource of that kind, with target URI, instant and headers as archived. Other records are passed over and counted.
 * Memory does not grow with the archive. Where it breaks, what came before stands, and the last thing given says where.
 */
export async function* capturesOfWarc(archive: Archive): AsyncGenerator<Taken> {
  const tally = createTally();
  try {
    for await (const record of readRecords(archive.bytes)) {
      const taken = await takeRecord(record, archive, tally);
      if (taken) yield taken;
    }
  } catch (error) {
    if (!(error instanceof WarcBroken)) throw error;
    yield tally.refuse({ name: archive.name, refusal: broken(archive.name, error, tally) });
  }
  if (tally.taken + tally.refused === 0) yield { name: archive.name, refusal: nothingIn(archive.name) };
  if (tally.records > 0) yield { name: archive.name, remark: tally.words() };
}

function nothingIn(name: string): Refusal<'empty-input'> {
  return {
    refused: 'empty-input',
    reason: `${name} holds no page or text`,
    hint: 'add an archive of pages, or a page by itself',
  };
}

async function takeRecord(record: WarcRecord, archive: Archive, tally: Tally): Promise<Taken | null> {
  tally.records++;
  const found = await lookAt(record);
  if (typeof found === 'string') return tally.pass(found);
  const name = `${archive.name}: ${shownUrl(found.targetUri)}`;
  const payload = await readPayload(found.message?.payload ?? record.block);
  if (payload === null) return tally.refuse({ name, refusal: tooLarge(name) });
  const bytes = found.message ? await undoCodings(payload, found.message, name) : payload;
  if (isRefusal(bytes)) return tally.refuse({ name, refusal: bytes });
  const body = describeBytes(bytes, { name, ...found.declared });
  if (isRefusal(body)) {
    const what = NOTHING_IN_IT[body.refused];
    return what ? tally.pass(what) : tally.refuse({ name, refusal: body });
  }
  if (!isPage(body.mediaType)) return tally.pass('not a page');
  const capturedAt = instantOf(record);
  if (capturedAt === null)
    return tally.refuse({ name, refusal: damaged(name, 'its record has no valid WARC-Date') });
  const { targetUri, message } = found;
  const container = containerOf(record, archive, [payload, dechunk(payload) ?? payload, bytes]);
  const http = message && httpFacts(record, message, targetUri);
  const captured = {
    capture: { targetUri, kind: 'warc' as const, capturedAt, http, container, ...body },
    bytes,
  };
  tally.taken++;
  const remark = remarkOn(container);
  return { name, captured, ...(remark !== null && { remark }) };
}

/** What a record is that may hold a page. */
interface Found {
  readonly targetUri: string;
  /** Null for a `resource`, whose block is the payload. */
  readonly message: HttpMessage | null;
  readonly declared: { readonly mediaType: string | null; readonly charset: string | null };
}

/** What can be told of a record by its head, or what it is counted as where it holds no page. */
async function lookAt(record: WarcRecord): Promise<Found | string> {
  const type = record.fields.get('warc-type') ?? 'of no type';
  if (type !== 'response' && type !== 'resource') return type;
  const targetUri = targetOf(record, type === 'response');
  if (targetUri === null) return 'not of a web address';
  const message = type === 'response' ? await readHttpMessage(record.block, LIMITS.headerBytes) : null;
  if (type === 'response' && message === null) return 'without an HTTP response';
  if (message && !isSuccess(message.status)) return 'not successful';
  const declared = contentTypeOf(message ? message.headers : blockType(record));
  if (NO_PAGES.test(declared.mediaType ?? '') || new URL(targetUri).pathname === '/robots.txt')
    return 'not a page';
  return { targetUri, message, declared };
}

/** Refusals of a payload that are no fault of the archive: crawls are full of empty answers and of files. */
const NOTHING_IN_IT: Readonly<Record<string, string>> = {
  'not-text': 'not a page',
  'empty-input': 'empty',
};

/** Declared types that no page has: their payloads, often large, are not looked at. */
const NO_PAGES = /^(?:image|video|audio|font)\/|^text\/css$|javascript|json$|wasm$|font/;
/** Whether bytes are a page, a text or a document by themselves; a feed or an archive within an archive is not opened. */
function isPage(mediaType: string): boolean {
  return mediaType === 'text/html' || mediaType === 'text/plain' || isDocumentType(mediaType);
}

/** What a record is about, as the fetcher would write it; null where it is no page of the web, and no file. */
function targetOf({ fields }: WarcRecord, isResponse: boolean): string | null {
  // Wget put angle brackets around it, as the first edition of the standard had it.
  const given = (fields.get('warc-target-uri') ?? '').replace(/^<(.*)>$/s, '$1');
  const url = given.length <= TARGET_LENGTH && URL.canParse(given) ? new URL(given) : null;
  if (url === null) return null;
  if (!isResponse && (url.protocol === 'file:' || url.protocol === 'pasted:')) return given;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  url.hash = '';
  url.username = '';
  url.password = '';
  return url.href;
}

/** Characters of the longest target kept: twice what the fetcher asks for. */
const TARGET_LENGTH = 4096;

function blockType({ fields }: WarcRecord): HttpMessage['headers'] {
  return [['content-type', fields.get('content-type') ?? '']];
}

/** The payload, or null where it is larger than a page may be. */
async function readPayload(payload: AsyncIterable<Uint8Array>): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of payload) {
    length += part.length;
    if (length > LIMITS.decodedBytes) return null;
    parts.push(Uint8Array.from(part));
  }
  const whole = new Uint8Array(length);
  parts.reduce((at, part) => {
    whole.set(part, at);
    return at + part.length;
  }, 0);
  return whole;
}

/**
 * Undoes the codings that the headers name, under the fetcher's caps. Many crawlers have undone them already and keep the
 * headers: a payload that is not so coded is taken as it is.
 */
async function undoCodings(
  payload: Uint8Array,
  { headers }: HttpMessage,
  name: string,
): Promise<Uint8Array | Refusal> {
  const isChunked = listHeader(headers, 'transfer-encoding').includes('chunked');
  const body = (isChunked && dechunk(payload)) || payload;
  const codings = listHeader(headers, 'content-encoding');
  if (codings.length === 0 || body.length === 0) return body;
  try {
    return await readBody(Readable.from([Buffer.from(body)]), codings, name, LIMITS);
  } catch (error) {
    const refusal = networkRefusal(error, name);
    if (!refusal) throw error;
    return isText(body)
      ? body
      : damaged(name, `its payload is not the ${codings.join(', ')} it is said to be`);
  }
}

function isText(bytes: Uint8Array): boolean {
  return !isRefusal(describeBytes(bytes, { name: '', mediaType: null, charset: null }));
}

function instantOf({ fields }: WarcRecord): string | null {
  const date = fields.get('warc-date') ?? '';
  // W3C-DTF; the standard has seconds in UTC, and fractions of them from version 1.1 on.
  const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(
    date,
  );
  const instant = new Date(isInstant ? date : Number.NaN);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}

function httpFacts({ fields }: WarcRecord, { status, headers }: HttpMessage, finalUri: string): HttpFacts {
  return {
    finalUri,
    status,
    redirects: [],
    headers: headers.map(([name, value]) => [name, value]),
    resolvedAddresses: [],
    peerAddress: fields.get('warc-ip-address') ?? '',
  };
}

/** Characters of a stated digest or record id that are kept. */
const FIELD_LENGTH = 200;

function containerOf(
  { fields }: WarcRecord,
  archive: Archive,
  payloadForms: readonly Uint8Array[],
): Container {
  const value = fields.get('warc-payload-digest')?.slice(0, FIELD_LENGTH);
  const matches = value === undefined ? null : matchesDigest(value, payloadForms);
  const truncated = fields.get('warc-truncated')?.slice(0, FIELD_LENGTH);
  return {
    kind: 'warc',
    targetUri: archive.targetUri,
    payloadDigest: null,
    member: (fields.get('warc-record-id') ?? '').slice(0, FIELD_LENGTH),
    ...(value !== undefined && matches !== null && { statedDigest: { value, matches } }),
    ...(truncated !== undefined && { truncated }),
  };
}

function remarkOn({ statedDigest, truncated }: Container): string | null {
  const remarks = [
    statedDigest?.matches === false &&
      `its bytes do not have the payload digest that the archive states (${statedDigest.value})`,
    truncated !== undefined && `the archive holds only its beginning (WARC-Truncated: ${truncated})`,
  ].filter((remark) => typeof remark === 'string');
  return remarks.length > 0 ? remarks.join('; ') : null;
}

function broken(name: string, { message, at }: WarcBroken, { taken }: Tally): Refusal<'archive-broken'> {
  return {
    refused: 'archive-broken',
    reason: `${name} cannot be read on from the record that begins at byte ${at}: ${message}`,
    hint:
      taken > 0
        ? `what came before it was taken; get the whole archive and add it again for the rest`
        : 'check that it is a WARC file, and whole',
  };
}

function damaged(name: string, what: string): Refusal<'damaged'> {
  return {
    refused: 'damaged',
    reason: `${name} was not taken: ${what}`,
    hint: 'look for another capture of the page',
  };
}

function tooLarge(name: string): Refusal<'too-large'> {
  return {
    refused: 'too-large',
    reason: `${name} holds more than the ${LIMITS.decodedBytes / 2 ** 20} MiB that a source may have`,
    hint: 'add the article by itself: save its page or copy its text',
  };
}
