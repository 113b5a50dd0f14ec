import type { Reader } from '../domain/statement.ts';

/** The reader of this folder; raise the version whenever it may find or label anything differently. */
export const READER: Reader = { name: 'rules', version: '1' };
