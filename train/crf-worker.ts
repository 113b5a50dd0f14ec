import { parentPort, workerData } from 'node:worker_threads';
import { type CrfOptions, type Sequences, trainCrf } from './train-crf.ts';

const { data, options } = workerData as { data: Sequences; options: CrfOptions };
parentPort?.postMessage(trainCrf(data, options));
