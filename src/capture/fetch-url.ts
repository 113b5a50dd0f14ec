import type { Capture, Captured } from '../domain/capture.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import { judgeUrl, shownUrl, type UrlRefusalCode } from './address-policy.ts';
import { type BytesRefusalCode, describeBytes } from './capture-bytes.ts';
import { type Arrival, followRedirects } from './follow-redirects.ts';
import { type Answer, firstHeader, type GetContext, isSuccess, statusText } from './get.ts';
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
  /** Fetches what `robots.txt` asks robots not to: for a page that the user would open by hand anyway. */
  readonly ignoreRobots?: boolean;
  readonly limits?: Partial<Limits>;
  readonly network?: Network;
  readonly now?: () => Date;
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** The name that `robots.txt` knows this program by. */
const PRODUCT = 'Onus';
const VERSION = '0.1';
/** Visits to one address in all, where those before failed in a way that passes. */
const ATTEMPTS = 3;
/** Before the second visit; each later one waits four times as long. */
const BACKOFF_MS = 1000;
const PASSING: ReadonlySet<FetchRefusalCode> = new Set(['lookup-failed', 'connection-lost', 'unavailable']);

interface Visit {
  readonly context: GetContext;
  readonly robots: RobotsGate | null;
  readonly pace: Pace;
  readonly now: () => Date;
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
  const robots = options.ignoreRobots ? null : createRobotsGate(PRODUCT, now);

  /** One visit, when its turn has come. */
  async function visitInTurn(url: URL): Promise<Captured | Refusal<FetchRefusalCode>> {
    const wait = pace.turn(url.host, Math.max(limits.spacingMs, robots?.delayMs(url) ?? 0));
    if (wait > limits.waitMs) return askedToWait(url.host, wait);
    if (wait > 0) await sleep(wait);
    const signal = AbortSignal.timeout(limits.visitMs);
    return visit(url, { context: { network, limits, userAgent, signal }, robots, pace, now });
  }

  return {
    async fetch(given: string): Promise<Captured | Refusal<FetchRefusalCode>> {
      const url = judgeUrl(given);
      if (isRefusal(url)) return url;
      let result = await visitInTurn(url);
      for (let done = 1; done < ATTEMPTS && isRefusal(result) && PASSING.has(result.refused); done++) {
        pace.hold(url.host, BACKOFF_MS * 4 ** (done - 1));
        result = await visitInTurn(url);
      }
      return result;
    },
  };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function visit(
  start: URL,
  { context, robots, pace, now }: Visit,
): Promise<Captured | Refusal<FetchRefusalCode>> {
  const arrival = await followRedirects(start, context, async (url) => robots?.check(url, context) ?? null);
  if (isRefusal(arrival)) return arrival;
  const { url, answer } = arrival;
  if (isSuccess(answer.status)) return captured(start, arrival, now());
  const seconds = retryAfter(answer, now());
  if (seconds > 0) pace.hold(url.host, 1000 * seconds);
  return errorStatus(url, answer.status);
}

function captured(
  start: URL,
  { url, answer, redirects }: Arrival,
  now: Date,
): Captured | Refusal<BytesRefusalCode> {
  const { mediaType, charset } = contentType(answer);
  const body = describeBytes(answer.bytes, { name: shownUrl(url.href), mediaType, charset });
  if (isRefusal(body)) return body;
  const capture: Capture = {
    targetUri: start.href,
    kind: 'url',
    capturedAt: now.toISOString(),
    http: {
      finalUri: url.href,
      status: answer.status,
      redirects,
      headers: answer.headers.map(([name, value]) => [name, value]),
      resolvedAddresses: [...answer.resolvedAddresses],
      peerAddress: answer.peerAddress,
    },
    ...body,
  };
  return { capture, bytes: answer.bytes };
}

function contentType(answer: Answer): { mediaType: string | null; charset: string | null } {
  const [type = '', ...parameters] = (firstHeader(answer.headers, 'content-type') ?? '').split(';');
  const charset = parameters
    .map((part) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/i.exec(part)?.[1])
    .find(Boolean);
  return { mediaType: type.trim().toLowerCase() || null, charset: charset ?? null };
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
