import { describe, expect, it } from 'vitest';
import { faultFrom, lastWords } from './server-words.ts';

describe('what PostgreSQL says', () => {
  it.each([
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'store-disk-full'],
    [
      'FATAL:  pre-existing shared memory block (key 10035219, ID 4) is still in use\nHINT:  Terminate any old server processes',
      'store-locked',
    ],
    [
      'FATAL:  lock file "postmaster.pid" already exists\nHINT:  Is another postmaster (PID 7) running?',
      'store-locked',
    ],
    ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', 'store-port-taken'],
    ['FATAL:  could not create any TCP/IP sockets', 'store-port-taken'],
    ['FATAL:  database files are incompatible with server', 'store-cluster-version'],
    ['FATAL:  could not open directory "pg_notify": Permission denied', 'store-directory-unwritable'],
    ['PANIC:  could not locate a valid checkpoint record at 0/174B628', 'store-cluster-damaged'],
    ['initdb: could not look up effective user ID 1234: user does not exist', 'store-platform'],
    ['Illegal instruction', 'store-server-failed'],
    ['', 'store-server-failed'],
  ])('%s', (words, code) => {
    const fault = faultFrom(words, 'start', '/data/database');
    expect(fault.code).toBe(code);
    expect(fault.message).toContain(words.split('\n')[0]);
    expect(fault.message).toContain('/data/database');
    expect(fault.hint).toBeTruthy();
  });

  it('is cut to one line: the errors, without stamps', () => {
    const log = [
      '2031-03-04 05:06:07.089 UTC [77] LOG:  starting PostgreSQL 18.4',
      '2031-03-04 05:06:07.090 UTC [77] FATAL:  could not do it',
      '2031-03-04 05:06:07.091 UTC [77] LOG:  database system is shut down',
    ].join('\n');
    expect(lastWords(log)).toBe('FATAL:  could not do it');
    expect(lastWords('x'.repeat(9000))).toHaveLength(500);
    expect(lastWords('\n\n')).toBe('nothing');
  });
});
