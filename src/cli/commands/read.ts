import type { Command } from 'commander';
import type { Article } from '../../domain/article.ts';
import type { Capture, Captured } from '../../domain/capture.ts';
import { isRefusal, type Refusal } from '../../domain/errors.ts';
import type { FoundStatement } from '../../domain/statement.ts';
import { expectedSources, namedInputs } from '../../services/inputs.ts';
import { plainArticleOf } from '../../services/plain-article-of.ts';
import type { ReadingPool, ReadingWatch } from '../../services/ports.ts';
import { readLine, statementPage } from '../../services/read-output.ts';
import { CASE_READER } from '../../services/readers.ts';
import { type Unread, unreadReason } from '../../services/unread.ts';
import type { CliContext } from '../context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { eachCapture, extractCaptured } from '../read-inputs.ts';
import { type ReaderOption, readerOption } from '../reader-option.ts';
import { columns, emphasis, oneLine } from '../terminal.ts';

interface Read {
  readonly capture: Capture;
  readonly article: Article;
  readonly statements: readonly FoundStatement[];
  readonly unread: Unread | null;
}

interface Options extends ReaderOption {
  readonly json?: boolean;
  readonly plain?: boolean;
}

/** `onus read FILE…`: files in, statements out; nothing is kept. */
export function readCommand(program: Command, ctx: CliContext, end: (code: ExitCode) => void): void {
  program
    .command('read')
    .summary('find who says what in files; keep nothing')
    .description(
      'Finds who says what in pages, texts, PDF, mail and Word documents, the entries of a feed (RSS, Atom, JSON Feed) and the pages of a web archive (WARC, WACZ), and keeps nothing. Folders are searched for all of these; - is standard input.',
    )
    .argument('<file...>', 'files, folders, or - for standard input')
    .addOption(readerOption('deep for one file, auto for several'))
    .option('--json', 'one JSON object a file (a fixed contract: docs/cli.md)')
    .option(
      '--plain',
      "each file is the article's own text: nothing is taken for boilerplate, offsets are into the file",
    )
    .addHelpText(
      'after',
      '\nExample:\n  onus read examples/*.html\n  onus read --json page.html | jq .statements',
    )
    .action(async (words: string[], options: Options) => {
      const take = (captured: Captured, pool: ReadingPool, watch: ReadingWatch) =>
        readCaptured(captured, { pool, watch, isPlain: options.plain === true });
      const write = (_name: string, read: Read) =>
        ctx.stdout.write(options.json ? jsonLine(read, options) : table(ctx, read));
      const inputs = await namedInputs(words, ctx.stdin);
      // Somebody waits for one file; of many, those that speak of no incident need no more than the fast reader.
      const reader = options.reader ?? (expectedSources(inputs) === 1 ? 'deep' : CASE_READER);
      end(await eachCapture({ ctx, inputs, reader }, take, write));
    });
}

async function readCaptured(
  captured: Captured,
  { pool, watch, isPlain }: { pool: ReadingPool; watch: ReadingWatch; isPlain: boolean },
): Promise<Read | Refusal> {
  const taken = isPlain ? plain(captured) : await extractCaptured(captured, pool);
  if (isRefusal(taken)) return taken;
  const unread = unreadReason(taken.article);
  const statements = unread === null ? await pool.read(taken.article, watch) : [];
  return isRefusal(statements)
    ? statements
    : { capture: taken.captured.capture, article: taken.article, statements, unread };
}

function plain(captured: Captured) {
  const article = plainArticleOf(captured);
  return isRefusal(article) ? article : { captured, article };
}

function jsonLine(read: Read, options: Options): string {
  return `${JSON.stringify(readLine(read.capture, read.statements, options.plain ? undefined : read.article, read.unread))}\n`;
}

function table(ctx: CliContext, { capture, article, statements, unread }: Read): string {
  const title = article.metadata.title?.value ?? capture.targetUri;
  const published = article.metadata.published?.value;
  const strong = emphasis(ctx.stdout, ctx.env);
  const head = `${strong(oneLine(title))}${published ? `  (${oneLine(published)})` : ''}\n`;
  if (unread !== null) return `${head}${unread.reason}\n${unread.hint}\n\n`;
  if (statements.length === 0) return `${head}no statements found\n\n`;
  const pages = statements.map((statement) => statementPage(article, statement));
  const isPaged = pages.some((page) => page !== null);
  const isDated = statements.some(({ saidOn }) => saidOn !== null);
  const rows = statements.map((statement, i) => [
    ...(isPaged ? [pages[i] === null ? '' : `page ${pages[i]}`] : []),
    `${statement.act}${statement.hedge === 'certain' ? '' : ` (${statement.hedge})`}`,
    speakerOf(statement),
    statement.target ? `→ ${oneLine(statement.target.text, 30)}` : '',
    ...(isDated ? [saidOnOf(statement)] : []),
    oneLine([...statement.cue, ...statement.content].map((quote) => quote.exact).join(' '), 300),
  ]);
  const titles = [
    ...(isPaged ? ['PAGE'] : []),
    'ACT',
    'SPEAKER',
    'TARGET',
    ...(isDated ? ['SAID'] : []),
    'WORDS',
  ];
  return `${head}${columns([titles, ...rows], ctx.stdout)}\n`;
}

/** `2014-12-19 (“on Friday”)`; empty where no words say when. */
function saidOnOf({ saidOn }: FoundStatement): string {
  if (saidOn === null) return '';
  return `${saidOn.edtf}${saidOn.span === null ? '' : ` (“${oneLine(saidOn.span.exact, 40)}”)`}`;
}

function speakerOf({ speaker, source }: FoundStatement): string {
  const name = speaker?.name ?? source[0]?.exact ?? '—';
  return `${oneLine(name, 40)}${speaker?.country ? ` [${speaker.country}]` : ''}`;
}
