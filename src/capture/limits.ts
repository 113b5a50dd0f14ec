import { CAPTURE_LIMIT } from './capture-bytes.ts';

/** What one visit may take, in bytes and milliseconds. */
export interface Limits {
  /** Redirects in a row; browsers allow 20, public pages need 3. */
  readonly redirects: number;
  /** From the look-up of the name to the last byte of the headers, for each request. */
  readonly headersMs: number;
  /** All requests of one visit together, redirects and `robots.txt` included. */
  readonly visitMs: number;
  /** From the start of the first visit: no visit is made that would begin later, and none goes on beyond it. */
  readonly retryMs: number;
  readonly headerBytes: number;
  /** The body as it comes over the wire. */
  readonly wireBytes: number;
  /** The body after its content coding is undone. */
  readonly decodedBytes: number;
  /** Decoded bytes for each byte on the wire, beyond the first MiB: 200 MiB of zeros are 317 bytes of Brotli. */
  readonly ratio: number;
  /** Between two visits to one host. */
  readonly spacingMs: number;
  /** Longest wait for a host's turn, whether its crawl delay, its `Retry-After` or other visits ask for it. */
  readonly waitMs: number;
}

export const LIMITS: Limits = {
  redirects: 5,
  headersMs: 20_000,
  visitMs: 60_000,
  retryMs: 120_000,
  headerBytes: 32 * 1024,
  wireBytes: 10 * 1024 * 1024,
  decodedBytes: CAPTURE_LIMIT,
  ratio: 200,
  spacingMs: 1000,
  waitMs: 60_000,
};
