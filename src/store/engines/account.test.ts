import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { accountNamed, canReach } from './account.ts';

const PASSWD = [
  'root:x:0:0:root:/root:/bin/sh',
  '',
  'postgresql:x:9:9::/:/bin/sh',
  'postgres:x:101:104:PG:/var:/bin/sh',
  'toor:x:0:0::/:/bin/sh',
  'broken:x',
].join('\n');

it('finds a user by its whole name, and never root by another', () => {
  expect(accountNamed('postgres', PASSWD)).toEqual({ uid: 101, gid: 104 });
  for (const name of ['root', 'toor', 'broken', 'postgre', '']) expect(accountNamed(name, PASSWD)).toBeNull();
  expect(accountNamed('postgres', '')).toBeNull();
});

it('reaches a file only through directories that are open to it', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'onus-reach-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const inner = join(directory, 'inner');
  await mkdir(inner);
  const { uid, gid } = await stat(directory);
  const owner = { uid, gid };
  const member = { uid: uid + 1, gid };
  const stranger = { uid: uid + 1, gid: gid + 1 };
  const reached = async () =>
    Promise.all([owner, member, stranger].map((account) => canReach(account, inner)));
  await chmod(inner, 0o755);
  expect(await reached()).toEqual([true, false, false]);
  await chmod(directory, 0o710);
  expect(await reached()).toEqual([true, true, false]);
  await chmod(directory, 0o711);
  expect(await reached()).toEqual([true, true, true]);
  await chmod(inner, 0o711);
  expect(await reached()).toEqual([true, false, false]);
});
