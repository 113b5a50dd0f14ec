import { Command, CommanderError } from 'commander';
import { OnusError } from '../domain/errors.ts';
import { addCommand } from './commands/add.ts';
import { caseCommand } from './commands/case.ts';
import { doctorCommand } from './commands/doctor.ts';
import { extractCommand } from './commands/extract.ts';
import { readCommand } from './commands/read.ts';
import { serveCommand } from './commands/serve.ts';
import { sourceCommand } from './commands/source.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { oneLine } from './terminal.ts';

/** Runs one command line (without `node` and the script) and says how it ended. Never throws, never exits. */
export async function runCommandLine(words: readonly string[], ctx: CliContext): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const end = (ended: ExitCode) => {
    code = ended;
  };
  const program = createProgram(ctx, end);
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    ctx.stderr.write(faultText(error, ctx.env));
    return EXIT.fault;
  }
}

function createProgram(ctx: CliContext, end: (code: ExitCode) => void): Command {
  const program = new Command('onus')
    .description(
      'An open casebook for the attribution of cyber-incidents: who says, denies, doubts or stays silent, in their exact words.',
    )
    .version(ctx.version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => ctx.stdout.write(text),
      writeErr: (text) => ctx.stderr.write(text),
    })
    .showSuggestionAfterError()
    .showHelpAfterError('(onus --help lists the commands)')
    .addHelpText(
      'after',
      '\nEnvironment: ONUS_DATA (data directory), DATABASE_URL (a PostgreSQL of your own), ONUS_LLM_URL and ONUS_LLM_MODEL (a language model of your own, for --reader llm), NO_COLOR.\nExit codes: 0 done · 1 fault · 2 usage · 3 some inputs refused · 4 nothing taken or not found · 130 interrupted.',
    );
  for (const add of [
    readCommand,
    extractCommand,
    addCommand,
    serveCommand,
    caseCommand,
    sourceCommand,
    doctorCommand,
  ])
    add(program, ctx, end);
  return program;
}

/** What went wrong, why, what to do. The stack is for those who ask for it. */
export function faultText(error: unknown, env: CliContext['env']): string {
  const detail = env.ONUS_DEBUG && error instanceof Error ? `${error.stack}\n` : '';
  if (error instanceof OnusError)
    return `onus: ${oneLine(error.message, 600)}${error.hint ? ` — ${oneLine(error.hint, 300)}` : ''}\n${detail}`;
  const message = error instanceof Error ? error.message : String(error);
  return `onus: a fault of Onus: ${oneLine(message, 600)} — set ONUS_DEBUG=1 to see where, and please report it\n${detail}`;
}
