import { OnusError } from '../domain/errors.ts';
import type { BlobStore } from './ports.ts';

/** A blob's bytes, or null where they are gone or no longer match their digest: where one can go on without them. */
export async function intactBytes(blobs: BlobStore, digest: string): Promise<Uint8Array | null> {
  return blobs.get(digest).catch((error) => {
    if (error instanceof OnusError && error.code === 'blob-damaged') return null;
    throw error;
  });
}
