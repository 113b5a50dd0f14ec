import type { Command } from 'commander';
import { parseCaseName } from '../../domain/case.ts';
import { isRefusal, type Refusal } from '../../domain/errors.ts';
import { expectedSources, namedInputs } from '../../services/inputs.ts';
import { CASE_READER } from '../../services/readers.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { eachCapture } from '../read-inputs.ts';
import { type ReaderOption, readerOption } from '../reader-option.ts';
import { oneLine, refusalLine } from '../terminal.ts';

interface Options extends ReaderOption {
  readonly case: string;
  readonly json?: boolean;
  readonly linked?: boolean;
  readonly ignoreRobots?: boolean;
  readonly publication?: string;
}

/** `onus add SOURCE… --case NAME`: capture, read and file into a case. */
export function addCommand(program: Command, ctx: CliContext, end: (code: ExitCode) => void): void {
  program
    .command('add')
    .summary('add addresses, files or folders to a case')
    .description(
      'Captures each source, reads it, and files it into the case, which is made where there is none. Adding the same again changes nothing.',
    )
    .argument(
      '<source...>',
      'addresses (https://…), files (pages, texts, feeds, web archives), folders, or - for pasted text on standard input',
    )
    .requiredOption('--case <name>', 'the case, by name')
    .addOption(readerOption(CASE_READER))
    .option('--linked', 'of a feed, fetch the pages that its entries link to, in place of the entries')
    .option('--ignore-robots', "do not ask the site's robots.txt, where you may fetch the page all the same")
    .option('--publication <whose>', 'whose article a text is that does not say so: its address or name')
    .option('--json', 'one JSON object a source')
    .addHelpText(
      'after',
      '\nExample:\n  onus add examples --case "Viasat KA-SAT"\n  pbpaste | onus add - --publication news.example --case "Viasat KA-SAT"\n  onus add https://news.example/feed.xml --linked --case "Viasat KA-SAT"',
    )
    .action(async (words: string[], options: Options) => end(await add(ctx, words, options)));
}

async function add(ctx: CliContext, words: readonly string[], options: Options): Promise<ExitCode> {
  const name = parseCaseName(options.case);
  if (isRefusal(name)) {
    ctx.stderr.write(refusalLine(options.case, name));
    return EXIT.usage;
  }
  const publication = await publicationNamed(options.publication);
  if (isRefusal(publication)) {
    ctx.stderr.write(refusalLine('--publication', publication));
    return EXIT.usage;
  }
  const inputs = await namedInputs(words, ctx.stdin);
  const { reader = CASE_READER } = options;
  const { services, close } = await ctx.openServices(expectedSources(inputs), reader);
  const { linked, ignoreRobots } = options;
  try {
    return await eachCapture(
      {
        ctx,
        inputs,
        reader,
        capturesOf: (input) =>
          services.captures(input.kind === 'archive' ? input : { ...input, linked, ignoreRobots }),
        ...(options.json && { onRefusal: (name, refusal) => writeRefusal(ctx, name, refusal) }),
      },
      (captured, _pool, watch) => services.addNow(name, captured, { publication, watch }),
      (input, added) => {
        if (options.json) ctx.stdout.write(`${JSON.stringify({ input, ...added })}\n`);
        else {
          const what = added.isReread ? 'reread ' : added.isNew ? 'added  ' : 'there  ';
          const title = oneLine(added.title ?? input, 100);
          const found = added.unread?.reason ?? `${String(added.statements).padStart(3)} statements`;
          const since = added.unchangedSince ? `  (unchanged since ${minuteOf(added.unchangedSince)})` : '';
          ctx.stdout.write(`${what}  ${found}  ${title}${since}\n`);
        }
      },
    );
  } finally {
    await close();
  }
}

/** Its module is loaded where it is asked for: every command loads this one. */
async function publicationNamed(word: string | undefined): Promise<string | Refusal | undefined> {
  if (word === undefined) return undefined;
  return (await import('../../services/publication.ts')).parsePublication(word);
}

/** `2026-11-29 23:05 UTC`. */
function minuteOf(instant: string): string {
  return `${instant.slice(0, 16).replace('T', ' ')} UTC`;
}

function writeRefusal(ctx: CliContext, name: string, { refused, reason, hint }: Refusal): void {
  ctx.stdout.write(`${JSON.stringify({ input: name, refused, reason, hint })}\n`);
}
