import type { ClientConfig } from 'pg';
import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import type { AddJob, AddOutcome, AddRequest, JobQueue } from '../services/ports.ts';
import { storable } from './rows.ts';

interface AddPayload {
  readonly caseId: string;
  readonly request: AddRequest;
}

const QUEUE = 'add';
/** Connections of the queue's own, beside the store's pool: one listens for new jobs. */
const CONNECTIONS = 3;
/** Jobs that one process works on at a time: as many as it has threads for reading. */
const CONCURRENCY = 2;
/** Seconds that a job in hand has to finish in when the store closes; after that it is given back. */
const CLOSING_PATIENCE = 10;

/**
 * A job is tried once and retried three times. A worker shows every 15 s that it is alive; the jobs of one that has not
 * for 30 s are given to another at the next look, which is every 15 s. Seconds.
 */
const JOB_OPTIONS = {
  retryLimit: 3,
  retryDelay: 2,
  retryBackoff: true,
  heartbeatSeconds: 30,
  // A feed of linked pages is fetched a second a page, and an archive may hold hundreds; a worker that died is told by its heart.
  expireInSeconds: 3600,
  notify: true,
};
const SUPERVISION = { superviseIntervalSeconds: 15, monitorIntervalSeconds: 15 };
/**
 * Seconds between two looks for new jobs. A new one is also told of by the server's notice; a retried one only found
 * by looking.
 */
const POLLING = { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 };

/** A job queue in the database (pg-boss). It costs nothing until it is used: then it connects and makes its tables. */
export interface LazyJobQueue extends JobQueue {
  /** Gives jobs in hand a while to finish, and lets go. */
  stop(): Promise<void>;
}

export function createJobQueue(connection: ClientConfig): LazyJobQueue {
  let started: Promise<PgBoss> | null = null;
  let workerId: string | null = null;
  const boss = async () => {
    started ??= startBoss(connection);
    try {
      return await started;
    } catch (error) {
      // The next use tries again.
      started = null;
      throw error;
    }
  };

  return {
    async enqueue(caseId, request) {
      const queue = await boss();
      const jobId = await queue.send(QUEUE, storable({ caseId, request }));
      // The server's notice takes a moment; a worker in this process is told at once.
      if (workerId !== null) queue.notifyWorker(workerId);
      if (jobId === null) throw new Error('pg-boss sent no job, though the queue holds back none');
      return jobId;
    },

    async find(jobId) {
      if (!UUID.test(jobId)) return null;
      const jobs = await (await boss()).findJobs<AddPayload>(QUEUE, { id: jobId });
      return jobs[0] === undefined ? null : addJobFrom(jobs[0]);
    },

    async work(handler) {
      const queue = await boss();
      workerId = await queue.work<AddPayload, AddOutcome>(
        QUEUE,
        { ...POLLING, localConcurrency: CONCURRENCY, batchSize: 1 },
        async ([job]) => {
          if (job === undefined) throw new Error('pg-boss handed over an empty batch');
          try {
            return await handler(job.data.caseId, job.data.request);
          } finally {
            // Where one job was waiting there may be more: look at once, not after the interval between two looks.
            if (workerId !== null) queue.notifyWorker(workerId);
          }
        },
      );
    },

    async stop() {
      if (started === null) return;
      await (await started).stop({ graceful: true, timeout: CLOSING_PATIENCE * 1000 });
    },
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function startBoss(connection: ClientConfig): Promise<PgBoss> {
  // Loaded when first used: a program that only reads or adds one file does not wait for it.
  const { PgBoss: Boss } = await import('pg-boss');
  const boss = new Boss({
    ...(connection as object),
    ...SUPERVISION,
    max: CONNECTIONS,
    useListenNotify: true,
    schedule: false,
  });
  // A background query that fails is tried again at the next look; who enqueues or asks is told by their own query.
  boss.on('error', () => {});
  await boss.start();
  await boss.createQueue(QUEUE, JOB_OPTIONS);
  return boss;
}

/** A job of pg-boss's as the port words it. */
export function addJobFrom(
  job: Pick<JobWithMetadata<AddPayload>, 'id' | 'data' | 'state' | 'output'>,
): AddJob {
  const base = { jobId: job.id, caseId: job.data.caseId, request: job.data.request };
  const pending = { sourceId: null, sources: 0, problem: null };
  switch (job.state) {
    case 'created':
    case 'retry':
      return { ...base, ...pending, state: 'waiting' };
    case 'active':
      return { ...base, ...pending, state: 'active' };
    case 'completed':
      return { ...base, ...outcomeFrom(job.output as AddOutcome) };
    default:
      return { ...base, ...pending, state: 'failed', problem: problemFrom(job.output) };
  }
}

function outcomeFrom(
  outcome: AddOutcome,
): Pick<AddJob, 'state' | 'sourceId' | 'sources' | 'problem' | 'remark'> {
  if (isRefusal(outcome)) return { state: 'refused', sourceId: null, sources: 0, problem: inWords(outcome) };
  const { sourceId, sources, problem, remark } = outcome;
  return {
    ...{ state: 'done', sourceId, sources, problem: problem && inWords(problem) },
    ...(remark !== undefined && { remark }),
  };
}

function inWords({ reason, hint }: Refusal): NonNullable<AddJob['problem']> {
  return { reason, hint };
}

/** pg-boss keeps the last attempt's error as an object of its fields. */
function problemFrom(output: { message?: unknown; hint?: unknown } | null): NonNullable<AddJob['problem']> {
  return {
    reason: typeof output?.message === 'string' ? output.message : 'The job was given up.',
    hint: typeof output?.hint === 'string' ? output.hint : 'Add it again; if it fails again, report it.',
  };
}
