/**
 * Name and version of the extractor, kept with every article. Offsets and labels are comparable only within one
 * version: raise it whenever the canonical text or the labels of any input may change.
 */
export const EXTRACTOR = 'onus-extract 2';
