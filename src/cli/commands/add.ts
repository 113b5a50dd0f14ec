import type { Command } from 'commander';
import { parseCaseName } from '../../domain/case.ts';
import { isRefusal, type Refusal } from '../../domain/errors.ts';
import { type NamedInput, namedInputs } from '../../services/inputs.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { eachInput } from '../read-inputs.ts';
import { type ReaderOption, readerOption } from '../reader-option.ts';
import { oneLine, refusalLine } from '../terminal.ts';

interface Options extends ReaderOption {
  readonly case: string;
  readonly json?: boolean;
}

/** `onus add SOURCE… --case NAME`: capture, read and file into a case. */
export function addCommand(program: Command, ctx: CliContext, end: (code: ExitCode) => void): void {
  program
    .command('add')
    .summary('add addresses, files or folders to a case')
    .description(
      'Captures each source, reads it, and files it into the case, which is made where there is none. Adding the same again changes nothing.',
    )
    .argument('<source...>', 'addresses (https://…), files, folders, or - for pasted text on standard input')
    .requiredOption('--case <name>', 'the case, by name')
    .addOption(readerOption())
    .option('--json', 'one JSON object a source')
    .addHelpText(
      'after',
      '\nExample:\n  onus add examples --case "Viasat KA-SAT"\n  pbpaste | onus add - --case "Viasat KA-SAT"',
    )
    .action(async (words: string[], options: Options) => end(await add(ctx, words, options)));
}

async function add(ctx: CliContext, words: readonly string[], options: Options): Promise<ExitCode> {
  const name = parseCaseName(options.case);
  if (isRefusal(name)) {
    ctx.stderr.write(refusalLine(options.case, name));
    return EXIT.usage;
  }
  const inputs = await namedInputs(words, ctx.stdin);
  const { services, close } = await ctx.openServices(inputs.length, options.reader);
  try {
    const take = async (input: NamedInput) => {
      const opened = await input.open();
      return isRefusal(opened) ? opened : services.addNow(name, opened);
    };
    return await eachInput(
      {
        ctx,
        inputs,
        reader: options.reader,
        ...(options.json && { onRefusal: (name, refusal) => writeRefusal(ctx, name, refusal) }),
      },
      take,
      (input, added) => {
        if (options.json) ctx.stdout.write(`${JSON.stringify({ input: input.name, ...added })}\n`);
        else {
          const what = added.isReread ? 'reread ' : added.isNew ? 'added  ' : 'there  ';
          const title = added.title ?? input.name;
          const found = added.unread?.reason ?? `${String(added.statements).padStart(3)} statements`;
          ctx.stdout.write(`${what}  ${found}  ${oneLine(title, 100)}\n`);
        }
      },
    );
  } finally {
    await close();
  }
}

function writeRefusal(ctx: CliContext, name: string, { refused, reason, hint }: Refusal): void {
  ctx.stdout.write(`${JSON.stringify({ input: name, refused, reason, hint })}\n`);
}
