import { z } from 'zod';
import type { Refusal } from './errors.ts';

/** The media types that are no text as they stand, and that are read: PDF, Word (Office Open XML), mail. */
export const DOCUMENT_TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  mail: 'message/rfc822',
} as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[keyof typeof DOCUMENT_TYPES];

export function isDocumentType(mediaType: string): mediaType is DocumentType {
  return Object.values<string>(DOCUMENT_TYPES).includes(mediaType);
}

/** How the bytes were decoded to text, and what said so. */
export const charsetSchema = z.object({
  /** WHATWG label, lower case: `utf-8`, `windows-1252` …; `binary` where the bytes are not one text. */
  name: z.string(),
  /** What decided, in the order in which it is asked; `format`: that of the media type (PDF, mail, Word). */
  from: z.enum(['bom', 'header', 'meta', 'detected', 'default', 'format']),
});

/** One response on the way to the bytes: an address that answered with a redirect to the next. */
export const redirectSchema = z.object({ from: z.string(), to: z.string(), status: z.number().int() });

const digestSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/);

/** The certificate by which a server proved who it is, and how it spoke to us. */
export const tlsSchema = z.object({
  /** Over the leaf certificate in DER. */
  certificateDigest: digestSchema,
  /** As OpenSSL names it: `TLSv1.3`. */
  protocol: z.string(),
});

/** Instants of the last request, ISO 8601 in UTC: when it was sent for, when its headers were there, when it ended. */
export const timesSchema = z.object({ requested: z.string(), headers: z.string(), ended: z.string() });

/** How a response was received. What was added later is optional, so that captures kept before still parse. */
export const httpSchema = z.object({
  finalUri: z.string(),
  /** 304 where the site said that the page is as it was: the bytes are those of the capture before. */
  status: z.number().int(),
  redirects: z.array(redirectSchema),
  /** In the order received; names as received. */
  headers: z.array(z.tuple([z.string(), z.string()])),
  /** Every address the last host's name resolved to, and the one that answered (empty where an archive does not say). */
  resolvedAddresses: z.array(z.string()),
  peerAddress: z.string(),
  times: timesSchema.optional(),
  /** Only for https. */
  tls: tlsSchema.optional(),
  /** The site's robots.txt was not asked, because the user said so. */
  robotsIgnored: z.literal(true).optional(),
});

export type HttpFacts = Readonly<z.infer<typeof httpSchema>>;

/** The feed or archive that a capture was taken out of. */
export const containerSchema = z.object({
  kind: z.enum(['feed', 'warc']),
  /** The feed's address, or `file:NAME`. */
  targetUri: z.string(),
  /** Of the feed, whose bytes are kept too; null for an archive, which is not. */
  payloadDigest: digestSchema.nullable(),
  /** The entry's id, or the WARC-Record-ID. */
  member: z.string(),
  /** The payload digest that the archive states (`sha1:…`), and whether the bytes have it. */
  statedDigest: z.object({ value: z.string(), matches: z.boolean() }).optional(),
  /** Why the archive cut the payload short (WARC-Truncated: length, time, disconnect, unspecified). */
  truncated: z.string().optional(),
});

/**
 * What was received, and how: the bytes stand in the blob store under their digest and never change.
 * Terms follow WARC (ISO 28500): target URI, payload digest.
 */
export const captureSchema = z.object({
  /** The address that was asked for (of a feed's entry: its link), `file:NAME` for a file, `pasted:` for pasted text. */
  targetUri: z.string(),
  kind: z.enum(['url', 'file', 'pasted', 'feed', 'warc']),
  /**
   * `sha256:` and 64 lower-case hex digits over the bytes as received, after transfer and content decoding. The bytes of a
   * feed's entry are a page made of it (`src/capture/entry-page.ts`).
   */
  payloadDigest: digestSchema,
  /** Bytes. */
  length: z.number().int().nonnegative(),
  /** The instant of reception, ISO 8601 in UTC. */
  capturedAt: z.string(),
  /** Without parameters, lower case: `text/html`, `text/plain`, and those of {@link DOCUMENT_TYPES}. */
  mediaType: z.string(),
  charset: charsetSchema,
  /** Only for what came as a response: `url`, `warc`, and `feed` where the feed was fetched. */
  http: httpSchema.nullable(),
  /** Only for `feed` and `warc`. */
  container: containerSchema.optional(),
});

export type Container = Readonly<z.infer<typeof containerSchema>>;
export type Capture = Readonly<z.infer<typeof captureSchema>>;

/**
 * A later reception of a capture's bytes (WARC's word): they came again and are the same, or the site said that they are.
 * It has no bytes, article or reading of its own.
 */
export const revisitSchema = z.object({
  capturedAt: z.string(),
  profile: z.enum(['identical-payload-digest', 'server-not-modified']),
  http: httpSchema.nullable(),
  /** The feed or archive that held them then. */
  container: containerSchema.optional(),
});
export type Revisit = Readonly<z.infer<typeof revisitSchema>>;

/** A capture among those of its source. */
export const captureSummarySchema = z.object({
  captureId: z.string(),
  /** ISO 8601 UTC. */
  capturedAt: z.string(),
  /** When these bytes were last received, or said to be unchanged: the capture's own instant, or a later one. */
  lastSeenAt: z.string(),
  payloadDigest: z.string(),
  /** Bytes. */
  length: z.number().int(),
  /** Of the HTTP answer; null for what was not fetched. */
  status: z.number().int().nullable(),
  extractor: z.string(),
  /** `name@version`. */
  reader: z.string(),
  statements: z.number().int(),
  corrections: z.number().int(),
});
export type CaptureSummary = Readonly<z.infer<typeof captureSummarySchema>>;

/** A capture on its way in: the bytes beside what is known of them. */
export interface Captured {
  readonly capture: Capture;
  readonly bytes: Uint8Array;
}

/**
 * One thing that an input gave: a capture, why a part of it was not taken, or a remark about the whole. One input may give
 * many: a feed its entries, an archive its records. `name` says which part it is. Remarks are one line.
 */
export type Taken =
  | { readonly name: string; readonly captured: Captured; readonly remark?: string }
  | { readonly name: string; readonly refusal: Refusal }
  | { readonly name: string; readonly remark: string };
