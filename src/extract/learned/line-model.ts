import shipped from '../../../models/lines@1/model.json' with { type: 'json' };
import type { BlockModel } from './block-model.ts';

/** Trees that tell the lines of an article in a pasted text: of the same make as those for blocks. */
export type LineModel = BlockModel;

export const LINE_MODEL: LineModel = shipped;
