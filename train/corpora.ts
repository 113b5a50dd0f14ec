import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { digestOf } from '../evaluation/report.ts';

/** What is trained on: each file, or folder of files, under the corpora with its digest (`sha256:…`; empty: not yet known). */
export const corporaSchema = z.record(z.string(), z.string());
export type Corpora = z.infer<typeof corporaSchema>;

/**
 * The digests of the same paths as they are now; a folder's is over the names and bytes of its files, sorted by name.
 * A path that is not there has the digest `absent`.
 */
export function digestCorpora(directory: string, paths: Iterable<string>): Corpora {
  return Object.fromEntries([...paths].map((path) => [path, digestOfPath(join(directory, path))]));
}

function digestOfPath(path: string): string {
  if (!existsSync(path)) return 'absent';
  if (!statSync(path).isDirectory()) return digestOf([readFileSync(path)]);
  const names = readdirSync(path).sort();
  return digestOf(names.flatMap((name) => [name, readFileSync(join(path, name))]));
}

/** A line for each path that is not what it was; none where all are. */
export function changedCorpora(expected: Corpora, found: Corpora): string[] {
  return Object.entries(expected).flatMap(([path, digest]) => {
    const now = found[path] ?? 'absent';
    if (now === digest) return [];
    if (digest === '' && now !== 'absent') return [`${path} is new: it is ${now}`];
    return [now === 'absent' ? `${path} is not there` : `${path} differs: it is ${now}, and was ${digest}`];
  });
}

/**
 * What is trained on, by the digests in `file`; null, with the reason on standard error, where it is not what it was.
 * `accept` notes the digests of today in place of them.
 */
export function openCorpora(file: string, directory: string, accept: boolean): Corpora | null {
  const expected = corporaSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const found = digestCorpora(directory, Object.keys(expected));
  const changes = changedCorpora(expected, found);
  if (changes.length === 0) return expected;
  for (const line of changes) console.error(line);
  if (!accept || Object.values(found).includes('absent')) {
    console.error(
      `The corpora in ${directory} are not those that this was made for: figures would not be comparable. ` +
        'Set ONUS_CORPORA to them, or take the new ones with --accept-corpora.',
    );
    return null;
  }
  writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
  console.error(`accepted: ${file} now names them`);
  return found;
}
