import type { Captured } from '../../src/domain/capture.ts';

/** A capture made by hand; the digest is not that of the bytes, which extraction never asks about. */
function captured(bytes: Uint8Array, mediaType: string, charset: string): Captured {
  return {
    bytes,
    capture: {
      targetUri: 'file:page',
      kind: 'file',
      payloadDigest: `sha256:${'0'.repeat(64)}`,
      length: bytes.length,
      capturedAt: '2024-03-05T10:00:00.000Z',
      mediaType,
      charset: { name: charset, from: 'default' },
      http: null,
    },
  };
}

export function capturedHtml(html: string): Captured {
  return captured(new TextEncoder().encode(html), 'text/html', 'utf-8');
}

export function capturedText(text: string): Captured {
  return captured(new TextEncoder().encode(text), 'text/plain', 'utf-8');
}

/** A page or text in a single-byte charset whose first 256 characters are those of Unicode, as far as used here. */
export function capturedLatin1(text: string, mediaType: string): Captured {
  return captured(
    Uint8Array.from(text, (character) => character.charCodeAt(0)),
    mediaType,
    'windows-1252',
  );
}
