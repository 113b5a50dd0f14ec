import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobStore } from '../services/ports.ts';
import { makeDirectory, writeDurably } from './durable-file.ts';
import { codeOf, onDisk, StoreError } from './errors.ts';

const DIGEST = /^sha256:([0-9a-f]{64})$/;

/**
 * Blobs as files named by their SHA-256, `<directory>/ab/abcd…`, so that no directory grows past what tools can list.
 * A blob's name shows all of its bytes or nothing; what is read is checked against its name.
 */
export function openBlobDirectory(directory: string): BlobStore {
  const scratch = join(directory, 'incoming');

  return {
    async put(bytes) {
      const hex = createHash('sha256').update(bytes).digest('hex');
      const shard = join(directory, hex.slice(0, 2));
      const path = join(shard, hex);
      const stored = await onDisk(path, readIfThere(path));
      // Stored bytes that no longer match their name are written anew: handing a blob in again repairs it.
      if (stored === null || sha256(stored) !== hex) {
        await onDisk(scratch, makeDirectory(scratch, 0o700));
        await onDisk(shard, makeDirectory(shard, 0o700));
        await onDisk(path, writeDurably(path, bytes, scratch));
      }
      return `sha256:${hex}`;
    },

    async get(digest) {
      const hex = DIGEST.exec(digest)?.[1];
      // The digest becomes a path: anything but a digest is unknown here.
      if (hex === undefined) return null;
      const path = join(directory, hex.slice(0, 2), hex);
      const bytes = await onDisk(path, readIfThere(path));
      if (bytes !== null && sha256(bytes) !== hex)
        throw new StoreError('blob-damaged', `The stored bytes of ${digest} no longer match their digest.`, {
          hint: `Restore ${path} from a backup, or add the source again.`,
          details: { digest, path, length: bytes.length },
        });
      return bytes;
    },
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
