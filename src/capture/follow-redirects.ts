import type { Capture } from '../domain/capture.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import { judgeUrl, shownUrl, type UrlRefusalCode } from './address-policy.ts';
import { type Answer, type GetContext, type GetRefusalCode, get } from './get.ts';
import { firstHeader } from './http-headers.ts';

export type RedirectRefusalCode =
  | GetRefusalCode
  | UrlRefusalCode
  | 'redirect-not-allowed'
  | 'too-many-redirects';

/** The first answer that is no redirect, and the way to it. */
export interface Arrival {
  readonly url: URL;
  readonly answer: Answer;
  readonly redirects: NonNullable<Capture['http']>['redirects'];
}

/**
 * Gets an address and follows its redirects by hand, so that each hop is judged like the first. `admit` may close an
 * address, the first included, before it is asked for.
 */
export async function followRedirects<Code extends string>(
  start: URL,
  context: GetContext,
  admit: (url: URL) => Promise<Refusal<Code> | null>,
): Promise<Arrival | Refusal<Code | RedirectRefusalCode>> {
  const redirects: Arrival['redirects'] = [];
  for (let url = start; ; ) {
    const closed = await admit(url);
    if (closed) return closed;
    const answer = await get(url, context);
    if (isRefusal(answer)) return answer;
    const location = REDIRECTS.has(answer.status) ? firstHeader(answer.headers, 'location') : null;
    if (location === null) return { url, answer, redirects };
    const next = nextHop(url, location);
    if (isRefusal(next)) return next;
    if (redirects.length === context.limits.redirects) return tooMany(start, context.limits.redirects);
    redirects.push({ from: url.href, to: next.href, status: answer.status });
    url = next;
  }
}

/** Statuses that send a GET elsewhere (RFC 9110, section 15.4); 300 and 304 do not. */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Where a redirect leads, judged like an address that a stranger gave; never from https: to http:. */
function nextHop(from: URL, location: string): URL | Refusal<UrlRefusalCode | 'redirect-not-allowed'> {
  const target = URL.canParse(location, from.href) ? new URL(location, from.href).href : location;
  const next = judgeUrl(target);
  if (isRefusal(next))
    return { ...next, reason: `${from.host} sends on to an address that is not asked: ${next.reason}` };
  if (from.protocol === 'https:' && next.protocol === 'http:')
    return {
      refused: 'redirect-not-allowed',
      reason: `${from.host} sends on from https: to http:, where anybody on the way can change the page`,
      hint: 'open the page in a browser, save it and add the file',
    };
  return next;
}

function tooMany(start: URL, limit: number): Refusal<'too-many-redirects'> {
  return {
    refused: 'too-many-redirects',
    reason: `${shownUrl(start.href)} sends on more than ${limit} times`,
    hint: 'open it in a browser and copy the address where it ends',
  };
}
