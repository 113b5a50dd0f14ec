import type { Reader } from '../domain/statement.ts';

/** The reader by rules; raise the version whenever it may find or label anything differently. */
export const READER: Reader = { name: 'rules', version: '2' };
/** The reader with learned weights: its version is its model's. */
export const FAST_READER: Reader = { name: 'fast', version: '2' };
/** The reader with a pretrained encoder: its version is its model's. */
export const DEEP_READER: Reader = { name: 'deep', version: '1' };
