import type { CaptureSummary } from '../../domain/capture.ts';
import type {
  CaptureDiff,
  MetadataChange,
  SentenceChange,
  StatementFate,
} from '../../domain/capture-diff.ts';
import type { Statement } from '../../domain/statement.ts';
import { type Problem, statementAnchor } from './data.ts';
import { Foreign } from './foreign.tsx';
import { sourceAddress } from './links.ts';
import { actPhrase, blockName, count, instantWords, listed, percent } from './words.ts';

/** Changes drawn at once: a page that was written anew is told by its counts, and whole by the API and command line. */
const CHANGE_LIMIT = 300;

interface ChangesProps {
  readonly diff: CaptureDiff;
  readonly captures: readonly CaptureSummary[];
  /** The statements of the earlier capture. */
  readonly statements: readonly Pick<Statement, 'statementId' | 'speaker' | 'act' | 'content'>[];
  /** The statements that the page shows already, under anchors of their own. */
  readonly present: ReadonlySet<string>;
}

/** What changed from one capture to another, for a reader: how openly, which sentences, what else, which statements. */
export function Changes({ diff, captures, statements, present }: ChangesProps) {
  const instant = (captureId: string) => {
    const capture = captures.find((each) => each.captureId === captureId);
    return capture === undefined ? captureId : instantWords(capture.capturedAt);
  };
  return (
    <section className="changes" aria-labelledby="changes">
      <h2 id="changes">What changed</h2>
      <p className="facts">
        <a href={sourceAddress(diff.sourceId, { capture: diff.earlierId })}>
          from the capture of <time>{instant(diff.earlierId)}</time>
        </a>
        <a href={sourceAddress(diff.sourceId, { capture: diff.laterId })}>
          to that of <time>{instant(diff.laterId)}</time>
        </a>
        <span>
          compared by <Foreign>{diff.extractor}</Foreign>
        </span>
      </p>
      <DisclosureNotice diff={diff} />
      <MetadataChanges changes={diff.metadata} />
      <SentenceChanges changes={diff.sentences} />
      <StatementFates diff={diff} statements={statements} present={present} />
    </section>
  );
}

/** How openly the article was changed, in one sentence with its reason. */
export function disclosureWords({ disclosure, notice, metadata }: CaptureDiff): string {
  if (disclosure === 'unchanged') return 'The text of the article is the same.';
  if (disclosure === 'stated')
    return notice === null
      ? 'The text changed, and the page states a new date or time.'
      : 'The text changed, and the page says so.';
  return metadata.some(({ field }) => field === 'updated')
    ? 'Silently edited: the text changed, and the time of update that the page stated is gone.'
    : 'Silently edited: the text changed, and the page states no other time of publication or update than before.';
}

function DisclosureNotice({ diff }: { readonly diff: CaptureDiff }) {
  const { added, removed, changed, moved, same } = diff.counts;
  const parts = [
    added > 0 && `${added} added`,
    removed > 0 && `${removed} removed`,
    changed > 0 && `${changed} changed`,
    moved > 0 && `${moved} moved`,
    `${same} as before`,
  ].filter((part) => part !== false);
  return (
    <div className={`notice notice-${diff.disclosure}`}>
      <p className="notice-title">{disclosureWords(diff)}</p>
      <p>Sentences: {listed(parts)}.</p>
      {diff.notice !== null && (
        <p>
          “<Foreign>{diff.notice}</Foreign>”
        </p>
      )}
    </div>
  );
}

const FIELD_NAMES: Readonly<Record<MetadataChange['field'], string>> = {
  title: 'Title',
  publication: 'Publication',
  authors: 'Authors',
  published: 'Published',
  updated: 'Updated',
  language: 'Language',
  canonicalUri: 'Canonical URI',
};

function MetadataChanges({ changes }: { readonly changes: readonly MetadataChange[] }) {
  if (changes.length === 0) return null;
  return (
    <dl className="metadata-changes">
      {changes.map(({ field, earlier, later }) => (
        <div key={field}>
          <dt>{FIELD_NAMES[field]}</dt>
          <dd>
            {earlier === null ? <span className="quiet">not stated</span> : <Removed>{earlier}</Removed>}
            <span aria-hidden="true"> → </span>
            {later === null ? <span className="quiet">no longer stated</span> : <Added>{later}</Added>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The word before each is for those who do not see the strike or the line; `ins` and `del` are seldom read out. */
function Added({ children }: { readonly children: string }) {
  return (
    <ins>
      <span className="visually-hidden">added: </span>
      <Foreign>{children}</Foreign>
    </ins>
  );
}

function Removed({ children }: { readonly children: string }) {
  return (
    <del>
      <span className="visually-hidden">removed: </span>
      <Foreign>{children}</Foreign>
    </del>
  );
}

function SentenceChanges({ changes }: { readonly changes: readonly SentenceChange[] }) {
  if (changes.every(({ kind }) => kind === 'same')) return null;
  const shown = changes.slice(0, CHANGE_LIMIT);
  return (
    <>
      <ol className="sentence-changes">
        {shown.map((change, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sentence may come twice, and the list never changes
          <li key={index} className={`change change-${change.kind}`} {...stopOf(change)}>
            <ChangedSentence change={change} />
          </li>
        ))}
      </ol>
      {changes.length > shown.length && (
        <p className="empty">
          {count(changes.length - shown.length, 'further change')} not drawn here; onus source diff tells all.
        </p>
      )}
    </>
  );
}

/** `j` and `k` go from change to change, past what stayed. */
function stopOf({ kind }: SentenceChange) {
  return kind === 'same' ? {} : { 'data-stop': '', tabIndex: -1 };
}

function ChangedSentence({ change }: { readonly change: SentenceChange }) {
  if (change.kind === 'same')
    return <span className="quiet">{count(change.sentences, 'sentence')} as before</span>;
  return (
    <>
      <p className="change-kind">
        {change.kind}
        {change.block !== 'body' && `, ${blockName(change.block)}`}
      </p>
      <p className="change-text" dir="auto">
        {change.kind === 'changed'
          ? change.words.map(({ kind, text }, index) => {
              const Word = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span';
              // biome-ignore lint/suspicious/noArrayIndexKey: words come twice, and the list never changes
              return <Word key={index}>{text}</Word>;
            })
          : drawWhole(change)}
      </p>
    </>
  );
}

function drawWhole(change: Exclude<SentenceChange, { kind: 'same' | 'changed' }>) {
  if (change.kind === 'removed') return <del>{change.earlier}</del>;
  return change.kind === 'added' ? <ins>{change.later}</ins> : change.later;
}

/**
 * Each statement of the earlier capture, under the anchor that it had there: an address that somebody kept leads to what
 * became of it. Those that stand to the letter are folded; a browser opens what an address leads to.
 */
function StatementFates({
  diff,
  statements,
  present,
}: Pick<ChangesProps, 'diff' | 'statements' | 'present'>) {
  const byId = new Map(statements.map((statement) => [statement.statementId, statement]));
  const exact = diff.statements.filter(({ status }) => status === 'exact');
  const others = diff.statements.filter(({ status }) => status !== 'exact');
  const draw = (fates: readonly StatementFate[]) => (
    <ul>
      {fates.slice(0, CHANGE_LIMIT).map((fate) => (
        <li
          key={fate.statementId}
          id={present.has(fate.statementId) ? undefined : statementAnchor(fate.statementId)}
        >
          <Fate fate={fate} statement={byId.get(fate.statementId)} diff={diff} />
        </li>
      ))}
    </ul>
  );
  if (diff.statements.length === 0) return null;
  return (
    <div className="fates">
      <h3>Statements of the earlier capture</h3>
      {others.length > 0 && draw(others)}
      {exact.length === 0 ? (
        <p className="quiet">None of them stands in the later one to the letter.</p>
      ) : (
        <details>
          <summary>
            {exact.length} of {count(diff.statements.length, 'statement')} stand in the later one to the
            letter
          </summary>
          {draw(exact)}
        </details>
      )}
    </div>
  );
}

const FATE_WORDS: Readonly<Record<StatementFate['status'], string>> = {
  exact: 'to the letter',
  're-anchored': 're-anchored',
  'not-found': 'not found in this capture',
};

function Fate({
  fate,
  statement,
  diff,
}: {
  readonly fate: StatementFate;
  readonly statement: ChangesProps['statements'][number] | undefined;
  readonly diff: CaptureDiff;
}) {
  const { statementId, status, score, laterStatementId } = fate;
  const addressOf = (capture: string, id: string) =>
    sourceAddress(diff.sourceId, { capture, hash: statementAnchor(id) });
  return (
    <p>
      <b className="fate">
        {FATE_WORDS[status]}
        {status === 're-anchored' && `, ${percent(score)}`}
      </b>{' '}
      <a href={addressOf(diff.earlierId, statementId)}>
        {statement?.speaker == null ? 'Nobody named' : <Foreign>{statement.speaker.name}</Foreign>}{' '}
        {statement !== undefined && actPhrase(statement.act)}
      </a>
      {statement?.content[0] !== undefined && (
        <>
          {' '}
          “<Foreign>{statement.content.map(({ exact }) => exact).join(' … ')}</Foreign>”
        </>
      )}
      {laterStatementId !== null && (
        <>
          {' '}
          <a href={addressOf(diff.laterId, laterStatementId)}>the statement as it stands now</a>
        </>
      )}
    </p>
  );
}

/** Where two captures could not be compared: why. */
export function ChangesProblem({ problem }: { readonly problem: Problem }) {
  return (
    <section className="changes" aria-labelledby="changes">
      <h2 id="changes">What changed</h2>
      <p className="empty">
        <Foreign>{problem.reason}</Foreign>; <Foreign>{problem.hint}</Foreign>.
      </p>
    </section>
  );
}
