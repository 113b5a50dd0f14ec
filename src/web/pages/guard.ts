import type { Context, MiddlewareHandler } from 'hono';
import type { Problem } from '../parts/data.ts';

/**
 * What the browser may do with our pages. Nothing inline, nothing from elsewhere, no frame around them; the last two
 * directives refuse every string that script would turn into markup.
 */
const POLICY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'worker-src': "'none'",
  'style-src': "'self'",
  'img-src': "'self'",
  'connect-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
};
export const CONTENT_SECURITY_POLICY = policyText(POLICY);

/** For our scripts themselves, of which a worker keeps what it came with: it may compile the WebAssembly that computes the deep reader. */
export const SCRIPT_POLICY = policyText({ ...POLICY, 'script-src': "'self' 'wasm-unsafe-eval'" });

/**
 * For the page that reads pasted text: one worker of our own, which only the policy of that name may start, and no form that
 * could be sent. What it fetches is its own script and weights.
 */
export const PASTED_POLICY = policyText({
  ...POLICY,
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'form-action': "'none'",
  'trusted-types': 'onus-worker',
});

/** {@link PASTED_POLICY} for a file's own `<meta>`, where a browser knows no `frame-ancestors`. */
export const PASTED_FILE_POLICY = PASTED_POLICY.replace(/ frame-ancestors [^;]*;/, '');

function policyText(policy: Readonly<Record<string, string>>): string {
  return Object.entries(policy)
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ');
}

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};

/** Puts the security headers on every answer, errors included; a page's own policy stays. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(SECURITY_HEADERS))
    if (!c.res.headers.has(name)) c.header(name, value);
};

/** The names under which Onus answers on its own machine. */
export const LOOPBACK_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/** A request that is turned away before any page or service sees it. */
export interface Turned {
  readonly status: 403 | 421;
  readonly code: 'foreign-host' | 'foreign-origin';
  readonly problem: Problem;
}

/**
 * Turns away what no page of ours would send: a Host that is not ours (DNS rebinding: a foreign name that resolves to
 * this machine), and a changing request from another site (CSRF), told by Sec-Fetch-Site, else by Origin. A client that
 * sends neither is no browser and carries nobody's session.
 */
export function guard(
  hosts: readonly string[],
  answer: (c: Context, turned: Turned) => Response | Promise<Response>,
): MiddlewareHandler {
  const names = new Set(hosts.map((host) => host.toLowerCase()));
  return async (c, next) => {
    const host = (c.req.header('host') ?? new URL(c.req.url).host).toLowerCase();
    if (!names.has(hostName(host))) return answer(c, foreignHost(host));
    if (!isSafe(c.req.method) && !isOwn(c, host)) return answer(c, FOREIGN_ORIGIN);
    await next();
  };
}

const isSafe = (method: string) => method === 'GET' || method === 'HEAD';

/** A Host header without its port: `[::1]:8080` → `[::1]`. */
function hostName(host: string): string {
  return /^(\[[^\]]*\]|[^:]*)(?::\d*)?$/.exec(host)?.[1] ?? '';
}

function isOwn(c: Context, host: string): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = c.req.header('origin');
  if (origin === undefined) return true;
  return URL.canParse(origin) && /^https?:$/.test(new URL(origin).protocol) && new URL(origin).host === host;
}

function foreignHost(host: string): Turned {
  return {
    status: 421,
    code: 'foreign-host',
    problem: {
      reason: `This Onus does not answer under the name “${host.slice(0, 100)}”.`,
      hint: 'Open it under the address that it printed when it started, or start it with that name among its hosts.',
    },
  };
}

const FOREIGN_ORIGIN: Turned = {
  status: 403,
  code: 'foreign-origin',
  problem: {
    reason: 'The request was sent by a page of another site, and nothing was changed.',
    hint: 'Open the page in Onus itself and send the form from there.',
  },
};
