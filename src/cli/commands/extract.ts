import { type Command, Option } from 'commander';
import { bodyText } from '../../domain/article.ts';
import { namedInputs } from '../../services/inputs.ts';
import type { CliContext } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { eachCapture, extractCaptured } from '../read-inputs.ts';
import { columns, oneLine } from '../terminal.ts';

interface Options {
  readonly text?: boolean;
  readonly blocks?: boolean;
  readonly json?: boolean;
}

/** `onus extract FILE…`: the article of a page or text. */
export function extractCommand(program: Command, ctx: CliContext, end: (code: ExitCode) => void): void {
  program
    .command('extract')
    .summary('show the article of a page, text or document; keep nothing')
    .argument('<file...>', 'files, folders, or - for standard input')
    .addOption(new Option('--text', "the article's own text (the default)").conflicts(['blocks', 'json']))
    .addOption(new Option('--blocks', 'every block with its type and why it was so typed').conflicts('json'))
    .option('--json', 'one JSON object a file: text, blocks, metadata, source map')
    .action(async (words: string[], options: Options) => {
      const code = await eachCapture(
        { ctx, inputs: await namedInputs(words, ctx.stdin), reader: 'rules' },
        extractCaptured,
        (_name, { captured, article }) => {
          if (options.json) ctx.stdout.write(`${JSON.stringify({ capture: captured.capture, article })}\n`);
          else if (options.blocks) {
            const rows = article.blocks.map((block) => [
              block.type,
              block.probability.toFixed(2),
              oneLine(block.reason, 60),
              oneLine(article.text.slice(block.start, block.end)),
            ]);
            ctx.stdout.write(columns([['TYPE', 'P', 'WHY', 'TEXT'], ...rows], ctx.stdout));
          } else ctx.stdout.write(`${bodyText(article)}\n`);
        },
      );
      end(code);
    });
}
