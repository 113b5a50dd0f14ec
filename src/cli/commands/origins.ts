import type { Command } from 'commander';
import type { CaseSource } from '../../domain/case.ts';
import { isRefusal, type Refusal } from '../../domain/errors.ts';
import type { Origin, OriginEdit, OriginMember } from '../../domain/origin.ts';
import { revisionOf } from '../../services/origins.ts';
import type { CaseView, OriginChange, Services } from '../../services/services.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { columns, oneLine, refusalLine } from '../terminal.ts';

/** How the commands of a case reach it; see `case.ts`. */
export interface CaseAccess {
  withCase(name: string, work: (view: CaseView) => ExitCode): Promise<ExitCode>;
  withServices(work: (services: Services) => Promise<ExitCode>): Promise<ExitCode>;
  unknownCase(name: string): ExitCode;
}

interface EditOptions {
  readonly by: string;
  readonly reason: string;
  readonly revision?: string;
  readonly json?: boolean;
}

/** `onus case origins …`: which sources are copies of one text, why, and what is edited by hand. */
export function originsCommand(
  group: Command,
  ctx: CliContext,
  end: (code: ExitCode) => void,
  access: CaseAccess,
): void {
  const origins = group
    .command('origins')
    .summary('which sources are of one origin, why, and edits by hand')
    .argument('<case>', 'name or id')
    .option('--json', 'one JSON object, with passages and edits')
    .addHelpText(
      'after',
      '\nSOURCE is the beginning of a source’s id, as it is listed.\n\nExamples:\n  onus case origins "Viasat KA-SAT"\n  onus case origins join "Viasat KA-SAT" 1f3a 77c0 --by "N. N." --reason "both retell one briefing"',
    )
    .action(async (name: string, options: { json?: boolean }) =>
      end(await access.withCase(name, (view) => list(ctx, view, options.json === true))),
    );
  const edit = (
    command: Command,
    change: (view: CaseView, words: readonly string[]) => OriginChange | Refusal,
  ) =>
    signed(command).action(async (name: string, words: string | readonly string[], options: EditOptions) =>
      end(
        await access.withServices((services) =>
          editCase(ctx, services, { name, options, change: (view) => change(view, [words].flat()), access }),
        ),
      ),
    );
  edit(
    origins
      .command('join')
      .summary('the origins of these sources are one')
      .argument('<case>')
      .argument('<source...>'),
    (view, words) => named(view, words, 'join'),
  );
  edit(
    origins
      .command('split')
      .summary('these sources are of another origin than the rest of theirs')
      .argument('<case>')
      .argument('<source...>'),
    (view, words) => named(view, words, 'split'),
  );
  edit(
    origins
      .command('undo')
      .summary('an edit no longer holds')
      .argument('<case>')
      .argument('<edit>', 'its number in the history'),
    (_view, [number = '']) =>
      /^\d{1,9}$/.test(number) ? { action: 'undo', undoes: Number(number) } : noEdit(number),
  );
  origins
    .command('history')
    .summary('every edit by hand: what, who, when, why')
    .argument('<case>', 'name or id')
    .option('--json', 'one JSON array')
    .action(async (name: string, options: { json?: boolean }) =>
      end(await access.withCase(name, (view) => history(ctx, view, options.json === true))),
    );
}

function signed(command: Command): Command {
  return command
    .requiredOption('--by <name>', 'who makes the edit')
    .requiredOption('--reason <words>', 'why')
    .option('--revision <number>', 'edit only where the origins still stand at this revision')
    .option('--json', 'the edit as one JSON object');
}

function list(ctx: CliContext, view: CaseView, json: boolean): ExitCode {
  const { origins, quotations, edits } = view.origins;
  if (json) {
    const told = { revision: revisionOf(view.origins), origins, quotations, edits };
    ctx.stdout.write(`${JSON.stringify({ case: view.file.case, ...told })}\n`);
    return EXIT.ok;
  }
  const byId = new Map(view.file.sources.map((source) => [source.sourceId, source]));
  const short = shortIds([...byId.keys()]);
  // Origins of several sources first, each set off by a blank line; then those of one.
  const several = origins.filter(({ members }) => members.length > 1);
  for (const origin of several) ctx.stdout.write(`${originText(ctx, origin, byId, short)}\n`);
  const alone = origins.filter(({ members }) => members.length === 1).flatMap(({ members }) => members);
  ctx.stdout.write(
    columns(
      alone.map((member) => memberLine(member, byId, short, true)),
      ctx.stdout,
    ),
  );
  for (const { sourceIds, reason } of quotations)
    ctx.stdout.write(
      `counted apart: ${sourceIds.map((sourceId) => short(sourceId)).join(' and ')}: ${oneLine(reason, 400)}\n`,
    );
  ctx.stderr.write(
    `${byId.size} sources of ${origins.length} origins; ${edits.length} edits by hand${edits.length === 0 ? '' : ' (onus case origins history CASE)'}\n`,
  );
  return EXIT.ok;
}

type ById = ReadonlyMap<string, CaseSource>;
type Short = (sourceId: string) => string;

function originText(ctx: CliContext, { members }: Origin, byId: ById, short: Short): string {
  return columns(
    members.map((member) => memberLine(member, byId, short)),
    ctx.stdout,
  );
}

function memberLine(member: OriginMember, byId: ById, short: Short, isAlone = false): string[] {
  const source = byId.get(member.sourceId);
  return [
    short(member.sourceId),
    source?.article.metadata.published?.value.slice(0, 10) ?? 'undated',
    isAlone ? 'alone' : member.membership,
    oneLine(source?.article.metadata.title?.value ?? source?.capture.targetUri ?? '', 60),
    whyText(member, short),
  ];
}

function whyText({ reasons, comparedWith, passages, passagesInAll }: OriginMember, short: Short): string {
  const [longest] = passages.toSorted((a, b) => b.words - a.words);
  const beside = comparedWith === null ? '' : `beside ${short(comparedWith)}: `;
  const shared =
    longest === undefined
      ? ''
      : `; ${passagesInAll} shared ${passagesInAll === 1 ? 'passage' : 'passages'}, the longest of ${longest.words} words: “${oneLine(longest.own.exact, 80)}”`;
  return beside + oneLine(reasons.join('; '), 400) + shared;
}

/** So many first characters that no two ids share them, eight at least. */
function shortIds(ids: readonly string[]): Short {
  let length = 8;
  while (length < 64 && new Set(ids.map((id) => id.slice(0, length))).size < ids.length) length += 2;
  return (id) => id.slice(0, length);
}

/** The sources whose ids begin so. */
function named(view: CaseView, words: readonly string[], action: 'join' | 'split'): OriginChange | Refusal {
  const sourceIds: string[] = [];
  for (const word of words) {
    const found = view.file.sources.filter(({ sourceId }) => sourceId.startsWith(word));
    const [source] = found;
    if (source === undefined || found.length > 1)
      return {
        refused: found.length > 1 ? 'ambiguous-source' : 'unknown-source',
        reason:
          found.length > 1
            ? `${found.length} sources begin with ${word}`
            : `no source of this case begins with ${word}`,
        hint: 'onus case origins CASE lists the sources with their ids',
      };
    sourceIds.push(source.sourceId);
  }
  return { action, sourceIds };
}

function noEdit(number: string): Refusal {
  return {
    refused: 'unknown-edit',
    reason: `"${number}" is not the number of an edit`,
    hint: 'onus case origins history CASE lists the edits',
  };
}

interface EditWork {
  readonly name: string;
  readonly options: EditOptions;
  readonly change: (view: CaseView) => OriginChange | Refusal;
  readonly access: CaseAccess;
}

async function editCase(
  ctx: CliContext,
  services: Services,
  { name, options, change, access }: EditWork,
): Promise<ExitCode> {
  const { by, reason, revision } = options;
  if (revision !== undefined && !/^\d{1,9}$/.test(revision)) {
    ctx.stderr.write(`--revision takes a number, not "${oneLine(revision, 40)}"\n`);
    return EXIT.usage;
  }
  const view = await services.openCase(name);
  if (view === null) return access.unknownCase(name);
  const wanted = change(view);
  const seen = revision === undefined ? revisionOf(view.origins) : Number(revision);
  const edited = isRefusal(wanted)
    ? wanted
    : await services.editOrigins(name, { change: wanted, by, reason, seen });
  if (edited === null) return access.unknownCase(name);
  if (isRefusal(edited)) {
    ctx.stderr.write(refusalLine(name, edited));
    return EXIT.nothing;
  }
  if (options.json) ctx.stdout.write(`${JSON.stringify(edited)}\n`);
  else {
    const count = (await services.openCase(name))?.origins.origins.length ?? 0;
    ctx.stdout.write(`edit ${edited.revision}: ${editWords(edited)}; ${count} origins in the case now\n`);
  }
  return EXIT.ok;
}

function history(ctx: CliContext, view: CaseView, json: boolean): ExitCode {
  const { edits } = view.origins;
  if (json) ctx.stdout.write(`${JSON.stringify(edits)}\n`);
  else if (edits.length === 0) ctx.stderr.write('no origin of this case was edited by hand\n');
  else {
    const rows = edits.map((edit) => [
      String(edit.revision),
      edit.madeAt.slice(0, 16).replace('T', ' '),
      oneLine(edit.by, 40),
      editWords(edit),
      oneLine(edit.reason, 200),
    ]);
    ctx.stdout.write(columns([['EDIT', 'WHEN (UTC)', 'WHO', 'WHAT', 'WHY'], ...rows], ctx.stdout));
  }
  return EXIT.ok;
}

function editWords({ action, sourceIds, fromIds, undoes }: OriginEdit): string {
  const ids = (list: readonly string[]) => list.map((id) => id.slice(0, 8)).join(' ');
  if (action === 'undo') return `undid edit ${undoes}`;
  return action === 'join' ? `joined ${ids(sourceIds)}` : `split ${ids(sourceIds)} from ${ids(fromIds)}`;
}
