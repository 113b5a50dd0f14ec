import type { IncomingMessage, ServerResponse } from 'node:http';

/** One line of a list of addresses: `EXPECT<TAB>CATEGORY<TAB>INPUT`, its escapes undone. */
export interface Vector {
  readonly line: number;
  readonly expect: 'block' | 'allow';
  readonly category: string;
  readonly input: string;
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const PAGE = '<!DOCTYPE html><title>Page</title><p>The ministry said that it would wait for the facts.';

export function servePage(_request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('content-type', 'text/html; charset=utf-8').end(PAGE);
}

/** One way to try a line: what is fetched, what its names resolve to, and what stands behind the addresses. */
export interface Scene {
  readonly url: string;
  /** The answers to the first look-up, the second … ; the last one holds from then on. */
  readonly lookups: readonly Lookup[];
  /** Whether the site stands behind an address; behind every other stands the canary. */
  leadsToSite(address: string): boolean;
  readonly answer: Handler;
  /** Whether the page itself may be taken, as long as nothing that it points to is asked for. */
  readonly mayBeTaken: boolean;
}

/** The addresses that a name resolves to, a resolver's error code, or `TIMEOUT` for no answer at all. */
type Lookup = (name: string) => readonly string[] | string;

/** Any public address and name; what stands there is a local server. */
const PUBLIC = '93.184.215.14';
const SITE = 'site.example.com';
const toPublic: Lookup = () => [PUBLIC];

/** What a name that should be blocked resolves to: the address that it carries, the metadata service, or this machine. */
const toPrivate: Lookup = (name) => {
  const decimal = /(?:^|[.-])(\d{1,3})[.-](\d{1,3})[.-](\d{1,3})[.-](\d{1,3})(?=[.-])/.exec(name);
  if (decimal) return [decimal.slice(1).join('.')];
  const hex = /(?:^|[.-])([0-9a-f]{8})(?=[.-])/i.exec(name)?.[1];
  if (hex) return [Buffer.from(hex, 'hex').join('.')];
  return /metadata|instance-data|internal/.test(name) ? ['169.254.169.254'] : ['127.0.0.1', '::1'];
};

/** Categories whose names are dangerous for what they resolve to; those of the others are public, so that no other rule helps. */
const PRIVATE_NAMES: ReadonlySet<string> = new Set(['dns-to-private', 'localhost-name', 'metadata']);

/**
 * The ways to try a line. Where it names the canary's port, once with that port, and once with one that the port rule
 * lets through, so that it cannot answer for the others.
 */
export function scenesOf({ category, expect, input }: Vector, canaryPort: number): Scene[] {
  const isAllowed = expect === 'allow';
  if (input.startsWith('dns:')) return [dnsScene(input.slice('dns:'.length), isAllowed)];
  const forms = new Set([String(canaryPort), '8080'].map((port) => input.replaceAll('{{PORT}}', port)));
  return [...forms].map((form) => {
    if (form.startsWith('redirect:')) return redirectScene(form.slice('redirect:'.length), isAllowed);
    const lookup = PRIVATE_NAMES.has(category) && !isAllowed ? toPrivate : toPublic;
    return {
      url: form,
      lookups: [lookup],
      leadsToSite: () => isAllowed,
      answer: servePage,
      mayBeTaken: false,
    };
  });
}

/** `A=…;AAAA=…|…`: records of the first look-up, and after each bar those of the next. */
function dnsScene(records: string, isAllowed: boolean): Scene {
  const answers = records.split('|').map((part) => answerOf(part, isAllowed));
  const [first = []] = answers;
  return {
    url: `http://${SITE}/`,
    lookups: answers.map((answer) => () => answer),
    leadsToSite: (address) => isAllowed || (answers.length > 1 && first.includes(address)),
    answer: servePage,
    mayBeTaken: false,
  };
}

const RESOLVER_ERRORS: Readonly<Record<string, string>> = {
  TIMEOUT: 'TIMEOUT',
  NXDOMAIN: 'ENOTFOUND',
  SERVFAIL: 'EAI_AGAIN',
};

/** Records of other types, which hold no address, and words that are no records give an answer without addresses. */
function answerOf(records: string, isAllowed: boolean): readonly string[] | string {
  const error = RESOLVER_ERRORS[records];
  if (error) return error;
  return records.split(/[;,]/).flatMap((record) => {
    const [type = '', value = ''] = record.split('=');
    if (type === 'CNAME') return (isAllowed ? toPublic : toPrivate)(value);
    return type === 'A' || type === 'AAAA' ? [value] : [];
  });
}

/** `302->URL`, `302x5->URL` (five in a row), `302->self`, `302->https-to-http-downgrade`, or `words->URL`: a page that points there. */
function redirectScene(form: string, isAllowed: boolean): Scene {
  const [, how = '', target = ''] = /^(.*?)->(.*)$/s.exec(form) ?? [];
  const [, status, times = '1'] = /^(\d{3})(?:x(\d+))?$/.exec(how) ?? [];
  const isDowngrade = form.endsWith('https-to-http-downgrade');
  return {
    url: `${isDowngrade ? 'https' : 'http'}://${SITE}/0`,
    lookups: [(name) => (name === SITE || isAllowed ? [PUBLIC] : toPrivate(name))],
    leadsToSite: (address) => address === PUBLIC,
    answer: status
      ? redirectTo(Number(status), Number(times), isDowngrade ? `http://${SITE}/page` : target)
      : pointTo(target, how.includes('feed')),
    mayBeTaken: !status,
  };
}

/** `/0` sends on to `/1` and so forth, the last to the target; `self` to the address that was asked for. */
function redirectTo(status: number, times: number, target: string): Handler {
  return (request, response) => {
    const step = Number(/^\/(\d+)$/.exec(request.url ?? '')?.[1] ?? Number.NaN);
    if (Number.isNaN(step)) return servePage(request, response);
    const location = target === 'self' ? (request.url ?? '/') : step + 1 < times ? `/${step + 1}` : target;
    response.writeHead(status, { location }).end();
  };
}

/** A page or a feed that points to the target in every way that makes some reader fetch it. */
function pointTo(target: string, isFeed: boolean): Handler {
  const url = target.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><link>${url}</link><enclosure url="${url}"/></item></channel></rss>`;
  const page = `<!DOCTYPE html><meta http-equiv="refresh" content="0;url=${url}"><link rel="canonical stylesheet preload" href="${url}"><script src="${url}"></script><img src="${url}"><iframe src="${url}"></iframe>${PAGE}`;
  return (_request, response) => {
    response.setHeader('refresh', `0;url=${target}`).setHeader('link', `<${target}>; rel=preload`);
    response
      .setHeader('content-type', isFeed ? 'application/rss+xml' : 'text/html')
      .end(isFeed ? feed : page);
  };
}
