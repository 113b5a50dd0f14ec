import { Option } from 'commander';
import { DEFAULT_READER, READER_NAMES, type ReaderName } from '../services/readers.ts';

export interface ReaderOption {
  readonly reader: ReaderName;
}

/** `--reader NAME`, the same on every command that reads. */
export function readerOption(): Option {
  return new Option('--reader <name>', 'who reads').choices(READER_NAMES).default(DEFAULT_READER);
}
