import ipaddr from 'ipaddr.js';
import type { Refusal } from '../domain/errors.ts';

/** Whether the program may connect to an address; where not, what the address is. */
export type AddressVerdict = { readonly allowed: true } | { readonly allowed: false; readonly why: string };

/** A block of addresses that no public web server has, and what it is for. */
type Range = readonly [cidr: string, why: string];

/** IANA IPv4 Special-Purpose Address Registry (2025-02), multicast, and the one public address of a cloud's inside. */
const IPV4_CLOSED: readonly Range[] = [
  ['0.0.0.0/8', 'this network'],
  ['10.0.0.0/8', 'a private network'],
  ['100.64.0.0/10', 'a provider’s inner network'],
  ['127.0.0.0/8', 'this machine'],
  ['168.63.129.16/32', 'the inside of a cloud'],
  ['169.254.0.0/16', 'link-local (cloud metadata)'],
  ['172.16.0.0/12', 'a private network'],
  ['192.0.0.0/24', 'reserved for protocols'],
  ['192.0.2.0/24', 'reserved for documentation'],
  ['192.31.196.0/24', 'reserved for protocols'],
  ['192.52.193.0/24', 'reserved for protocols'],
  ['192.88.99.0/24', 'a retired relay'],
  ['192.168.0.0/16', 'a private network'],
  ['192.175.48.0/24', 'reserved for protocols'],
  ['198.18.0.0/15', 'reserved for benchmarks'],
  ['198.51.100.0/24', 'reserved for documentation'],
  ['203.0.113.0/24', 'reserved for documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved'],
];

/** Global unicast; everything outside of it is closed, the ways of writing an IPv4 address in IPv6 included. */
const IPV6_OPEN = '2000::/3';

/** IANA IPv6 Special-Purpose Address Registry (2025-02), as far as it lies within 2000::/3, and the retired 6bone. */
const IPV6_CLOSED: readonly Range[] = [
  ['2001::/23', 'reserved for protocols (Teredo, ORCHID, benchmarks)'],
  ['2001:db8::/32', 'reserved for documentation'],
  ['2002::/16', 'an IPv4 address inside IPv6 (6to4)'],
  ['2620:4f:8000::/48', 'reserved for protocols'],
  ['3ffe::/16', 'a retired network'],
  ['3fff::/20', 'reserved for documentation'],
];

const parseRange = ([cidr, why]: Range) => ({ cidr: ipaddr.parseCIDR(cidr), why });
const CLOSED = {
  ipv4: IPV4_CLOSED.map(parseRange),
  ipv6: IPV6_CLOSED.map(parseRange),
};

/**
 * Judges an IP address in its textual form, without brackets or port: only global unicast addresses are open, and of
 * those none that a registry sets apart. What is not an address is closed.
 */
export function judgeAddress(address: string): AddressVerdict {
  if (ipaddr.IPv4.isValidFourPartDecimal(address))
    return judgeRanges(ipaddr.IPv4.parse(address), CLOSED.ipv4);
  if (!ipaddr.IPv6.isValid(address)) return { allowed: false, why: 'no IP address' };
  const parsed = ipaddr.IPv6.parse(address);
  if (parsed.zoneId || !parsed.match(ipaddr.IPv6.parseCIDR(IPV6_OPEN)))
    return { allowed: false, why: IPV6_OUTSIDE[parsed.range()] ?? 'not a global unicast address' };
  // ISATAP (RFC 5214, section 6.1) carries an IPv4 address in the interface identifier 0:5efe or 200:5efe.
  if ([0, 0x200].includes(parsed.parts[4] ?? -1) && parsed.parts[5] === 0x5efe)
    return { allowed: false, why: 'an IPv4 address inside IPv6 (ISATAP)' };
  return judgeRanges(parsed, CLOSED.ipv6);
}

/** What the closed ranges outside 2000::/3 are called; the names are those of ipaddr.js. */
const IPV6_OUTSIDE: Readonly<Record<string, string>> = {
  unspecified: 'this machine',
  loopback: 'this machine',
  linkLocal: 'link-local',
  uniqueLocal: 'a private network',
  multicast: 'multicast',
  ipv4Mapped: 'an IPv4 address inside IPv6',
  rfc6145: 'an IPv4 address inside IPv6',
  rfc6052: 'an IPv4 address inside IPv6',
};

function judgeRanges(address: ipaddr.IPv4 | ipaddr.IPv6, ranges: typeof CLOSED.ipv4): AddressVerdict {
  const closed = ranges.find(({ cidr }) => address.kind() === cidr[0].kind() && address.match(cidr));
  return closed ? { allowed: false, why: closed.why } : { allowed: true };
}

export type UrlRefusalCode = 'invalid-address' | 'address-not-allowed';

/** Characters of the longest address taken: the sitemap protocol's limit, which public pages keep to. */
const URL_LENGTH = 2048;

/** Ports that public web servers answer on; others belong to mail, databases and administration. */
const OPEN_PORTS: ReadonlySet<string> = new Set(['', '80', '443', '8080', '8443']);

/**
 * Last labels of names that no public server has: special-use names (RFC 6761, 6762, 7686, 8375, 9476; ICANN's
 * `internal`; `arpa` holds numbers and protocols), the private ones of RFC 6762, appendix G, and those of service
 * directories (Kubernetes, Consul). What they resolve to depends on who asks.
 */
const CLOSED_SUFFIXES =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|onion|alt|arpa|test|invalid|svc|consul)$/;
/** Public names that cloud providers answer with their metadata service. */
const METADATA_NAMES: ReadonlySet<string> = new Set([
  'metadata.goog',
  'metadata.tencentyun.com',
  'metadata.azure.com',
]);

/**
 * Judges what a stranger gave as an address, before anything is looked up: the URL as parsed (WHATWG), without its
 * fragment, or why it is not asked for. A name that passes may still resolve to a closed address.
 *
 * Addresses that different parsers read differently (backslashes, missing or extra slashes, percent signs in the
 * host, user information) are refused rather than guessed at.
 */
export function judgeUrl(given: string): URL | Refusal<UrlRefusalCode> {
  const shown = shownUrl(given);
  if (given.length > URL_LENGTH) return invalid(shown, `is longer than ${URL_LENGTH} characters`);
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url) return invalid(shown, 'is not a web address');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return notAllowed(shown, `starts with ${url.protocol}, and only http: and https: are fetched`);
  const authority = /^https?:\/\/([^/?#\\]+)(?![^/?#])/i.exec(given.trim())?.[1];
  if (authority === undefined || /[\s%]/.test(authority))
    return invalid(shown, 'can be read in more than one way');
  if (authority.includes('@')) return notAllowed(shown, 'carries a user name or password before its host');
  if (!OPEN_PORTS.has(url.port))
    return notAllowed(shown, `asks for port ${url.port}, which is no web server’s`);
  const why = closedHost(url.hostname);
  if (why) return notAllowed(shown, `names ${why}`);
  url.hash = '';
  return url;
}

/** What a host is that must not be asked; null for one that may be looked up. `hostname` as the URL Standard serialises it. */
function closedHost(hostname: string): string | null {
  const literal = literalAddress(hostname);
  if (literal !== null) {
    const verdict = judgeAddress(literal);
    return verdict.allowed ? null : `${literal}, ${verdict.why}`;
  }
  const name = hostname.replace(/\.$/, '');
  if (!name.includes('.')) return `“${name}”, a name without a domain`;
  if (CLOSED_SUFFIXES.test(name)) return `“${name}”, a name of an inner network`;
  return METADATA_NAMES.has(name) ? `“${name}”, the inside of a cloud` : null;
}

/** The IP address that a URL's `hostname` is, without brackets; null for a name. */
export function literalAddress(hostname: string): string | null {
  if (hostname.startsWith('[')) return hostname.slice(1, -1);
  return ipaddr.IPv4.isValidFourPartDecimal(hostname) ? hostname : null;
}

function invalid(shown: string, why: string): Refusal<'invalid-address'> {
  return {
    refused: 'invalid-address',
    reason: `${shown} ${why}`,
    hint: 'copy the whole address from the browser; it starts with https://',
  };
}

function notAllowed(shown: string, why: string): Refusal<'address-not-allowed'> {
  return {
    refused: 'address-not-allowed',
    reason: `${shown} ${why}`,
    hint: 'only public web addresses are fetched: save the page and add the file instead',
  };
}

/** Characters of an address that a message shows. */
const SHOWN_LENGTH = 120;

/** An address for a message: one line, bounded, without a password. */
export function shownUrl(given: string): string {
  const plain = given
    .trim()
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd')
    .replace(/\/\/[^/?#]*@/, '//…@');
  return plain.length > SHOWN_LENGTH ? `${plain.slice(0, SHOWN_LENGTH)}…` : plain || 'an empty text';
}
