/** What is added to each byte, so that none is negative. */
export const BIAS = 128;
/** Every second byte of a number: the sums of two columns grow in the 16 bits that each then has. */
export const EVERY_SECOND = 0x00ff00ff;
/** So many rows can be added up before such a sum runs over. */
export const MOST_ADDED = 257;

/**
 * Rows of signed bytes, four columns in a number, each row in as many numbers as it needs (`width`, at least): a row then
 * lies within one line of the processor's cache.
 */
export function packRows(weights: Int8Array, columns: number, width = Math.ceil(columns / 4)): Int32Array {
  const rows = weights.length / columns;
  const bytes = new Uint8Array(rows * width * 4);
  for (let row = 0; row < rows; row++)
    for (let c = 0; c < columns; c++) bytes[row * width * 4 + c] = weights[row * columns + c]! + BIAS;
  return new Int32Array(bytes.buffer);
}
