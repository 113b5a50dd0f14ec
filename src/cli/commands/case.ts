import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Command, Option } from 'commander';
import { conclusionSchema, LIKELIHOODS, RUNGS } from '../../domain/judgement.ts';
import { memberIds } from '../../domain/origin.ts';
import type { Position } from '../../domain/position.ts';
import { caseCsv } from '../../services/case-csv.ts';
import { outdatedReadings } from '../../services/outdated-readings.ts';
import type { CaseView, Services } from '../../services/services.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { columns, emphasis, oneLine } from '../terminal.ts';
import { exportCommand } from './export.ts';
import { originsCommand } from './origins.ts';
import { rereadCommand } from './reread.ts';

type End = (code: ExitCode) => void;

/** `onus case …`: what stands in the casebook. */
export function caseCommand(program: Command, ctx: CliContext, end: End): void {
  const group = program.command('case').summary('list, show, weigh, read again, publish and export cases');
  group
    .command('list')
    .summary('all cases, newest first')
    .option('--json', 'one JSON array')
    .action(async (options: { json?: boolean }) =>
      end(await withServices(ctx, (services) => list(ctx, services, options.json === true))),
    );
  group
    .command('show')
    .summary('a case: its sources, origins and positions')
    .argument('<case>', 'name or id')
    .option('--json', 'one JSON object')
    .action(async (name: string, options: { json?: boolean }) =>
      end(await withCase(ctx, name, (view) => show(ctx, view, options.json === true))),
    );
  group
    .command('positions')
    .summary('who holds which position, in which words')
    .argument('<case>', 'name or id')
    .option('--party <name>', 'only this party, or the state of this ISO code')
    .addOption(new Option('--json', 'one JSON array').conflicts('csv'))
    .option('--csv', 'comma-separated, one line a statement')
    .action(async (name: string, options: PositionsOptions) =>
      end(await withCase(ctx, name, (view) => positions(ctx, view, options))),
    );
  weighCommand(group, ctx, end);
  exportCommand(group, (work) => withServices(ctx, work), ctx, end);
  originsCommand(group, ctx, end, {
    withCase: (name, work) => withCase(ctx, name, work),
    withServices: (work) => withServices(ctx, work),
    unknownCase: (name) => unknownCase(ctx, name),
  });
  rereadCommand(group, ctx, end, (name) => unknownCase(ctx, name));
  group
    .command('publish')
    .summary('write the case as static pages')
    .argument('<case>', 'name or id')
    .requiredOption('--out <folder>', 'a folder that does not exist yet')
    .action(async (name: string, options: { out: string }) =>
      end(await withCase(ctx, name, (view) => publish(ctx, view, options.out))),
    );
}

async function withServices(
  ctx: CliContext,
  work: (services: Services) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { services, close } = await ctx.openServices();
  try {
    return await work(services);
  } finally {
    await close();
  }
}

function withCase(
  ctx: CliContext,
  name: string,
  work: (view: CaseView) => ExitCode | Promise<ExitCode>,
): Promise<ExitCode> {
  return withServices(ctx, async (services) => {
    const view = await services.openCase(name);
    return view === null ? unknownCase(ctx, name) : work(view);
  });
}

function unknownCase(ctx: CliContext, name: string): ExitCode {
  ctx.stderr.write(`there is no case "${oneLine(name, 60)}" — onus case list shows those there are\n`);
  return EXIT.nothing;
}

async function list(ctx: CliContext, services: Services, json: boolean): Promise<ExitCode> {
  const cases = await services.listCases();
  if (json) ctx.stdout.write(`${JSON.stringify(cases)}\n`);
  else if (cases.length === 0) ctx.stderr.write('no cases yet — onus add SOURCE… --case NAME starts one\n');
  else {
    const rows = cases.map((each) => [
      each.createdAt.slice(0, 10),
      String(each.sources),
      String(each.statements),
      oneLine(each.name),
    ]);
    ctx.stdout.write(columns([['SINCE', 'SOURCES', 'STATEMENTS', 'NAME'], ...rows], ctx.stdout));
  }
  return EXIT.ok;
}

function show(ctx: CliContext, view: CaseView, json: boolean): ExitCode {
  const { file } = view;
  if (json) {
    const sources = file.sources.map(({ sourceId, capture, article, statements, addedAt }) => ({
      sourceId,
      addedAt,
      targetUri: capture.targetUri,
      payloadDigest: capture.payloadDigest,
      title: article.metadata.title?.value ?? null,
      published: article.metadata.published?.value ?? null,
      statements: statements.length,
    }));
    ctx.stdout.write(
      `${JSON.stringify({ case: file.case, sources, origins: memberIds(view.origins), positions: view.positions })}\n`,
    );
    return EXIT.ok;
  }
  const statements = file.sources.reduce((sum, source) => sum + source.statements.length, 0);
  const strong = emphasis(ctx.stdout, ctx.env);
  ctx.stdout.write(`${strong(oneLine(file.case.name))}\n`);
  ctx.stdout.write(
    `${file.sources.length} sources of ${view.origins.origins.length} origins, ${statements} statements, ${view.positions.length} positions\n\n`,
  );
  for (const line of outdatedReadings(file)) ctx.stdout.write(`${line}\n\n`);
  const rows = file.sources.map((source) => [
    source.article.metadata.published?.value.slice(0, 10) ?? 'undated',
    String(source.statements.length),
    oneLine(source.article.metadata.title?.value ?? source.capture.targetUri),
  ]);
  if (rows.length > 0)
    ctx.stdout.write(`${columns([['PUBLISHED', 'STATEMENTS', 'SOURCE'], ...rows], ctx.stdout)}\n`);
  if (view.positions.length > 0) ctx.stdout.write(positionTable(ctx, view.positions));
  return EXIT.ok;
}

interface PositionsOptions {
  readonly party?: string;
  readonly json?: boolean;
  readonly csv?: boolean;
}

function positions(ctx: CliContext, view: CaseView, options: PositionsOptions): ExitCode {
  const asked = options.party?.toLowerCase();
  const chosen = view.positions.filter(
    (position) =>
      asked === undefined ||
      position.party.toLowerCase() === asked ||
      position.country?.toLowerCase() === asked,
  );
  if (options.json) ctx.stdout.write(`${JSON.stringify(chosen)}\n`);
  else if (options.csv) ctx.stdout.write(caseCsv({ file: view.file, positions: chosen }));
  else if (chosen.length > 0) ctx.stdout.write(positionTable(ctx, chosen));
  if (chosen.length > 0 || asked === undefined) return EXIT.ok;
  const parties = [...new Set(view.positions.map((position) => position.party))];
  ctx.stderr.write(
    `no position of "${oneLine(options.party ?? '', 60)}" in this case — parties: ${oneLine(parties.join(', '), 600)}\n`,
  );
  return EXIT.nothing;
}

/** "Ostrel [OST] through Ada Marn, foreign ministry". */
function partyOf({ party, country, through }: Position): string {
  const place = country === null ? '' : ` [${country}]`;
  return `${oneLine(party, 40)}${place}${through === undefined ? '' : ` through ${oneLine(through, 40)}`}`;
}

function positionTable(ctx: CliContext, chosen: readonly Position[]): string {
  const rows = chosen.flatMap((position) =>
    position.statements.map((statement, i) => [
      i === 0 ? partyOf(position) : '',
      i === 0
        ? `${position.kind}${position.target ? ` → ${oneLine(position.target.name, 30)}` : ''}${position.hedge === 'certain' ? '' : ` (${position.hedge})`}`
        : '',
      whenOf(statement),
      statement.rendering,
      oneLine(statement.exact, 400),
    ]),
  );
  return columns([['PARTY', 'POSITION', 'SAID', 'RENDERING', 'WORDS'], ...rows], ctx.stdout);
}

/** `2014-12-19 (“on Friday”)`; where no words say when, `article of 2014-12-22`. */
function whenOf({ date, saidOn }: Position['statements'][number]): string {
  if (date === null) return '';
  if (saidOn === undefined) return `article of ${oneLine(date, 40).slice(0, 10)}`;
  return `${oneLine(date, 40)}${saidOn.words === null ? '' : ` (“${oneLine(saidOn.words, 40)}”)`}`;
}

interface WeighOptions {
  readonly party: string;
  readonly rung: string;
  readonly likelihood: string;
  readonly json?: boolean;
}

function weighCommand(group: Command, ctx: CliContext, end: End): void {
  group
    .command('weigh')
    .summary('ask the gate whether a conclusion may be published')
    .argument('<case>', 'name or id')
    .requiredOption('--party <name>', 'who is held responsible, as named in the case')
    .addOption(new Option('--rung <rung>', 'what is said about it').choices(RUNGS).default('state'))
    .addOption(
      new Option('--likelihood <words>', 'ICD 203').choices(Object.keys(LIKELIHOODS)).default('likely'),
    )
    .option('--json', 'one JSON object')
    .action(async (name: string, options: WeighOptions) =>
      end(await withServices(ctx, (services) => weigh(ctx, services, name, options))),
    );
}

async function weigh(
  ctx: CliContext,
  services: Services,
  name: string,
  options: WeighOptions,
): Promise<ExitCode> {
  const judgement = await services.weighCase(name, conclusionSchema.parse({ ...options, country: null }));
  if (judgement === null) return unknownCase(ctx, name);
  if (options.json) {
    ctx.stdout.write(`${JSON.stringify(judgement)}\n`);
    return EXIT.ok;
  }
  const rows = judgement.verdicts.map(({ passed, rule, finding }) => [
    passed ? 'pass' : 'FAIL',
    rule,
    oneLine(finding, 400),
  ]);
  ctx.stdout.write(columns(rows, ctx.stdout));
  ctx.stdout.write(
    `\n${judgement.allowed ? 'may be published' : 'refused; the strongest wording that passes'}: ${oneLine(judgement.wording, 1000)}\n`,
  );
  return EXIT.ok;
}

/** Written whole or not at all: into a temporary folder beside the one named, which then takes its name. */
async function publish(ctx: CliContext, view: CaseView, out: string): Promise<ExitCode> {
  const files = await ctx.publish(view);
  const draft = `${out}.${process.pid}.tmp`;
  try {
    for (const [path, text] of files) {
      await mkdir(dirname(join(draft, path)), { recursive: true });
      await writeFile(join(draft, path), text);
    }
    await rename(draft, out);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOTDIR') throw error;
    ctx.stderr.write(`${oneLine(out)} is there already — name a folder that does not exist yet\n`);
    return EXIT.usage;
  }
  ctx.stdout.write(`${files.size} files in ${out}; open ${join(out, 'index.html')}\n`);
  return EXIT.ok;
}
