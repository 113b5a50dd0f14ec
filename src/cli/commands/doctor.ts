import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { OnusError } from '../../domain/errors.ts';
import { LANGUAGE_MODEL_READER } from '../../services/language-model-reader.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { columns } from '../terminal.ts';

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly found: string;
}

/** The Node the program is made for: it runs the sources as they are from 24 on. */
const NODE_MAJOR = 24;

/** `onus doctor`: what the program needs, and whether it is there. */
export function doctorCommand(program: Command, ctx: CliContext, end: (code: ExitCode) => void): void {
  program
    .command('doctor')
    .summary('check what Onus stands on')
    .option('--json', 'one JSON object')
    .action(async (options: { json?: boolean }) => {
      const findings = await examine(ctx);
      const well = findings.every(({ ok }) => ok);
      if (options.json) ctx.stdout.write(`${JSON.stringify({ version: ctx.version, well, findings })}\n`);
      else
        ctx.stdout.write(
          columns(
            findings.map(({ check, ok, found }) => [ok ? 'ok  ' : 'FAIL', check, found]),
            ctx.stdout,
          ),
        );
      end(well ? EXIT.ok : EXIT.fault);
    });
}

async function examine(ctx: CliContext): Promise<Finding[]> {
  const findings: Finding[] = [{ check: 'onus', ok: true, found: ctx.version }];
  const major = Number(process.versions.node.split('.')[0]);
  findings.push({
    check: 'node',
    ok: major >= NODE_MAJOR,
    found:
      major >= NODE_MAJOR
        ? process.versions.node
        : `${process.versions.node}; Onus needs Node ${NODE_MAJOR} or later`,
  });
  findings.push(examineModel(ctx), await examineDirectory(ctx.dataDirectory));
  findings.push(...(await examineStore(ctx)));
  return findings;
}

/** Nothing is sent: only what is configured is looked at. */
function examineModel(ctx: CliContext): Finding {
  const check = 'language model';
  try {
    const place = ctx.modelPlace(LANGUAGE_MODEL_READER);
    return { check, ok: true, found: `${place?.model} at ${place?.host}, asked only with --reader llm` };
  } catch (error) {
    if (!(error instanceof OnusError)) throw error;
    if (error.code === 'model-not-configured')
      return { check, ok: true, found: 'none: no text leaves this machine' };
    return { check, ok: false, found: `${error.message}; ${error.hint}` };
  }
}

async function examineDirectory(directory: string): Promise<Finding> {
  for (let path = directory; ; path = dirname(path)) {
    const fault = await access(path, constants.W_OK).then(
      () => null,
      (error: NodeJS.ErrnoException) => error,
    );
    if (fault === null)
      return {
        check: 'data directory',
        ok: true,
        found: path === directory ? directory : `${directory} (made at the first use)`,
      };
    if (fault.code !== 'ENOENT' || path === dirname(path))
      return {
        check: 'data directory',
        ok: false,
        found: `${path} cannot be written to; set ONUS_DATA to a directory that can`,
      };
  }
}

async function examineStore(ctx: CliContext): Promise<Finding[]> {
  const opened = await ctx.openServices().catch((error: Error) => error);
  if (opened instanceof Error) {
    const hint = 'hint' in opened && opened.hint ? ` — ${opened.hint}` : '';
    return [{ check: 'database', ok: false, found: `${opened.message}${hint}` }];
  }
  try {
    const report = await opened.services.report();
    const cases = await opened.services.listCases();
    return [
      {
        check: 'database',
        ok: true,
        found: `${report.engine}, PostgreSQL ${report.serverVersion}, ${report.url}`,
      },
      {
        check: 'schema',
        ok: true,
        found: `${report.schemaVersion}, ${(report.sizeBytes / 2 ** 20).toFixed(1)} MiB`,
      },
      { check: 'cases', ok: true, found: String(cases.length) },
    ];
  } finally {
    await opened.close();
  }
}
