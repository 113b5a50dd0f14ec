import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { caseWarc } from '../../services/case-warc.ts';
import type { Services } from '../../services/services.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { oneLine, refusalLine } from '../terminal.ts';

interface Options {
  readonly warc?: boolean;
  readonly out: string;
}

/** `onus case export CASE --warc --out FILE`. */
export function exportCommand(
  group: Command,
  withServices: (work: (services: Services) => Promise<ExitCode>) => Promise<ExitCode>,
  ctx: CliContext,
  end: (code: ExitCode) => void,
): void {
  group
    .command('export')
    .summary('write every capture of the case as a web archive')
    .argument('<case>', 'name or id')
    .requiredOption('--warc', 'as WARC 1.1: each record packed by gzip, or plain where FILE ends in .warc')
    .requiredOption('--out <file>', 'a file that does not exist yet')
    .action(async (name: string, options: Options) =>
      end(await withServices((services) => exportWarc(ctx, services, name, options.out))),
    );
}

async function exportWarc(ctx: CliContext, services: Services, name: string, out: string): Promise<ExitCode> {
  const exported = await services.exportCaptures(name);
  if (exported === null) {
    ctx.stderr.write(`there is no case "${oneLine(name, 60)}" — onus case list shows those there are\n`);
    return EXIT.nothing;
  }
  const warc = caseWarc(exported, {
    software: `Onus ${ctx.version}`,
    now: ctx.now(),
    packed: !/\.warc$/i.test(out),
    onRefusal: (refused, refusal) => ctx.stderr.write(refusalLine(refused, refusal)),
  });
  try {
    await pipeline(Readable.from(warc.bytes), createWriteStream(out, { flags: 'wx' }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      ctx.stderr.write(`${oneLine(out)} is there already — name a file that does not exist yet\n`);
      return EXIT.usage;
    }
    // Half an archive is none.
    await rm(out, { force: true });
    throw error;
  }
  const { captures, refused } = warc.counts;
  ctx.stdout.write(`${captures} captures in ${oneLine(out)}\n`);
  return refused > 0 ? EXIT.partly : EXIT.ok;
}
