import { Worker } from 'node:worker_threads';
import type { CrfWeights } from '../src/statements/fast/crf.ts';
import type { CrfOptions, Sequences } from './train-crf.ts';

/** Which of the sequences to learn from, and the seeds of the models whose weights are averaged. */
export interface CrfJob {
  readonly runs: Sequences['runs'];
  readonly seeds: readonly number[];
}

/** As many as trainings are run at a time; two cores are what the time of a training is promised for. */
const THREADS = 2;

/**
 * Trains a CRF for each job, in worker threads over shared features. The mean of weights from several seeds scores as
 * the mean of their scores would: an ensemble that costs nothing when it reads.
 */
export async function trainCrfs(
  data: Omit<Sequences, 'runs'>,
  jobs: readonly CrfJob[],
  options: Omit<CrfOptions, 'seed'>,
): Promise<CrfWeights[]> {
  const shared = {
    hashes: new Uint32Array(sharedCopy(data.hashes)),
    ends: new Uint32Array(sharedCopy(data.ends)),
    gold: new Uint8Array(sharedCopy(data.gold)),
  };
  const tasks = jobs.flatMap(({ runs, seeds }, job) =>
    seeds.map((seed, at) => ({
      job,
      at,
      workerData: { data: { ...shared, runs: runs.map(bare) }, options: { ...options, seed } },
    })),
  );
  const trained: CrfWeights[][] = jobs.map(() => []);
  let next = 0;
  const work = async () => {
    for (let task = tasks[next++]; task !== undefined; task = tasks[next++])
      trained[task.job]![task.at] = await inWorker(task.workerData);
  };
  await Promise.all(Array.from({ length: THREADS }, work));
  return trained.map(meanOf);
}

function bare({ first, last, weight }: Sequences['runs'][number]) {
  return { first, last, weight };
}

function sharedCopy(array: Uint32Array | Uint8Array): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(array.byteLength);
  new Uint8Array(buffer).set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return buffer;
}

function inWorker(workerData: { data: Sequences; options: CrfOptions }): Promise<CrfWeights> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('crf-worker.ts', import.meta.url), { workerData });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

function meanOf(models: readonly CrfWeights[]): CrfWeights {
  const [first, ...others] = models;
  if (first === undefined) throw new RangeError('a model needs a seed');
  if (others.length === 0) return first;
  const mean = (of: (model: CrfWeights) => Float32Array | Int8Array) => {
    const sum = Float32Array.from(of(first));
    for (const other of others) {
      const values = of(other);
      for (let i = 0; i < sum.length; i++) sum[i]! += values[i]!;
    }
    return sum.map((value) => value / models.length);
  };
  return {
    ...first,
    weights: mean((model) => model.weights),
    transitions: mean((model) => model.transitions),
    starts: mean((model) => model.starts),
  };
}
