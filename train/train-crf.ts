import { type CrfWeights, forwardBackward, mayFollow, scoreTokens } from '../src/statements/fast/crf.ts';
import { randomFrom } from './random.ts';

/** Sequences to learn from: tokens `first` to before `last` of one long list of features. */
export interface Sequences {
  readonly hashes: Uint32Array;
  readonly ends: Uint32Array;
  readonly gold: Uint8Array;
  readonly runs: readonly { readonly first: number; readonly last: number; readonly weight: number }[];
}

export interface CrfOptions {
  readonly labels: number;
  readonly bits: number;
  readonly epochs: number;
  readonly rate: number;
  /** Share of features left out at random at each step. */
  readonly dropout: number;
  /** Sequences between two weight snapshots that are averaged; from the second epoch on. */
  readonly snapshots: number;
  readonly seed: number;
}

/** AdaGrad over the log-likelihood, with feature dropout and averaging of snapshots. */
export function trainCrf(data: Sequences, options: CrfOptions): CrfWeights {
  const { labels: L, bits, epochs, rate, dropout, snapshots, seed } = options;
  const size = 2 ** bits * L;
  const W = new Float32Array(size);
  const G = new Float32Array(size);
  const T = new Float32Array(L * L);
  const GT = new Float32Array(L * L).fill(1e-3);
  const S = new Float32Array(L);
  const GS = new Float32Array(L).fill(1e-3);
  const sumW = new Float32Array(size);
  const sumT = new Float64Array(L * L);
  const sumS = new Float64Array(L);
  let taken = 0;
  const crf = { labels: L, bits, weights: W, scale: 1, transitions: T, starts: S };
  const longest = data.runs.reduce((max, { first, last }) => Math.max(max, last - first), 0);
  const scores = new Float32Array(longest * L);
  const M = new Float64Array(longest * L);
  const pairs = new Float64Array(L * L);
  let kept = new Uint32Array(1 << 18);
  const keptEnds = new Uint32Array(longest);
  const random = randomFrom(seed);
  let bitsLeft = 0;
  let state = seed * 2654435761 >>> 0 || 1;
  const threshold = Math.floor(dropout * 65536);
  const drop = () => {
    if (bitsLeft === 0) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      bitsLeft = 2;
    }
    bitsLeft--;
    return (bitsLeft === 1 ? state & 0xffff : state >>> 16) < threshold;
  };
  const order = data.runs.flatMap((run, i) => Array(run.weight).fill(i) as number[]);
  let seen = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    for (const index of order) {
      const { first, last } = data.runs[index]!;
      const n = last - first;
      if (n === 0) continue;
      let z = 0;
      const start = first === 0 ? 0 : data.ends[first - 1]!;
      const needed = data.ends[last - 1]! - start;
      if (needed > kept.length) kept = new Uint32Array(needed * 2);
      for (let i = first, k = start; i < last; i++) {
        for (const end = data.ends[i]!; k < end; k++) if (!drop()) kept[z++] = data.hashes[k]!;
        keptEnds[i - first] = z;
      }
      if (epoch >= 1 && ++seen % snapshots === 0) {
        for (let k = 0; k < size; k++) sumW[k]! += W[k]!;
        for (let k = 0; k < L * L; k++) sumT[k]! += T[k]!;
        for (let k = 0; k < L; k++) sumS[k]! += S[k]!;
        taken++;
      }
      scoreTokens(crf, kept, keptEnds, 0, n, scores);
      pairs.fill(0);
      forwardBackward(crf, scores, n, M, pairs);
      for (let i = 0; i < n; i++) M[i * L + data.gold[first + i]!]! -= 1;
      let k = 0;
      for (let i = 0; i < n; i++) {
        const end = keptEnds[i]!;
        let any = false;
        for (let l = 0; l < L; l++) if (M[i * L + l]! > 1e-3 || M[i * L + l]! < -1e-3) any = true;
        if (!any) {
          k = end;
          continue;
        }
        for (; k < end; k++) {
          const at = kept[k]! * L;
          for (let l = 0; l < L; l++) {
            const g = M[i * L + l]! + 1e-6 * W[at + l]!;
            if (g > 1e-4 || g < -1e-4) {
              const sum = (G[at + l]! += g * g);
              W[at + l]! -= (rate * g) / Math.sqrt(sum + 1e-2);
            }
          }
        }
      }
      for (let i = 1; i < n; i++) pairs[data.gold[first + i - 1]! * L + data.gold[first + i]!]! -= 1;
      for (let q = 0; q < L * L; q++) {
        const g = pairs[q]!;
        if (g === 0) continue;
        GT[q]! += g * g;
        T[q]! -= (rate * g) / Math.sqrt(GT[q]!);
      }
      for (let l = 0; l < L; l++) {
        const g = M[l]!;
        GS[l]! += g * g;
        S[l]! -= (rate * g) / Math.sqrt(GS[l]!);
      }
    }
  }
  if (taken > 0) {
    for (let k = 0; k < size; k++) W[k] = sumW[k]! / taken;
    for (let k = 0; k < L * L; k++) T[k] = sumT[k]! / taken;
    for (let k = 0; k < L; k++) S[k] = sumS[k]! / taken;
  }
  return { ...crf, scale: 1 - dropout };
}

/** Makes a labelling legal: a continuation without its beginning begins. */
export function legalise(gold: Uint8Array, first: number, last: number): void {
  for (let i = first; i < last; i++) {
    const label = gold[i]!;
    if (label > 0 && label % 2 === 0 && !mayFollow(i === first ? 0 : gold[i - 1]!, label)) gold[i] = label - 1;
  }
}
