import { createHash } from 'node:crypto';

/** The digests that archives state and that Node can check; others are left unchecked. */
const ALGORITHMS: ReadonlySet<string> = new Set(['sha1', 'sha256', 'sha512', 'md5']);
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Whether one of the given forms of a payload has the digest that an archive states, `ALGORITHM:VALUE` in hex or base 32
 * (ISO 28500:2017, section 5.8); null where the algorithm is not known or the value none of its digests.
 *
 * Crawlers do not agree on what the payload is: the bytes after the HTTP head, those without their transfer coding, or those
 * without their content coding. Any of them is taken.
 */
export function matchesDigest(stated: string, forms: readonly Uint8Array[]): boolean | null {
  const colon = stated.indexOf(':');
  const algorithm = stated.slice(0, colon).toLowerCase().replace('-', '');
  if (colon < 0 || !ALGORITHMS.has(algorithm)) return null;
  const value = stated.slice(colon + 1).trim();
  const digests = forms.map((form) => createHash(algorithm).update(form).digest());
  const { length } = digests[0] as Buffer;
  const bytes = value.length === 2 * length ? Buffer.from(value, 'hex') : base32(value);
  if (bytes?.length !== length) return null;
  return digests.some((digest) => digest.equals(bytes));
}

/** RFC 4648, section 6; padding may be missing. Null where a character does not belong. */
function base32(text: string): Buffer | null {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const character of text.replace(/=+$/, '').toUpperCase()) {
    const value = BASE32.indexOf(character);
    if (value < 0) return null;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return Buffer.from(bytes);
}
