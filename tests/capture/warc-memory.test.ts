import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const BENCH = join(import.meta.dirname, '../../bench/warc.ts');

// A reader that held the archive, or its records, would take 300 MiB more; the heap alone may grow by some 60 before it is swept.
it.each(['plain', 'gz'])(
  'an archive of 300 MiB is read in memory that does not grow with it: %s',
  async (form) => {
    const { stdout } = await promisify(execFile)(process.execPath, [BENCH, '300', form]);
    const { captures, rise } = JSON.parse(stdout);
    expect(captures).toBeGreaterThan(1000);
    expect(rise).toBeLessThan(150);
  },
);
