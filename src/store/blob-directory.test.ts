import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openBlobDirectory } from './blob-directory.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'onus-blobs-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const BYTES = new TextEncoder().encode('as received');
const HEX = createHash('sha256').update(BYTES).digest('hex');
const pathOf = () => join(directory, 'blobs', HEX.slice(0, 2), HEX);

it('gives back the bytes by their digest', async () => {
  const blobs = openBlobDirectory(join(directory, 'blobs'));
  expect(await blobs.put(BYTES)).toBe(`sha256:${HEX}`);
  expect(await blobs.get(`sha256:${HEX}`)).toEqual(Buffer.from(BYTES));
  expect(await blobs.put(new Uint8Array())).toMatch(/^sha256:e3b0c442/);
  expect(await blobs.get(`sha256:${createHash('sha256').digest('hex')}`)).toHaveLength(0);
});

it('knows nothing of an unknown digest, or of what is none', async () => {
  const blobs = openBlobDirectory(join(directory, 'blobs'));
  for (const digest of [`sha256:${HEX}`, HEX, 'sha256:../../etc/passwd', `sha256:${HEX.toUpperCase()}`, ''])
    expect(await blobs.get(digest)).toBeNull();
});

it('writes the same bytes once, also when asked twice at once, and leaves nothing beside them', async () => {
  const blobs = openBlobDirectory(join(directory, 'blobs'));
  await Promise.all([blobs.put(BYTES), blobs.put(BYTES)]);
  const before = (await stat(pathOf())).ino;
  await blobs.put(BYTES);
  expect((await stat(pathOf())).ino).toBe(before);
  expect(await readdir(join(directory, 'blobs', 'incoming'))).toEqual([]);
});

it('refuses bytes that were cut or changed, and is repaired by handing them in again', async () => {
  const blobs = openBlobDirectory(join(directory, 'blobs'));
  await blobs.put(BYTES);
  for (const damage of [() => truncate(pathOf(), 4), () => writeFile(pathOf(), 'AS RECEIVED')]) {
    await damage();
    await expect(blobs.get(`sha256:${HEX}`)).rejects.toMatchObject({
      code: 'blob-damaged',
      details: { digest: `sha256:${HEX}` },
    });
    await blobs.put(BYTES);
    expect(await blobs.get(`sha256:${HEX}`)).toEqual(Buffer.from(BYTES));
  }
});

it('says which path cannot be written', async () => {
  await writeFile(join(directory, 'blobs'), 'a file');
  await expect(openBlobDirectory(join(directory, 'blobs')).put(BYTES)).rejects.toMatchObject({
    code: 'store-directory-foreign',
    message: expect.stringContaining(join(directory, 'blobs')),
  });
});
