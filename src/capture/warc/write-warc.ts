import { createHash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { gzipSync } from 'node:zlib';
import { v5 as uuidv5 } from 'uuid';
import type { Capture, HttpFacts, Revisit } from '../../domain/capture.ts';

/** A capture with its bytes, and the instants at which they came again. */
export interface ArchivedCapture {
  readonly capture: Capture;
  readonly bytes: Uint8Array;
  readonly revisits: readonly Revisit[];
}

export interface WarcOptions {
  /** What the archive is of. */
  readonly title: string;
  /** Name and version of the program. */
  readonly software: string;
  readonly now: Date;
  /** Each record packed by gzip, as `.warc.gz` has it. */
  readonly packed: boolean;
}

/**
 * Writes captures as a WARC 1.1 file (ISO 28500:2017): what was fetched as `response`, files, pasted text and entries of feeds
 * as `resource`, each with its payload digest and a `metadata` record that holds all that is known of it; what came again
 * unchanged as `revisit`. The same captures give the same records.
 *
 * Payloads stand as they are kept, without transfer and content coding. The headers that told of these stand as
 * `X-Archive-Orig-…`, so that no reader undoes them twice. A redirected capture stands under the address that was asked for.
 */
export async function* writeWarc(
  captures: AsyncIterable<ArchivedCapture>,
  options: WarcOptions,
): AsyncGenerator<Buffer> {
  const write = (record: Buffer): Buffer => (options.packed ? gzipSync(record) : record);
  yield write(infoRecord(options));
  for await (const archived of captures) {
    const recordId = idOf('capture', archived.capture);
    yield write(captureRecord(archived, recordId));
    yield write(factsRecord(archived.capture, archived.capture, recordId));
    for (const revisit of archived.revisits) {
      const revisitId = idOf(revisit.profile, archived.capture, revisit.capturedAt);
      yield write(revisitRecord(archived.capture, revisit, { recordId, revisitId }));
      // How it was received stands in the revisit itself; where it was taken from has no field there.
      if (revisit.container) yield write(factsRecord(archived.capture, revisit, revisitId));
    }
  }
}

/** Ids of records are made of what they are about, under a namespace of Onus's own. */
const NAMESPACE = 'b0a6f0f6-6a53-4f0e-9d0a-0e2a3e0c5d1b';

function idOf(kind: string, capture: Capture, at = capture.capturedAt): string {
  const { targetUri, payloadDigest } = capture;
  return `<urn:uuid:${uuidv5(JSON.stringify([kind, targetUri, at, payloadDigest]), NAMESPACE)}>`;
}

type Fields = readonly (readonly [name: string, value: string | undefined])[];

/** Line breaks would end a field, and begin another of a stranger's choice. */
function oneLine(value: string): string {
  return value.replace(/[\r\n\0]+/g, ' ');
}

function record(fields: Fields, ...block: readonly Uint8Array[]): Buffer {
  const whole = Buffer.concat(block);
  const all: Fields = [
    ...fields,
    ['WARC-Block-Digest', digestOf(whole)],
    ['Content-Length', String(whole.length)],
  ];
  const lines = all.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${oneLine(value)}\r\n`],
  );
  return Buffer.concat([Buffer.from(`WARC/1.1\r\n${lines.join('')}\r\n`), whole, Buffer.from('\r\n\r\n')]);
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function infoRecord({ title, software, now }: WarcOptions): Buffer {
  const info = [
    ['software', software],
    ['format', 'WARC File Format 1.1'],
    ['conformsTo', 'http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/'],
    ['isPartOf', title],
  ];
  return record(
    [
      ['WARC-Type', 'warcinfo'],
      ['WARC-Record-ID', `<urn:uuid:${uuidv5(JSON.stringify([title, now.toISOString()]), NAMESPACE)}>`],
      ['WARC-Date', now.toISOString()],
      ['Content-Type', 'application/warc-fields'],
    ],
    Buffer.from(info.map(([name, value]) => `${name}: ${oneLine(value ?? '')}\r\n`).join('')),
  );
}

function captureRecord({ capture, bytes }: ArchivedCapture, recordId: string): Buffer {
  const { targetUri, capturedAt, payloadDigest, mediaType, charset, http } = capture;
  const response = capture.kind === 'feed' || http?.status === 304 ? null : http;
  const fields: Fields = [
    ['WARC-Type', response ? 'response' : 'resource'],
    ['WARC-Record-ID', recordId],
    ['WARC-Target-URI', targetUri],
    ['WARC-Date', capturedAt],
    ['WARC-IP-Address', response?.peerAddress || undefined],
    ['WARC-Payload-Digest', payloadDigest],
    ['WARC-Truncated', capture.container?.truncated],
    ['Content-Type', response ? 'application/http;msgtype=response' : typeOf({ mediaType, charset })],
  ];
  return response ? record(fields, headOf(response, bytes.length), bytes) : record(fields, bytes);
}

/** Headers about codings that the payload no longer has. */
const CODINGS = /^(?:content-encoding|transfer-encoding|content-length)$/i;

function headOf({ status, headers }: HttpFacts, length: number): Buffer {
  const codings = headers.filter(([name]) => CODINGS.test(name));
  // A length that is right, and alone, says that there was no coding.
  const areTrue = codings.length === 1 && codings[0]?.[1] === String(length);
  const kept = areTrue
    ? headers
    : headers.map(([name, value]) => [CODINGS.test(name) ? `X-Archive-Orig-${name}` : name, value] as const);
  const lines = [...kept, ...(areTrue ? [] : [['Content-Length', String(length)] as const])].map(
    ([name, value]) => `${oneLine(name)}: ${oneLine(value)}\r\n`,
  );
  const start = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`.trimEnd();
  return Buffer.from(`${start}\r\n${lines.join('')}\r\n`);
}

/**
 * All that is known of a capture, or of a later reception of its bytes, as JSON: redirects, resolved addresses, certificate, times,
 * charset, where it was taken from.
 */
function factsRecord(capture: Capture, known: Capture | Revisit, recordId: string): Buffer {
  return record(
    [
      ['WARC-Type', 'metadata'],
      ['WARC-Record-ID', idOf('facts', capture, known.capturedAt)],
      ['WARC-Concurrent-To', recordId],
      ['WARC-Target-URI', capture.targetUri],
      ['WARC-Date', known.capturedAt],
      ['Content-Type', 'application/json'],
    ],
    Buffer.from(`${JSON.stringify(known)}\n`),
  );
}

function revisitRecord(
  capture: Capture,
  { capturedAt, profile, http }: Revisit,
  { recordId, revisitId }: { readonly recordId: string; readonly revisitId: string },
): Buffer {
  return record(
    [
      ['WARC-Type', 'revisit'],
      ['WARC-Record-ID', revisitId],
      ['WARC-Target-URI', capture.targetUri],
      ['WARC-Date', capturedAt],
      ['WARC-IP-Address', http?.peerAddress || undefined],
      ['WARC-Profile', `http://netpreserve.org/warc/1.1/revisit/${profile}`],
      ['WARC-Refers-To', recordId],
      ['WARC-Refers-To-Target-URI', capture.targetUri],
      ['WARC-Refers-To-Date', capture.capturedAt],
      ['WARC-Payload-Digest', capture.payloadDigest],
      ['Content-Type', http ? 'application/http;msgtype=response' : undefined],
    ],
    ...(http ? [headOf(http, 0)] : []),
  );
}

/** A document has no character set: `binary` is our own word for that. */
function typeOf({ mediaType, charset }: Pick<Capture, 'mediaType' | 'charset'>): string {
  return charset.from === 'format' ? mediaType : `${mediaType}; charset=${charset.name}`;
}
