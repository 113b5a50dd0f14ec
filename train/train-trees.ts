import type { Tree } from '../src/extract/learned/boosted-trees.ts';
import { randomFrom } from './random.ts';

/** What trees are trained on: a column for each feature, and for each row what it is and how much it weighs. */
export interface TreeTable {
  readonly columns: readonly Float32Array[];
  /** 1 or 0. */
  readonly targets: Uint8Array;
  /** At least 0. */
  readonly weights: Float32Array;
}

export interface TreeOptions {
  readonly rounds: number;
  readonly depth: number;
  readonly rate: number;
  /** Least sum of the hessian in a leaf. */
  readonly leafWeight: number;
  /** Ridge on the leaves' values. */
  readonly ridge: number;
  /** Share of the columns, and of the rows, that each tree sees. */
  readonly columnShare: number;
  readonly rowShare: number;
  readonly seed: number;
}

/** Steps into which a feature's values are cut, by quantiles. */
const BINS = 64;

/** A node that is still to be split. */
interface Open {
  readonly node: number;
  readonly rows: Int32Array;
  readonly depth: number;
  histogram: Float64Array;
}

interface Split {
  readonly gain: number;
  readonly column: number;
  readonly bin: number;
}

/**
 * Boosted regression trees for a yes-or-no target (Friedman 2001, with second-order leaves as in XGBoost): each tree is
 * grown on histograms of the gradient of the logistic loss. The same table and options give the same trees.
 */
export function trainTrees(table: TreeTable, options: TreeOptions): { bias: number; trees: Tree[] } {
  const binned = table.columns.map(binColumn);
  const grower = new Grower(table, binned, options);
  const trees = Array.from({ length: options.rounds }, () => grower.grow());
  return { bias: grower.bias, trees };
}

interface Binned {
  /** Upper edge of each bin but the last: a value up to the edge is in the bin. */
  readonly edges: readonly number[];
  readonly bins: Uint8Array;
}

function binColumn(column: Float32Array): Binned {
  const sorted = Float32Array.from(column).sort();
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const edges: number[] = [];
  if (distinct.length <= BINS)
    for (let i = 0; i + 1 < distinct.length; i++) edges.push(middle(distinct[i]!, distinct[i + 1]!));
  else
    for (let i = 1; i < BINS; i++) {
      const value = sorted[Math.floor((i * sorted.length) / BINS)]!;
      if (value < sorted[sorted.length - 1]! && value !== edges.at(-1)) edges.push(value);
    }
  return { edges, bins: Uint8Array.from(column, (value) => binOf(edges, value)) };
}

/** Between two neighbouring values, as a number of single precision that lies below the second. */
function middle(low: number, high: number): number {
  const between = Math.fround(low + (high - low) / 2);
  return between < high ? between : low;
}

function binOf(edges: readonly number[], value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (value <= edges[mid]!) high = mid;
    else low = mid + 1;
  }
  return low;
}

class Grower {
  readonly bias: number;
  readonly #table: TreeTable;
  readonly #binned: readonly Binned[];
  readonly #options: TreeOptions;
  readonly #random: () => number;
  readonly #scores: Float64Array;
  readonly #gradient: Float64Array;
  readonly #hessian: Float64Array;

  constructor(table: TreeTable, binned: readonly Binned[], options: TreeOptions) {
    this.#table = table;
    this.#binned = binned;
    this.#options = options;
    this.#random = randomFrom(options.seed);
    const { targets, weights } = table;
    let positive = 0;
    let all = 0;
    weights.forEach((weight, i) => {
      all += weight;
      if (targets[i] === 1) positive += weight;
    });
    const share = Math.min(0.99, Math.max(0.01, positive / Math.max(all, 1e-9)));
    this.bias = Math.log(share / (1 - share));
    this.#scores = new Float64Array(targets.length).fill(this.bias);
    this.#gradient = new Float64Array(targets.length);
    this.#hessian = new Float64Array(targets.length);
  }

  grow(): Tree {
    this.#derive();
    const { columnShare, rowShare, depth } = this.#options;
    const columns = this.#binned.map((_, i) => i).filter(() => this.#random() < columnShare);
    const rows = Int32Array.from(
      Array.from(this.#table.targets.keys()).filter(
        (i) => this.#random() < rowShare && this.#table.weights[i]! > 0,
      ),
    );
    const tree: Tree = { feature: [], threshold: [], left: [], right: [], value: [] };
    const splits: { column: number; bin: number }[] = [];
    const waiting: Open[] = [];
    this.#open(tree, splits, waiting, { rows, depth: 0, histogram: this.#histogram(rows, columns) });
    for (let open = waiting.pop(); open; open = waiting.pop()) {
      const split = open.depth < depth ? this.#bestSplit(open.histogram, columns) : null;
      if (split) this.#divide(tree, splits, waiting, open, split, columns);
    }
    this.#update(tree, splits);
    return tree;
  }

  #derive(): void {
    const { targets, weights } = this.#table;
    for (let i = 0; i < targets.length; i++) {
      const probability = 1 / (1 + Math.exp(-this.#scores[i]!));
      this.#gradient[i] = weights[i]! * (probability - targets[i]!);
      this.#hessian[i] = weights[i]! * Math.max(probability * (1 - probability), 1e-6);
    }
  }

  #open(
    tree: Tree,
    splits: { column: number; bin: number }[],
    waiting: Open[],
    { rows, depth, histogram }: Omit<Open, 'node'>,
  ): number {
    const node = tree.feature.length;
    let gradient = 0;
    let hessian = 0;
    for (const row of rows) {
      gradient += this.#gradient[row]!;
      hessian += this.#hessian[row]!;
    }
    tree.feature.push(-1);
    tree.threshold.push(0);
    tree.left.push(0);
    tree.right.push(0);
    tree.value.push((-this.#options.rate * gradient) / (hessian + this.#options.ridge));
    splits.push({ column: -1, bin: 0 });
    waiting.push({ node, rows, depth, histogram });
    return node;
  }

  /** Sums of gradient and hessian by column and bin. */
  #histogram(rows: Int32Array, columns: readonly number[]): Float64Array {
    const histogram = new Float64Array(columns.length * BINS * 2);
    columns.forEach((column, k) => {
      const { bins } = this.#binned[column]!;
      const base = k * BINS * 2;
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!;
        const at = base + bins[row]! * 2;
        histogram[at] = histogram[at]! + this.#gradient[row]!;
        histogram[at + 1] = histogram[at + 1]! + this.#hessian[row]!;
      }
    });
    return histogram;
  }

  #bestSplit(histogram: Float64Array, columns: readonly number[]): Split | null {
    const { ridge, leafWeight } = this.#options;
    let best: Split | null = null;
    columns.forEach((column, k) => {
      const count = this.#binned[column]!.edges.length + 1;
      const base = k * BINS * 2;
      let gradient = 0;
      let hessian = 0;
      for (let bin = 0; bin < count; bin++) {
        gradient += histogram[base + bin * 2]!;
        hessian += histogram[base + bin * 2 + 1]!;
      }
      const whole = (gradient * gradient) / (hessian + ridge);
      let leftGradient = 0;
      let leftHessian = 0;
      for (let bin = 0; bin + 1 < count; bin++) {
        leftGradient += histogram[base + bin * 2]!;
        leftHessian += histogram[base + bin * 2 + 1]!;
        const rightHessian = hessian - leftHessian;
        if (leftHessian < leafWeight || rightHessian < leafWeight) continue;
        const rightGradient = gradient - leftGradient;
        const gain =
          (leftGradient * leftGradient) / (leftHessian + ridge) +
          (rightGradient * rightGradient) / (rightHessian + ridge) -
          whole;
        if (gain > 1e-6 && gain > (best?.gain ?? 0)) best = { gain, column, bin };
      }
    });
    return best;
  }

  #divide(
    tree: Tree,
    splits: { column: number; bin: number }[],
    waiting: Open[],
    open: Open,
    { column, bin }: Split,
    columns: readonly number[],
  ): void {
    const { bins, edges } = this.#binned[column]!;
    const leftRows = open.rows.filter((row) => bins[row]! <= bin);
    const rightRows = open.rows.filter((row) => bins[row]! > bin);
    const [few] = leftRows.length < rightRows.length ? [leftRows] : [rightRows];
    const small = this.#histogram(few, columns);
    const large = open.histogram.map((sum, i) => sum - small[i]!);
    const depth = open.depth + 1;
    tree.feature[open.node] = column;
    tree.threshold[open.node] = edges[bin]!;
    splits[open.node] = { column, bin };
    const isLeftSmall = few === leftRows;
    tree.left[open.node] = this.#open(tree, splits, waiting, {
      rows: leftRows,
      depth,
      histogram: isLeftSmall ? small : large,
    });
    tree.right[open.node] = this.#open(tree, splits, waiting, {
      rows: rightRows,
      depth,
      histogram: isLeftSmall ? large : small,
    });
  }

  #update(tree: Tree, splits: readonly { column: number; bin: number }[]): void {
    for (let row = 0; row < this.#scores.length; row++) {
      let node = 0;
      while (splits[node]!.column >= 0) {
        const { column, bin } = splits[node]!;
        node = this.#binned[column]!.bins[row]! <= bin ? tree.left[node]! : tree.right[node]!;
      }
      this.#scores[row] = this.#scores[row]! + tree.value[node]!;
    }
  }
}
