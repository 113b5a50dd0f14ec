import { z } from 'zod';

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

/**
 * What was received, and how: the bytes stand in the blob store under their digest and never change.
 * Terms follow WARC (ISO 28500): target URI, payload digest.
 */
export const captureSchema = z.object({
  /** The address that was asked for, `file:NAME` for a file, `pasted:` for pasted text. */
  targetUri: z.string(),
  kind: z.enum(['url', 'file', 'pasted']),
  /** `sha256:` and 64 lower-case hex digits over the bytes as received, after transfer and content decoding. */
  payloadDigest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  /** Bytes. */
  length: z.number().int().nonnegative(),
  /** The instant of reception, ISO 8601 in UTC. */
  capturedAt: z.string(),
  /** Without parameters, lower case: `text/html`, `text/plain`, and those of {@link DOCUMENT_TYPES}. */
  mediaType: z.string(),
  charset: charsetSchema,
  /** Only for `url`. */
  http: z
    .object({
      finalUri: z.string(),
      status: z.number().int(),
      redirects: z.array(redirectSchema),
      /** In the order received; names as received. */
      headers: z.array(z.tuple([z.string(), z.string()])),
      /** Every address the last host's name resolved to, and the one that answered. */
      resolvedAddresses: z.array(z.string()),
      peerAddress: z.string(),
    })
    .nullable(),
});

export type Capture = Readonly<z.infer<typeof captureSchema>>;

/** A capture on its way in: the bytes beside what is known of them. */
export interface Captured {
  readonly capture: Capture;
  readonly bytes: Uint8Array;
}
