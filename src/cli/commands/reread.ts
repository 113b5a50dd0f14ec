import type { Command } from 'commander';
import type { ReadingDiff, StatementChange } from '../../domain/reading-diff.ts';
import { readerName } from '../../domain/statement.ts';
import { CASE_READER } from '../../services/readers.ts';
import type { CaseReread, Reread } from '../../services/reread-case.ts';
import { changeRows } from '../change-rows.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode, exitOf } from '../exit-codes.ts';
import { type ReaderOption, readerOption, tellWhereTextsGo } from '../reader-option.ts';
import { columns, oneLine, progressBar, refusalLine, remarkLine } from '../terminal.ts';

interface Options extends ReaderOption {
  readonly apply?: boolean;
  readonly json?: boolean;
}

/** `onus case reread CASE`: what another reader makes of its sources. */
export function rereadCommand(
  group: Command,
  ctx: CliContext,
  end: (code: ExitCode) => void,
  unknownCase: (name: string) => ExitCode,
): void {
  group
    .command('reread')
    .summary('propose what another reader finds otherwise; --apply keeps it')
    .description(
      'Reads the sources of a case again, as they were captured, and says which statements another reader finds otherwise. Without --apply nothing is stored. With it the new readings are kept beside the earlier ones; what was reviewed stays as it was reviewed.',
    )
    .argument('<case>', 'name or id')
    .addOption(readerOption(CASE_READER))
    .option('--apply', 'keep the new readings, which are then the ones shown')
    .option('--json', 'one JSON object a source')
    .action(async (name: string, options: Options) => end(await reread(ctx, name, options, unknownCase)));
}

async function reread(
  ctx: CliContext,
  name: string,
  options: Options,
  unknownCase: (name: string) => ExitCode,
): Promise<ExitCode> {
  const { reader = CASE_READER, apply = false } = options;
  tellWhereTextsGo(ctx, reader);
  const { services, close } = await ctx.openServices(Number.POSITIVE_INFINITY, reader);
  try {
    const run = await services.rereadCase(name, { apply, signal: ctx.interrupted });
    return run === null ? unknownCase(name) : await writeAll(ctx, run, options);
  } finally {
    await close();
  }
}

/** What came of the sources so far. */
interface Tally {
  /** By kind of outcome, `same` for those whose readings do not differ. */
  readonly sources: Map<string, number>;
  readonly statements: { removed: number; added: number; changed: number; same: number };
  given: number;
}

async function writeAll(ctx: CliContext, run: CaseReread, options: Options): Promise<ExitCode> {
  const progress = progressBar(run.sources, ctx.stderr);
  const tally: Tally = {
    sources: new Map(),
    statements: { removed: 0, added: 0, changed: 0, same: 0 },
    given: 0,
  };
  progress.show(0, run.case.name);
  try {
    for await (const each of run.rereads) {
      progress.clear();
      count(tally, each);
      for (const remark of each.remarks) ctx.stderr.write(remarkLine(nameOf(each), remark));
      writeProblem(ctx, each);
      ctx.stdout.write(options.json ? jsonLine(each, run) : textOf(ctx, each));
      progress.show(tally.given, nameOf(each));
    }
  } finally {
    progress.clear();
  }
  if (!options.json) ctx.stdout.write(summary(run, tally, options.apply === true));
  if (tally.given < run.sources) {
    const done = `${tally.given} of ${run.sources} sources`;
    ctx.stderr.write(`stopped after ${done}; the same command begins again, what is kept is skipped\n`);
    return EXIT.interrupted;
  }
  const failed = (tally.sources.get('refused') ?? 0) + (tally.sources.get('left') ?? 0);
  return exitOf(run.sources - failed, failed);
}

function count(tally: Tally, { outcome }: Reread): void {
  tally.given++;
  const kind = outcome.kind === 'proposed' && outcome.diff.changes.length === 0 ? 'same' : outcome.kind;
  tally.sources.set(kind, (tally.sources.get(kind) ?? 0) + 1);
  if (!('diff' in outcome)) return;
  tally.statements.same += outcome.diff.same;
  for (const { kind: change } of outcome.diff.changes) tally.statements[change]++;
}

function nameOf({ title, targetUri }: Reread): string {
  return title ?? targetUri;
}

/** Why a source was not read, or its reading not kept. */
function writeProblem(ctx: CliContext, each: Reread): void {
  const { outcome } = each;
  if (outcome.kind === 'refused') ctx.stderr.write(refusalLine(nameOf(each), outcome.refusal));
  if (outcome.kind === 'left') ctx.stderr.write(refusalLine(nameOf(each), outcome.obstacle));
  if (outcome.kind === 'proposed' && outcome.obstacle !== null) {
    const { reason, hint } = outcome.obstacle;
    ctx.stderr.write(remarkLine(nameOf(each), `--apply would leave it: ${reason} — ${hint}`));
  }
}

function jsonLine({ outcome, ...source }: Reread, { reader }: CaseReread): string {
  const { kind, ...rest } = outcome;
  const { diff, ...further } = 'diff' in rest ? rest : { ...rest, diff: undefined };
  return `${JSON.stringify({ ...source, reader: readerName(reader), outcome: kind, ...further, ...diff })}\n`;
}

/** A line for the source, then one for each difference; nothing of what was skipped, which is counted, or refused. */
function textOf(ctx: CliContext, each: Reread): string {
  const { outcome } = each;
  const title = oneLine(nameOf(each), 100);
  if (outcome.kind === 'skipped' || outcome.kind === 'refused') return '';
  if (outcome.kind === 'unread') return `${outcome.unread.reason}  ${title}\n`;
  const isSame = outcome.kind === 'proposed' && outcome.diff.changes.length === 0;
  const head = [(isSame ? 'same' : outcome.kind).padEnd(8), countsOf(outcome.diff), title].join('  ');
  const table = columns(outcome.diff.changes.flatMap(changeRows), ctx.stdout);
  return `${head}\n${table}${table && '\n'}`;
}

function countsOf({ same, changes }: ReadingDiff): string {
  const of = (kind: StatementChange['kind']) => changes.filter((change) => change.kind === kind).length;
  return counts({ same, removed: of('removed'), added: of('added'), changed: of('changed') });
}

function counts({ removed, added, changed, same }: Tally['statements']): string {
  return `−${removed} +${added} ~${changed} =${same}`;
}

function summary(run: CaseReread, { sources, statements, given }: Tally, isApplied: boolean): string {
  const of = (kind: string) => sources.get(kind) ?? 0;
  const by = readerName(run.reader);
  const parts = (
    [
      [of('proposed'), 'with other statements'],
      [of('same'), 'without a difference'],
      [of('kept'), `kept as read by ${by}`],
      [of('left'), 'left as they are'],
      [of('skipped'), `read by ${by} already`],
      [of('unread'), 'in another language'],
      [of('refused'), 'refused'],
    ] as const
  ).flatMap(([number, what]) => (number === 0 ? [] : [`${number} ${what}`]));
  const what = isApplied ? '' : '; nothing was stored, --apply keeps the new readings';
  return `${[`${given} sources`, parts.join(', ')].filter(Boolean).join(': ')}\nstatements ${counts(statements)}${what}\n`;
}
