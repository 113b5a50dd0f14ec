import { type Command, InvalidArgumentError, Option } from 'commander';
import { BLOCK_TYPES, type BlockType, isUnsure } from '../../domain/article.ts';
import type { CaptureDiff, SentenceChange } from '../../domain/capture-diff.ts';
import { isRefusal } from '../../domain/errors.ts';
import type { BlockCorrectionRequest, Services, SourceView } from '../../services/services.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { columns, oneLine, refusalLine } from '../terminal.ts';

type End = (code: ExitCode) => void;

/** `onus source …`: one source, its captures, what changed between them, and what people say of its blocks. */
export function sourceCommand(program: Command, ctx: CliContext, end: End): void {
  const group = program
    .command('source')
    .summary('show a source, what changed between its captures, and correct its blocks');
  group
    .command('show')
    .summary('its captures and its blocks')
    .argument('<source>', 'id or address')
    .option('--capture <id>', 'as that capture shows it; by default the newest')
    .option('--json', 'one JSON object')
    .action(async (name: string, options: ShowOptions) =>
      end(await withSource(ctx, name, options.capture, (_, view) => show(ctx, view, options))),
    );
  group
    .command('diff')
    .summary('what changed between two captures')
    .argument('<source>', 'id or address')
    .option('--from <capture>', 'by default the newest before it with other bytes')
    .option('--to <capture>', 'by default the newest')
    .option('--json', 'one JSON object')
    .action(async (name: string, options: DiffOptions) =>
      end(await withSource(ctx, name, undefined, (services, view) => diff(ctx, services, view, options))),
    );
  correctCommand(group, ctx, end);
}

function correctCommand(group: Command, ctx: CliContext, end: End): void {
  group
    .command('correct')
    .summary('say what a block is, or take that back; the source is read anew')
    .argument('<source>', 'id or address')
    .requiredOption('--block <number>', 'its number in onus source show', blockNumber)
    .addOption(new Option('--type <type>', 'what it is').choices(BLOCK_TYPES).conflicts('undo'))
    .option('--undo', 'take back what was last said of it')
    .option('--reason <words>', 'why')
    .option('--by <name>', 'who says so')
    .option('--capture <id>', 'of that capture; by default the newest')
    .option('--json', 'one JSON object')
    .action(async (name: string, options: CorrectOptions) => {
      if (options.type === undefined && options.undo !== true) {
        ctx.stderr.write(`say what the block is with --type (${BLOCK_TYPES.join(', ')}), or --undo\n`);
        return end(EXIT.usage);
      }
      const work = (services: Services, view: SourceView) => correct(ctx, services, view, options);
      return end(await withSource(ctx, name, options.capture, work, 1));
    });
}

function blockNumber(words: string): number {
  if (!/^[1-9]\d{0,6}$/.test(words)) throw new InvalidArgumentError('It is a number from 1.');
  return Number(words);
}

async function withSource(
  ctx: CliContext,
  name: string,
  capture: string | undefined,
  work: (services: Services, view: SourceView) => ExitCode | Promise<ExitCode>,
  inputs = 0,
): Promise<ExitCode> {
  const { services, close } = await ctx.openServices(inputs);
  try {
    const view = await services.openSource(name, capture);
    if (view !== null) return await work(services, view);
    const what =
      capture === undefined ? `source "${oneLine(name, 120)}"` : `capture "${oneLine(capture, 60)}" of it`;
    ctx.stderr.write(
      `there is no ${what} — onus case show CASE --json names sources, onus source show their captures\n`,
    );
    return EXIT.nothing;
  } finally {
    await close();
  }
}

interface ShowOptions {
  readonly capture?: string;
  readonly json?: boolean;
}

function show(ctx: CliContext, view: SourceView, { json }: ShowOptions): ExitCode {
  const { source, captures } = view;
  if (json) {
    const { sourceId, captureId, capture, article, statements, corrections } = source;
    const { sourceMap: _bulk, ...shown } = article;
    ctx.stdout.write(
      `${JSON.stringify({ sourceId, captureId, capture, article: shown, statements, corrections, captures })}\n`,
    );
    return EXIT.ok;
  }
  ctx.stdout.write(`${oneLine(source.article.metadata.title?.value ?? source.capture.targetUri)}\n\n`);
  const captureRows = captures.map((each) => [
    each.captureId === source.captureId ? '*' : '',
    each.capturedAt.slice(0, 16).replace('T', ' '),
    each.captureId,
    each.payloadDigest.slice('sha256:'.length, 'sha256:'.length + 12),
    String(each.statements),
    oneLine(`${each.extractor}, ${each.reader}`),
  ]);
  const captureHead = ['', 'CAPTURED (UTC)', 'CAPTURE', 'SHA-256', 'STATEMENTS', 'EXTRACTED, READ BY'];
  ctx.stdout.write(`${columns([captureHead, ...captureRows], ctx.stdout)}\n`);
  const blockRows = source.article.blocks.map((block, index) => [
    String(index + 1),
    block.type,
    block.corrected === undefined
      ? `${block.probability.toFixed(2)}${isUnsure(block) ? ' ?' : ''}`
      : `was ${block.corrected.from}`,
    oneLine(source.article.text.slice(block.start, block.end)),
  ]);
  ctx.stdout.write(columns([['BLOCK', 'TYPE', 'P', 'TEXT'], ...blockRows], ctx.stdout));
  return EXIT.ok;
}

interface DiffOptions {
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
}

async function diff(
  ctx: CliContext,
  services: Services,
  view: SourceView,
  { from, to, json }: DiffOptions,
): Promise<ExitCode> {
  const found = await services.diffSource(view.source.sourceId, {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  });
  if (found === null) return EXIT.nothing;
  if (isRefusal(found)) {
    ctx.stderr.write(refusalLine(view.source.capture.targetUri, found));
    return EXIT.nothing;
  }
  ctx.stdout.write(json ? `${JSON.stringify(found)}\n` : diffText(found, view));
  return EXIT.ok;
}

const DISCLOSURE_WORDS: Readonly<Record<CaptureDiff['disclosure'], string>> = {
  unchanged: 'the text of the article is the same',
  stated: 'the text changed, and the page says so',
  silent: 'silently edited: the text changed, and the page states no other time than before',
};

function diffText(found: CaptureDiff, { captures }: SourceView): string {
  const instant = (id: string) => captures.find(({ captureId }) => captureId === id)?.capturedAt ?? id;
  const lines = [
    `--- ${instant(found.earlierId)}  ${found.earlierId}`,
    `+++ ${instant(found.laterId)}  ${found.laterId}`,
    DISCLOSURE_WORDS[found.disclosure],
    ...found.metadata.map(
      ({ field, earlier, later }) =>
        `${field}: ${oneLine(earlier ?? 'not stated', 300)} → ${oneLine(later ?? 'not stated', 300)}`,
    ),
    '',
    ...found.sentences.flatMap(changeLines),
    '',
    fateLine(found),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** As `diff -u` writes it, a sentence a line: `-` what went, `+` what came, `~` what moved. */
function changeLines(change: SentenceChange): string[] {
  const line = (sign: string, text: string) => `${sign} ${oneLine(text, 10_000)}`;
  switch (change.kind) {
    case 'same':
      return [`  (${change.sentences} as before)`];
    case 'added':
      return [line('+', change.later)];
    case 'removed':
      return [line('-', change.earlier)];
    case 'moved':
      return [line('~', change.later)];
    case 'changed':
      return [line('-', change.earlier), line('+', change.later)];
  }
}

function fateLine({ statements }: CaptureDiff): string {
  const count = (status: string) => statements.filter((each) => each.status === status).length;
  return `statements of the earlier capture: ${count('exact')} to the letter, ${count('re-anchored')} re-anchored, ${count('not-found')} not found in the later`;
}

interface CorrectOptions {
  readonly block: number;
  readonly type?: BlockType;
  readonly undo?: boolean;
  readonly reason?: string;
  readonly by?: string;
  readonly capture?: string;
  readonly json?: boolean;
}

async function correct(
  ctx: CliContext,
  services: Services,
  { source }: SourceView,
  options: CorrectOptions,
): Promise<ExitCode> {
  const block = source.article.blocks[options.block - 1];
  if (block === undefined) {
    ctx.stderr.write(
      `the source has ${source.article.blocks.length} blocks — onus source show lists them with their numbers\n`,
    );
    return EXIT.nothing;
  }
  const request: BlockCorrectionRequest = {
    ...{ captureId: source.captureId, version: source.corrections.length },
    ...{ start: block.start, end: block.end },
    ...(options.type !== undefined && { type: options.type }),
    ...(options.reason !== undefined && { reason: options.reason }),
    ...(options.by !== undefined && { by: options.by }),
  };
  const corrected = await services.correctBlock(source.sourceId, request);
  if (corrected === null || isRefusal(corrected)) {
    if (corrected !== null) ctx.stderr.write(refusalLine(`block ${options.block}`, corrected));
    return EXIT.nothing;
  }
  const { from, to } = corrected.correction;
  ctx.stdout.write(
    options.json
      ? `${JSON.stringify(corrected)}\n`
      : `block ${options.block}: ${from} → ${to}; read anew, ${corrected.statements} statement${corrected.statements === 1 ? '' : 's'}\n`,
  );
  return EXIT.ok;
}
