/** Something said with a probability, and whether it was right. */
export interface Judged {
  readonly probability: number;
  readonly right: boolean;
}

/** What was said with a probability from `from` to below `to` (the last bin holds 1 as well). */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** The mean probability said; NaN where the bin is empty. */
  readonly said: number;
  /** The share that was right; NaN where the bin is empty. */
  readonly right: number;
}

const BINS = 10;

/** Bins of equal width over [0, 1]: where probabilities mean what they say, `said` and `right` are alike in each. */
export function reliabilityBins(judged: readonly Judged[], bins = BINS): ReliabilityBin[] {
  return Array.from({ length: bins }, (_, i) => {
    const own = judged.filter(({ probability }) => Math.min(bins - 1, Math.floor(probability * bins)) === i);
    const right = own.filter((one) => one.right).length;
    const sum = own.reduce((total, { probability }) => total + probability, 0);
    return {
      from: i / bins,
      to: (i + 1) / bins,
      count: own.length,
      said: sum / own.length,
      right: right / own.length,
    };
  });
}

/**
 * The expected calibration error (Naeini et al. 2015): the distance between probability and share of right ones, averaged
 * over the bins by what they hold. In [0, 1]; 0 for nothing judged.
 */
export function expectedCalibrationError(judged: readonly Judged[], bins = BINS): number {
  return reliabilityBins(judged, bins)
    .filter(({ count }) => count > 0)
    .reduce((sum, { count, said, right }) => sum + (count / judged.length) * Math.abs(said - right), 0);
}

/** What is left where everything below a probability is abstained from. */
export interface AbstentionRow {
  readonly least: number;
  readonly kept: number;
  /** Of all that was judged, in [0, 1]. */
  readonly share: number;
  /** The share of right ones among those kept; NaN where none is. */
  readonly precision: number;
}

export function abstentionRows(judged: readonly Judged[], thresholds: readonly number[]): AbstentionRow[] {
  return thresholds.map((least) => {
    const kept = judged.filter(({ probability }) => probability >= least);
    const right = kept.filter((one) => one.right).length;
    return { least, kept: kept.length, share: kept.length / judged.length, precision: right / kept.length };
  });
}
