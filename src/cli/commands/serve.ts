import { type Command, InvalidArgumentError } from 'commander';
import { CASE_READER } from '../../services/readers.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { type ReaderOption, readerOption, tellWhereTextsGo } from '../reader-option.ts';

interface Options extends ReaderOption {
  readonly host: string;
  readonly port: number;
  readonly name?: readonly string[];
  readonly examples?: boolean;
}

/** `onus serve`: pages, API and the worker that takes what they queue, until Ctrl-C. */
export function serveCommand(program: Command, ctx: CliContext, end: (code: ExitCode) => void): void {
  program
    .command('serve')
    .summary('open the casebook in a browser')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0 takes a free one', parsePort, 4870)
    .addOption(readerOption(CASE_READER))
    .option('--name <host...>', 'names under which others reach it, beside those of this machine')
    .option('--examples', 'where there is no case yet, start one from the examples')
    .action(async (options: Options) => {
      const { reader = CASE_READER } = options;
      tellWhereTextsGo(ctx, reader);
      const server = await ctx.serve({
        host: options.host,
        port: options.port,
        names: options.name ?? [],
        reader,
        examples: options.examples === true,
      });
      ctx.stdout.write(`Onus is open at ${server.url}\n`);
      ctx.stderr.write('stop it with Ctrl-C; everything added is kept\n');
      await stopped(ctx.interrupted);
      await server.close();
      end(EXIT.ok);
    });
}

function parsePort(word: string): number {
  const port = Number(word);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return port;
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
