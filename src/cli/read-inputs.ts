import type { Article } from '../domain/article.ts';
import type { Captured } from '../domain/capture.ts';
import { isRefusal, type Refusal } from '../domain/errors.ts';
import { captureFile } from '../services/capture-file.ts';
import type { NamedInput } from '../services/inputs.ts';
import type { ReadingPool } from '../services/ports.ts';
import type { ReaderName } from '../services/readers.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode, exitOf } from './exit-codes.ts';
import { oneLine, progressBar, refusalLine } from './terminal.ts';

/** How many inputs are in hand at once: enough to keep the pool's threads busy. */
const IN_HAND = 4;

export interface InputRun {
  readonly ctx: CliContext;
  readonly inputs: readonly NamedInput[];
  readonly reader: ReaderName;
  /** Where a refusal is also data (`--json`): writes it to stdout. */
  readonly onRefusal?: (name: string, refusal: Refusal) => void;
}

/**
 * Takes each input in turn and writes what came of it, in the order in which they were named; refused ones become a line on
 * stderr and the rest go on. Stops after the inputs in hand on Ctrl-C.
 */
export async function eachInput<T>(
  run: InputRun,
  take: (input: NamedInput, pool: ReadingPool) => Promise<T | Refusal>,
  write: (input: NamedInput, result: T) => void,
): Promise<ExitCode> {
  const { ctx, inputs } = run;
  const pool = await ctx.openReadingPool(inputs.length, run.reader);
  const progress = progressBar(inputs.length, ctx.stderr);
  const counts = { taken: 0, refused: 0 };
  const pending: Promise<T | Refusal>[] = [];
  try {
    for (let i = 0; i < inputs.length; i++) {
      for (
        let k = pending.length;
        k < Math.min(inputs.length, i + IN_HAND) && !ctx.interrupted.aborted;
        k++
      ) {
        const job = take(inputs[k] as NamedInput, pool);
        job.catch(() => {}); // awaited below, in order; an early failure must not count as unhandled
        pending.push(job);
      }
      const job = pending[i];
      if (job === undefined) break;
      const input = inputs[i] as NamedInput;
      progress.show(i, input.name);
      const result = await job;
      progress.clear();
      if (isRefusal(result)) {
        counts.refused++;
        ctx.stderr.write(refusalLine(input.name, result));
        run.onRefusal?.(input.name, result);
      } else {
        counts.taken++;
        write(input, result);
      }
    }
  } finally {
    progress.clear();
    await pool.close();
  }
  const done = counts.taken + counts.refused;
  if (done < inputs.length) {
    ctx.stderr.write(
      `stopped: ${done} of ${inputs.length} done; the same command goes on from there, what is kept is skipped\n`,
    );
    return EXIT.interrupted;
  }
  return exitOf(counts.taken, counts.refused);
}

/** Opens and captures an input of the stateless commands; addresses are for `onus add`, which keeps what it fetched. */
export async function captureNamed(ctx: CliContext, input: NamedInput): Promise<Captured | Refusal> {
  const opened = await input.open();
  if (isRefusal(opened)) return opened;
  if (opened.kind === 'url')
    return {
      refused: 'address',
      reason: `${oneLine(opened.url)} is an address; this command reads files`,
      hint: `onus add ${oneLine(opened.url)} --case NAME fetches and keeps it`,
    };
  return captureFile(opened, ctx.now());
}

/** Capture and extract. */
export async function extractNamed(
  ctx: CliContext,
  input: NamedInput,
  pool: ReadingPool,
): Promise<{ captured: Captured; article: Article } | Refusal> {
  const captured = await captureNamed(ctx, input);
  if (isRefusal(captured)) return captured;
  const article = await pool.extract(captured);
  return isRefusal(article) ? article : { captured, article };
}
