/**
 * Mixes two 32-bit numbers into one (the finaliser of MurmurHash3 over a golden-ratio combination). Every term is made
 * an integer of 32 bits, so that no sum is taken in floating point.
 */
export function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ ((b | 0) + GOLDEN_RATIO + (a << 6) + (a >>> 2)), 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

const GOLDEN_RATIO = 0x9e3779b9 | 0;

/**
 * Two numbers of 32 bits as one, in an order and nesting that tell. Cheaper than {@link mix}, and enough for what a
 * feature is drawn from, as that is mixed afterwards.
 */
export function pair(a: number, b: number): number {
  return (Math.imul(a, 0x85ebca6b) + Math.imul(b, 0xc2b2ae35)) | 0;
}

/** FNV-1a over UTF-16 code units from `start` to `end`, digits folded to `0`, finalised. */
export function hashText(text: string, start = 0, end = text.length): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    hash = Math.imul(hash ^ (unit >= 48 && unit <= 57 ? 48 : unit), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 12);
}
