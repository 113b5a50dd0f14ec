import type { Capture, Captured, HttpFacts } from '../domain/capture.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import { judgeUrl, shownUrl, type UrlRefusalCode } from './address-policy.ts';
import { type BytesRefusalCode, describeBytes } from './capture-bytes.ts';
import { type Arrival, followRedirects } from './follow-redirects.ts';
import type { Answer, GetContext } from './get.ts';
import { contentTypeOf, firstHeader, isSuccess, statusText } from './http-headers.ts';
import { LIMITS, type Limits } from './limits.ts';
import { type Network, systemNetwork } from './network.ts';
import { createPace, type Pace } from './pace.ts';
import { createRobotsGate, type RobotsGate, type RobotsRefusalCode } from './robots-gate.ts';

export type FetchRefusalCode =
  | UrlRefusalCode
  | BytesRefusalCode
  | RobotsRefusalCode
  | 'error-status'
  | 'unavailable'
  | 'asked-to-wait';

export interface FetcherOptions {
  /** A public address (https: or mailto:) where a site's owner learns who fetches; it is sent with every request. */
  readonly contact?: string;
  readonly limits?: Partial<Limits>;
  readonly network?: Network;
  readonly now?: () => Date;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** What one address is fetched with. */
export interface FetchOptions {
  /**
   * The newest capture of the address: the site is asked whether the page has changed since. Where it says that it has
   * not, the same bytes are returned with the instant and headers of its answer (304).
   */
  readonly previous?: Captured | undefined;
  /** Does not ask for `robots.txt`, for a page that the user would open by hand anyway. The capture says so. */
  readonly ignoreRobots?: boolean | undefined;
}

/** The name that `robots.txt` knows this program by. */
const PRODUCT = 'Onus';
const VERSION = '0.1';
/** Visits to one address in all, where those before failed in a way that passes. */
const ATTEMPTS = 3;
/** Before the second visit; each later one waits four times as long. */
const BACKOFF_MS = 1000;
const PASSING: ReadonlySet<FetchRefusalCode> = new Set(['lookup-failed', 'connection-lost', 'unavailable']);

interface Visit extends FetchOptions {
  readonly context: GetContext;
  readonly robots: RobotsGate;
  readonly pace: Pace;
}

/**
 * The one way out to the network: fetches public web pages that strangers name, and nothing else.
 * Every outcome but a fault of the program is returned; a fetched page is captured with how it was got.
 */
export function createFetcher(options: FetcherOptions = {}) {
  const { network = systemNetwork, now = () => new Date(), sleep = pause } = options;
  const limits = { ...LIMITS, ...options.limits };
  const userAgent = `${PRODUCT}/${VERSION}${options.contact ? ` (+${options.contact})` : ''}`;
  const pace = createPace(() => now().getTime());
  const robots = createRobotsGate(PRODUCT, now);

  /** Milliseconds until the host's next turn, which is taken. */
  function turn(url: URL, ignoreRobots: boolean | undefined): number {
    return pace.turn(url.host, Math.max(limits.spacingMs, ignoreRobots ? 0 : robots.delayMs(url)));
  }

  /** One visit, which ends `leftMs` from now at the latest. */
  function visitNow(
    url: URL,
    asked: FetchOptions,
    leftMs: number,
  ): Promise<Captured | Refusal<FetchRefusalCode>> {
    const signal = AbortSignal.timeout(Math.min(limits.visitMs, leftMs));
    const conditions = conditionsOf(asked.previous);
    return visit(url, {
      ...asked,
      ...{ context: { network, limits, userAgent, conditions, now, signal }, robots, pace },
    });
  }

  return {
    async fetch(given: string, asked: FetchOptions = {}): Promise<Captured | Refusal<FetchRefusalCode>> {
      const url = judgeUrl(given);
      if (isRefusal(url)) return url;
      const wait = turn(url, asked.ignoreRobots);
      if (wait > limits.waitMs) return askedToWait(url.host, wait);
      if (wait > 0) await sleep(wait);
      const end = now().getTime() + limits.retryMs;
      let result = await visitNow(url, asked, limits.retryMs);
      for (let done = 1; done < ATTEMPTS && isRefusal(result) && PASSING.has(result.refused); done++) {
        pace.hold(url.host, BACKOFF_MS * 4 ** (done - 1));
        const pause = turn(url, asked.ignoreRobots);
        if (pause > limits.waitMs) return askedToWait(url.host, pause);
        if (now().getTime() + pause >= end) return result;
        await sleep(pause);
        // A machine that was suspended, or busy, sleeps longer than it was asked to.
        const left = end - now().getTime();
        if (left <= 0) return result;
        result = await visitNow(url, asked, left);
      }
      return result;
    },
  };
}

/** The validators of the capture before, for the address that answered with them and no other. */
function conditionsOf(previous: Captured | undefined): GetContext['conditions'] {
  const http = previous?.capture.http;
  const validator = (name: string): string | null => {
    const value = http ? firstHeader(http.headers, name) : null;
    // What a site sent is sent back to it, but only what a header may hold.
    return value !== null && /^[\x20-\x7e]{1,512}$/.test(value) ? value : null;
  };
  const etag = validator('etag');
  const modified = validator('last-modified');
  const conditions = {
    ...(etag !== null && { 'if-none-match': etag }),
    ...(modified !== null && { 'if-modified-since': modified }),
  };
  return (url) => (url.href === http?.finalUri ? conditions : {});
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function visit(
  start: URL,
  { context, robots, pace, previous, ignoreRobots }: Visit,
): Promise<Captured | Refusal<FetchRefusalCode>> {
  const arrival = await followRedirects(start, context, async (url) =>
    ignoreRobots ? null : robots.check(url, context),
  );
  if (isRefusal(arrival)) return arrival;
  const { url, answer } = arrival;
  const http = { ...httpFacts(arrival), ...(ignoreRobots && { robotsIgnored: true as const }) };
  const capturedAt = context.now().toISOString();
  if (isSuccess(answer.status)) return captured(start, arrival, http, capturedAt);
  if (answer.status === 304 && previous && Object.keys(context.conditions(url)).length > 0)
    return {
      capture: { ...previous.capture, targetUri: start.href, kind: 'url', capturedAt, http },
      bytes: previous.bytes,
    };
  const seconds = retryAfter(answer, context.now());
  if (seconds > 0) pace.hold(url.host, 1000 * seconds);
  return errorStatus(url, answer.status);
}

function httpFacts({ url, answer, redirects }: Arrival): HttpFacts {
  return {
    finalUri: url.href,
    status: answer.status,
    redirects,
    headers: answer.headers.map(([name, value]) => [name, value]),
    resolvedAddresses: [...answer.resolvedAddresses],
    peerAddress: answer.peerAddress,
    times: answer.times,
    ...(answer.tls && { tls: answer.tls }),
  };
}

function captured(
  start: URL,
  { url, answer }: Arrival,
  http: HttpFacts,
  capturedAt: string,
): Captured | Refusal<BytesRefusalCode> {
  const { mediaType, charset } = contentTypeOf(answer.headers);
  const body = describeBytes(answer.bytes, { name: shownUrl(url.href), mediaType, charset });
  if (isRefusal(body)) return body;
  const capture: Capture = {
    targetUri: start.href,
    kind: 'url',
    capturedAt,
    http,
    ...body,
  };
  return { capture, bytes: answer.bytes };
}

/** Seconds from a `Retry-After` header (RFC 9110, section 10.2.3): a number or a date; 0 where it says nothing. */
function retryAfter(answer: Answer, now: Date): number {
  const value = firstHeader(answer.headers, 'retry-after');
  if (value === null) return 0;
  const seconds = /^\s*\d{1,9}\s*$/.test(value) ? Number(value) : (Date.parse(value) - now.getTime()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}

/** Statuses that pass: the host is busy or being worked on. */
const BUSY: ReadonlySet<number> = new Set([429, 502, 503, 504]);

function errorStatus(url: URL, status: number): Refusal<'error-status' | 'unavailable'> {
  const hints: Readonly<Record<number, string>> = {
    401: 'the page needs a log-in: open it in a browser, save it and add the file',
    403: 'the site does not let programs in: open the page in a browser, save it and add the file',
    404: 'check the address, or look for a copy in a web archive',
    410: 'the page was taken down: look for a copy in a web archive',
    451: 'the page is withheld for legal reasons: look for a copy in a web archive',
  };
  return {
    refused: BUSY.has(status) ? 'unavailable' : 'error-status',
    reason: `${shownUrl(url.href)} answered ${statusText(status)} instead of the page`,
    hint: hints[status] ?? 'try again later, or open the page in a browser, save it and add the file',
  };
}

function askedToWait(host: string, wait: number): Refusal<'asked-to-wait'> {
  return {
    refused: 'asked-to-wait',
    reason: `${host} is not asked again for ${Math.ceil(wait / 1000)} s: it asks for pauses, or others wait for it`,
    hint: 'add the address again later',
  };
}
