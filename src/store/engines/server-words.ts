import { StoreError, type StoreErrorCode } from '../errors.ts';

/** A fault that PostgreSQL words in its output. Messages are in English: the programs run under `LC_ALL=C`. */
interface KnownFault {
  readonly words: RegExp;
  readonly code: StoreErrorCode;
  readonly hint: string;
}

/** First match wins. The words stand in PostgreSQL 18's sources (`miscinit.c`, `sysv_shmem.c`, `pqcomm.c`). */
const KNOWN_FAULTS: readonly KnownFault[] = [
  {
    words: /No space left on device|disk quota exceeded/i,
    code: 'store-disk-full',
    hint: 'Free some space, or set ONUS_DATA to a directory on another disk.',
  },
  {
    words: /pre-existing shared memory block/,
    code: 'store-locked',
    hint: 'Processes of a killed server are still ending; try again in a minute, or end them.',
  },
  {
    words: /lock file "[^"\n]*" (already exists|is empty)/,
    code: 'store-locked',
    hint: 'Another program holds the database; end it and try again.',
  },
  {
    words: /Address already in use|could not create any (TCP\/IP|Unix-domain) sockets/,
    code: 'store-port-taken',
    hint: 'Try again, or set DATABASE_URL to a PostgreSQL server.',
  },
  {
    words: /database files are incompatible with server|was initialized by PostgreSQL version/,
    code: 'store-cluster-version',
    hint: 'Use the release of Onus that made it to back up, and restore the backup with this one.',
  },
  {
    words:
      /could not locate a valid checkpoint record|invalid checkpoint record|incorrect checksum in control file|could not open file "[^"\n]*pg_control"/,
    code: 'store-cluster-damaged',
    hint: 'Restore the database from a backup.',
  },
  {
    // initdb asks for the user's name; a container run under a bare number has none.
    words: /could not look up effective user ID/,
    code: 'store-platform',
    hint: 'Run Onus as a user that /etc/passwd names (in a container: --user NAME), or set DATABASE_URL.',
  },
  {
    words: /Permission denied|Operation not permitted|Read-only file system/,
    code: 'store-directory-unwritable',
    hint: 'Give the user that runs PostgreSQL the right to write there, or set ONUS_DATA to another directory.',
  },
];

/** What PostgreSQL said, in one line: its errors where it named any, else its last words. At most 500 characters. */
export function lastWords(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const errors = lines.filter((line) => /\b(FATAL|PANIC|ERROR|error|could not)\b/.test(line));
  const said = (errors.length > 0 ? errors : lines)
    .slice(-3)
    .map((line) => line.replace(/^.*?\[\d+\]\s*/, '').trim());
  return said.join(' ').slice(0, 500) || 'nothing';
}

/** The fault behind PostgreSQL's words. `aim` completes "PostgreSQL could not …". */
export function faultFrom(output: string, aim: string, path: string): StoreError {
  const known = KNOWN_FAULTS.find(({ words }) => words.test(output));
  return new StoreError(
    known?.code ?? 'store-server-failed',
    `PostgreSQL could not ${aim} (${path}): ${lastWords(output)}`,
    {
      hint: known?.hint ?? 'See what PostgreSQL said, or set DATABASE_URL to a PostgreSQL server.',
      details: { path, output: output.slice(-4000) },
    },
  );
}
