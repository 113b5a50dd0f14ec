import { Option } from 'commander';
import { type ChosenReader, LANGUAGE_MODEL_READER } from '../services/language-model-reader.ts';
import { READER_NAMES } from '../services/readers.ts';
import type { CliContext } from './context.ts';

export interface ReaderOption {
  /** Absent where nobody was named. */
  readonly reader?: ChosenReader;
}

/** `--reader NAME`, the same on every command that reads; `otherwise` says who reads where it is not given. */
export function readerOption(otherwise: string): Option {
  return new Option(
    '--reader <name>',
    `who reads; ${LANGUAGE_MODEL_READER} sends the text to a language model of yours (otherwise ${otherwise})`,
  ).choices([...READER_NAMES, LANGUAGE_MODEL_READER]);
}

/**
 * Says that texts leave this machine, and for where, before the first one does.
 * @throws OnusError where the reader that was chosen is not configured.
 */
export function tellWhereTextsGo(ctx: CliContext, reader: ChosenReader): void {
  const place = ctx.modelPlace(reader);
  if (place === null) return;
  const { host, model } = place;
  ctx.stderr.write(
    `note     the text of what is read is sent to ${host} (model ${model}), as --reader ${reader} asks\n`,
  );
}
