import { Client, type Dispatcher } from 'undici';
import type { HttpFacts } from '../domain/capture.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import { type BodyRefusalCode, readBody } from './body.ts';
import { type Connection, type ConnectionRefusalCode, openConnection } from './connection.ts';
import { type Headers, isSuccess, listHeader } from './http-headers.ts';
import type { Limits } from './limits.ts';
import type { Network } from './network.ts';
import { type NetworkRefusalCode, networkRefusal } from './network-refusal.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** After its content coding was undone; empty where the status is not a success, since nobody reads it then. */
  readonly bytes: Uint8Array;
  readonly resolvedAddresses: readonly string[];
  readonly peerAddress: string;
  readonly tls: HttpFacts['tls'];
  readonly times: NonNullable<HttpFacts['times']>;
}

export interface GetContext {
  readonly network: Network;
  readonly limits: Limits;
  readonly userAgent: string;
  /** Validators to send with an address (RFC 9110, section 13.1): header names, lower case, and their values. */
  readonly conditions: (url: URL) => Readonly<Record<string, string>>;
  readonly now: () => Date;
  /** Ends the request wherever it stands. */
  readonly signal: AbortSignal;
}

export type GetRefusalCode = ConnectionRefusalCode | BodyRefusalCode | NetworkRefusalCode;

/** One GET over a connection of its own: no redirect is followed, no cookie kept, no proxy asked. */
export async function get(url: URL, context: GetContext): Promise<Answer | Refusal<GetRefusalCode>> {
  const toHeaders = new AbortController();
  const timer = setTimeout(() => toHeaders.abort(timeout()), context.limits.headersMs);
  const signal = AbortSignal.any([context.signal, toHeaders.signal]);
  let client: Client | null = null;
  const requested = context.now();
  try {
    const connection = await openConnection(url, context.network, signal);
    if (isRefusal(connection)) return connection;
    client = clientOver(connection, url, context.limits);
    const watch = watchHeaders(connection, () => toHeaders.abort(overflow()));
    const response = await request(client, url, context, signal).finally(() => clearInterval(watch));
    clearTimeout(timer);
    const headers = context.now();
    const answer = await readAnswer(response, connection, url, context.limits);
    if (isRefusal(answer)) return answer;
    return { ...answer, times: instants(requested, headers, context.now()) };
  } catch (error) {
    const refusal = networkRefusal(error, url.host);
    if (refusal) return refusal;
    throw error;
  } finally {
    clearTimeout(timer);
    await client?.destroy();
  }
}

function instants(requested: Date, headers: Date, ended: Date): Answer['times'] {
  return {
    requested: requested.toISOString(),
    headers: headers.toISOString(),
    ended: ended.toISOString(),
  };
}

/** Bytes that may have come before the headers are there: the headers, and as much of the body as comes with them. */
const BEFORE_HEADERS = 1024 * 1024;
/** Milliseconds between two looks; a fast network brings some megabytes in that time. */
const LOOK_MS = 20;

/** Undici's limit counts header fields alone: a status line, or informational answers, may go on for ever. */
function watchHeaders({ socket }: Connection, stop: () => void): NodeJS.Timeout {
  return setInterval(() => socket.bytesRead > BEFORE_HEADERS && stop(), LOOK_MS);
}

function overflow(): Error {
  return Object.assign(new Error('headers without end'), { code: 'UND_ERR_HEADERS_OVERFLOW' });
}

function timeout(): DOMException {
  return new DOMException('no answer in time', 'TimeoutError');
}

function clientOver({ socket }: Connection, url: URL, limits: Limits): Client {
  return new Client(url.origin, {
    // Undici does not go on where the connection is there at once.
    connect: (_options, done) => queueMicrotask(() => done(null, socket)),
    maxHeaderSize: limits.headerBytes,
    // The signal holds the whole time; undici's own timers are coarser.
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: false,
  });
}

function request(
  client: Client,
  url: URL,
  { userAgent, conditions }: GetContext,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  return client.request({
    method: 'GET',
    path: url.pathname + url.search,
    headers: {
      'user-agent': userAgent,
      accept: 'text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1',
      'accept-encoding': 'gzip, br, zstd',
      ...conditions(url),
    },
    responseHeaders: 'raw',
    reset: true,
    signal,
  });
}

async function readAnswer(
  response: Dispatcher.ResponseData,
  connection: Connection,
  url: URL,
  limits: Limits,
): Promise<Omit<Answer, 'times'> | Refusal<BodyRefusalCode>> {
  // A body that is dropped half-way says so by an error that nobody waits for.
  response.body.on('error', () => {});
  const headers = pairs(response.headers as unknown as readonly string[]);
  const answer = {
    status: response.statusCode,
    headers,
    resolvedAddresses: connection.resolvedAddresses,
    peerAddress: connection.peerAddress,
    tls: connection.tls,
  };
  if (!isSuccess(answer.status)) {
    response.body.destroy();
    return { ...answer, bytes: new Uint8Array() };
  }
  const bytes = await readBody(response.body, listHeader(headers, 'content-encoding'), url.host, limits);
  return isRefusal(bytes) ? bytes : { ...answer, bytes };
}

/** Undici's raw headers: names and values in turn. */
function pairs(raw: readonly string[]): [string, string][] {
  return Array.from({ length: raw.length / 2 }, (_, i) => [String(raw[2 * i]), String(raw[2 * i + 1])]);
}
