import { isRefusal, type Refusal } from '../domain/errors.ts';
import { decodeBytes } from '../text/decode.ts';
import { shownUrl } from './address-policy.ts';
import { followRedirects, type RedirectRefusalCode } from './follow-redirects.ts';
import type { GetContext } from './get.ts';
import { isSuccess, statusText } from './http-headers.ts';
import { NO_RULES, parseRobots, type RobotsRules } from './robots.ts';

export type RobotsRefusalCode = RedirectRefusalCode | 'robots-disallow' | 'robots-unavailable';

/** Asks each site's `robots.txt` before its pages, and remembers the answer for a while. */
export interface RobotsGate {
  /** Why the site closes an address to this program, or null where it may be fetched. */
  check(url: URL, context: GetContext): Promise<Refusal<RobotsRefusalCode> | null>;
  /** The pause between visits that the site asked for when last looked at, in milliseconds. */
  delayMs(url: URL): number;
}

/** RFC 9309, section 2.4, allows a day; an hour lets a site change its mind within one sitting. */
const LIFETIME_MS = 3_600_000;
/** Sites remembered at most; the one looked at longest ago is forgotten first. */
const SITES = 1000;
/** RFC 9309, section 2.5: at least this much has to be read. */
const ROBOTS_BYTES = 500 * 1024;

export function createRobotsGate(product: string, now: () => Date): RobotsGate {
  const sites = new Map<string, { rules: RobotsRules; until: number }>();

  async function rulesOf(url: URL, context: GetContext): Promise<RobotsRules | Refusal<RobotsRefusalCode>> {
    const known = sites.get(url.origin);
    if (known && now().getTime() < known.until) return known.rules;
    const rules = await fetchRules(url, product, context);
    if (isRefusal(rules)) return rules;
    sites.delete(url.origin);
    if (sites.size >= SITES) sites.delete(sites.keys().next().value ?? '');
    sites.set(url.origin, { rules, until: now().getTime() + LIFETIME_MS });
    return rules;
  }

  return {
    async check(url, context) {
      const rules = await rulesOf(url, context);
      if (isRefusal(rules)) return rules;
      return rules.allows(url.pathname + url.search) ? null : disallowed(url);
    },
    delayMs: (url) => sites.get(url.origin)?.rules.delayMs ?? 0,
  };
}

/** A site without a `robots.txt` closes nothing; one whose `robots.txt` fails is closed (sections 2.3.1.3 and 2.3.1.4). */
async function fetchRules(
  url: URL,
  product: string,
  context: GetContext,
): Promise<RobotsRules | Refusal<RobotsRefusalCode>> {
  const limits = { ...context.limits, wireBytes: ROBOTS_BYTES, decodedBytes: ROBOTS_BYTES };
  const arrival = await followRedirects<never>(
    new URL('/robots.txt', url),
    { ...context, limits },
    async () => null,
  );
  if ('refused' in arrival) return arrival.refused === 'too-many-redirects' ? NO_RULES : arrival;
  const { status, bytes } = arrival.answer;
  if (isSuccess(status)) return parseRobots(decodeBytes(bytes, 'utf-8'), product);
  return status >= 500 ? unavailable(url, status) : NO_RULES;
}

const HINT =
  'open the page in a browser, save it and add the file, or, where you may, fetch it with onus add --ignore-robots';

function disallowed(url: URL): Refusal<'robots-disallow'> {
  return {
    refused: 'robots-disallow',
    reason: `${url.host} asks programs in its robots.txt not to fetch ${shownUrl(url.href)}`,
    hint: HINT,
  };
}

function unavailable(url: URL, status: number): Refusal<'robots-unavailable'> {
  return {
    refused: 'robots-unavailable',
    reason: `${url.host} answered ${statusText(status)} when asked for its robots.txt, so nothing may be fetched now`,
    hint: `try again later, or ${HINT}`,
  };
}
