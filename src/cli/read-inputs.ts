import type { Article } from '../domain/article.ts';
import type { Captured, Taken } from '../domain/capture.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import { capturesOf, statelessMeans } from '../services/captures-of.ts';
import { expectedSources, type NamedInput } from '../services/inputs.ts';
import type { ChosenReader } from '../services/language-model-reader.ts';
import type { ReadingPool, ReadingWatch } from '../services/ports.ts';
import type { SourceInput } from '../services/services.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode, exitOf } from './exit-codes.ts';
import { tellWhereTextsGo } from './reader-option.ts';
import { progressBar, refusalLine, remarkLine } from './terminal.ts';

/** How many captures are in hand at once: enough to keep the pool's threads busy. */
const IN_HAND = 4;
/** Inputs that are opened, and addresses that are fetched, before their turn. */
const OPENED_AHEAD = 4;

export interface InputRun {
  readonly ctx: CliContext;
  readonly inputs: readonly NamedInput[];
  readonly reader: ChosenReader;
  /** What an opened input holds; without it what can be had without store and network. */
  readonly capturesOf?: (input: SourceInput) => AsyncIterable<Taken>;
  /** Where a refusal is also data (`--json`): writes it to stdout. */
  readonly onRefusal?: (name: string, refusal: Refusal) => void;
}

/** What came of one capture, or of an input that gave none. */
interface Job<T> {
  readonly name: string;
  readonly result: Promise<T | Refusal | null>;
  /** Whole once the result is there. */
  readonly remarks: readonly string[];
  /** How many inputs were done before. */
  readonly done: number;
}

/**
 * Takes each capture of each input in turn and writes what came of it, in the order in which they were named; refused ones become
 * a line on stderr and the rest go on. Stops on Ctrl-C after the captures in hand, and those that were fetched already.
 */
export async function eachCapture<T>(
  run: InputRun,
  take: (captured: Captured, pool: ReadingPool, watch: ReadingWatch) => Promise<T | Refusal>,
  write: (name: string, result: T) => void,
): Promise<ExitCode> {
  const { ctx, inputs } = run;
  tellWhereTextsGo(ctx, run.reader);
  const pool = await ctx.openReadingPool(expectedSources(inputs), run.reader);
  const progress = progressBar(inputs.length, ctx.stderr);
  const counts = { taken: 0, refused: 0 };
  const jobs: Job<T>[] = [];
  const settle = async ({ name, result, remarks, done }: Job<T>) => {
    progress.show(done, name);
    const outcome = await result;
    progress.clear();
    for (const remark of remarks) ctx.stderr.write(remarkLine(name, remark));
    if (isRefusal(outcome)) {
      counts.refused++;
      ctx.stderr.write(refusalLine(name, outcome));
      run.onRefusal?.(name, outcome);
    } else if (outcome !== null) {
      counts.taken++;
      write(name, outcome);
    }
  };
  const reach = { isWhole: false, waitFor: (done: number, name: string) => progress.show(done, name) };
  try {
    for await (const { done, taken } of everyCapture(run, reach)) {
      const onPart = (part: number, parts: number) =>
        progress.show(done, `${taken.name}, part ${part} of ${parts}`);
      jobs.push(jobOf(taken, done, (captured, onRemark) => take(captured, pool, { onPart, onRemark })));
      if (jobs.length === IN_HAND) await settle(jobs.shift() as Job<T>);
    }
    for (const job of jobs.splice(0)) await settle(job);
  } finally {
    progress.clear();
    await pool.close();
  }
  if (reach.isWhole) return exitOf(counts.taken, counts.refused);
  ctx.stderr.write(
    `stopped: ${counts.taken} taken, ${counts.refused} refused; the same command goes on from there, what is kept is skipped\n`,
  );
  return EXIT.interrupted;
}

function jobOf<T>(
  taken: Taken,
  done: number,
  take: (captured: Captured, onRemark: (remark: string) => void) => Promise<T | Refusal>,
): Job<T> {
  const { name } = taken;
  if ('refusal' in taken) return { name, done, result: Promise.resolve(taken.refusal), remarks: [] };
  const remarks = taken.remark === undefined ? [] : [taken.remark];
  if (!('captured' in taken)) return { name, done, result: Promise.resolve(null), remarks };
  const result = take(taken.captured, (remark) => remarks.push(remark));
  result.catch(() => {}); // awaited later, in order; an early failure must not count as unhandled
  return { name, done, result, remarks };
}

interface Reach {
  /** At the end: whether all was given, or Ctrl-C came before. */
  isWhole: boolean;
  /** Called before an input is waited for: one that is fetched takes its time. */
  waitFor(done: number, name: string): void;
}

/** Everything that the inputs hold, in their order; the first of each input is made ahead of its turn. */
async function* everyCapture(run: InputRun, reach: Reach): AsyncGenerator<{ done: number; taken: Taken }> {
  const { inputs, ctx } = run;
  const opened: { stream: AsyncGenerator<Taken>; first: Promise<IteratorResult<Taken>> }[] = [];
  for (let i = 0; i < inputs.length; i++) {
    while (opened.length < Math.min(inputs.length, i + OPENED_AHEAD) && !ctx.interrupted.aborted) {
      const stream = capturesOfNamed(inputs[opened.length] as NamedInput, run);
      const first = stream.next();
      first.catch(() => {}); // awaited below, when its turn has come
      opened.push({ stream, first });
    }
    const input = opened[i];
    if (input === undefined) return;
    reach.waitFor(i, (inputs[i] as NamedInput).name);
    for (let next = await input.first; !next.done; next = await input.stream.next()) {
      yield { done: i, taken: next.value };
      // What was fetched ahead of its turn is taken too, and no more of it asked for.
      if (ctx.interrupted.aborted) await input.stream.return(undefined);
    }
  }
  reach.isWhole = !ctx.interrupted.aborted;
}

async function* capturesOfNamed(input: NamedInput, run: InputRun): AsyncGenerator<Taken> {
  const opened = await input.open();
  if (isRefusal(opened)) return yield { name: input.name, refusal: opened };
  const captures = run.capturesOf?.(opened) ?? capturesOf(opened, statelessMeans(run.ctx.now));
  for await (const taken of captures) {
    // An input that is one source goes by the name that the user gave it, folders and all.
    const isPart = taken.name !== (opened.kind === 'url' ? opened.url : opened.name);
    yield isPart ? taken : { ...taken, name: input.name };
  }
}

/** A capture with its article. */
export interface Extracted {
  readonly captured: Captured;
  readonly article: Article;
}

export async function extractCaptured(captured: Captured, pool: ReadingPool): Promise<Extracted | Refusal> {
  const article = await pool.extract(captured);
  return isRefusal(article) ? article : { captured, article };
}
