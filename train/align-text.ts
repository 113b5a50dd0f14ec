/** Letters, digits and underscores in a row, as the article-extraction benchmark has its tokens. */
export function tokensOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/** Tokens in a row that two texts must share to be more than chance; a shorter piece must stand there whole. */
const RUN = 4;
/** Runs are followed this far at a time. */
const RUN_LIMIT = 250;

/**
 * For each piece of a text in reading order, the share of its tokens that stand in another text, in [0, 1]; 0 for a piece
 * without tokens. The two are aligned as wholes: each token of the other text answers for one token at most, in order, and
 * only in runs, longer runs before shorter.
 */
export function alignedShares(pieces: readonly string[], other: string): number[] {
  const tokens: string[] = [];
  const owners: number[] = [];
  const sizes = pieces.map((piece, i) => {
    const own = tokensOf(piece);
    for (const token of own) {
      tokens.push(token);
      owners.push(i);
    }
    return own.length;
  });
  const hits = new Float64Array(pieces.length);
  for (const at of alignedTokens(tokens, tokensOf(other), (i) => Math.min(RUN, sizes[owners[i]!]!)))
    hits[owners[at]!] = hits[owners[at]!]! + 1;
  return sizes.map((size, i) => (size === 0 ? 0 : hits[i]! / size));
}

/** Positions of the first sequence that the best alignment by runs pairs with the second. Time and memory: their product. */
function alignedTokens(
  first: readonly string[],
  second: readonly string[],
  leastRun: (at: number) => number,
): number[] {
  const ids = new Map<string, number>();
  const numbered = (tokens: readonly string[]) =>
    Int32Array.from(tokens, (token) => {
      const id = ids.get(token) ?? ids.size;
      ids.set(token, id);
      return id;
    });
  const [a, b] = [numbered(first), numbered(second)];
  const width = b.length + 1;
  const best = new Int32Array((a.length + 1) * width);
  const taken = new Uint8Array((a.length + 1) * width);
  const runs = new Uint16Array(width);
  for (let i = 1; i <= a.length; i++) {
    const least = leastRun(i - 1);
    let diagonal = 0;
    for (let j = 1; j <= b.length; j++) {
      const above = runs[j]!;
      const run = a[i - 1] === b[j - 1] ? Math.min(RUN_LIMIT, diagonal + 1) : 0;
      runs[j] = run;
      diagonal = above;
      const at = i * width + j;
      best[at] = Math.max(best[at - width]!, best[at - 1]!);
      taken[at] = best[at - width]! >= best[at - 1]! ? 0 : 1;
      if (run < least) continue;
      // Two for each token less one for each run: one long run is better than two short ones.
      const score = best[at - run * (width + 1)]! + 2 * run - 1;
      if (score <= best[at]!) continue;
      best[at] = score;
      taken[at] = run + 1;
    }
  }
  return walkBack(taken, width, a.length, b.length);
}

function walkBack(taken: Uint8Array, width: number, rows: number, columns: number): number[] {
  const found: number[] = [];
  let [i, j] = [rows, columns];
  while (i > 0 && j > 0) {
    const step = taken[i * width + j]!;
    if (step === 0) i--;
    else if (step === 1) j--;
    else {
      for (let k = 1; k < step; k++) found.push(i - k);
      i -= step - 1;
      j -= step - 1;
    }
  }
  return found;
}
