import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { pending, readMigrations } from './migrate.ts';

const migration = (name: string, checksum = 'a') => ({ name, sql: '', checksum });

it('applies what is not applied yet, in order', () => {
  const all = [migration('2031-01-01_one'), migration('2031-01-02_two'), migration('2031-01-03_three')];
  expect(pending(new Map(), all)).toEqual(all);
  expect(pending(new Map([['2031-01-01_one', 'a']]), all)).toEqual(all.slice(1));
});

it('refuses a database that is newer, and a migration that changed', () => {
  expect(() => pending(new Map([['2031-01-02_two', 'a']]), [migration('2031-01-01_one')])).toThrow(
    expect.objectContaining({ code: 'store-schema-newer' }),
  );
  expect(() => pending(new Map([['2031-01-01_one', 'b']]), [migration('2031-01-01_one')])).toThrow(
    expect.objectContaining({ code: 'store-schema-changed' }),
  );
});

it('reads migrations by name, and takes no turned line ends for a change', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'onus-migrations-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  await writeFile(join(directory, '2031-01-02_two.sql'), 'select 1;\r\nselect 2;\r\n');
  await writeFile(join(directory, '2031-01-01_one.sql'), 'select 1;\nselect 2;\n');
  await writeFile(join(directory, 'notes.txt'), '');
  const found = await readMigrations(pathToFileURL(`${directory}/`));
  expect(found.map(({ name }) => name)).toEqual(['2031-01-01_one', '2031-01-02_two']);
  expect(found[0]?.checksum).toBe(found[1]?.checksum);
});
