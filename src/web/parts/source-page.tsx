import { type Block, isUnsure, pageAt, UNSURE_BELOW } from '../../domain/article.ts';
import type { BlockCorrection } from '../../domain/block-correction.ts';
import type { CaptureSummary } from '../../domain/capture.ts';
import type { CaptureDiff } from '../../domain/capture-diff.ts';
import type { Case } from '../../domain/case.ts';
import type { FoundCopy } from '../../domain/origin.ts';
import { ArticleText } from './article-text.tsx';
import { type BlockDraft, BlockList } from './block-list.tsx';
import { CaptureFacts } from './capture-facts.tsx';
import { CapturesList } from './captures-list.tsx';
import { Changes, ChangesProblem, disclosureWords } from './changes.tsx';
import { Copies } from './copies.tsx';
import { blockAnchor, type Links, type Problem, type SourceData } from './data.ts';
import { Foreign } from './foreign.tsx';
import { BLOCK_LIMIT, sourceAddress } from './links.ts';
import { MetadataFacts } from './metadata-facts.tsx';
import { ProblemNotice } from './problem.tsx';
import { StatementNotes } from './statement-notes.tsx';
import { blockName, count, dateWords, instantWords, sourceTitle } from './words.ts';

/** What a running Onus shows of a source beside its text, and a published page does not. */
export interface SourceTools {
  /** Newest first. */
  readonly captures: readonly CaptureSummary[];
  readonly corrections: readonly BlockCorrection[];
  readonly view: 'text' | 'blocks';
  /** The first block of the list, by its place from 0. */
  readonly from: number;
  /** What changed between two captures, or why that cannot be told; null where there is nothing to compare. */
  readonly changes: SourceChanges | Problem | null;
  /** The sources that carry the same text. */
  readonly copies: readonly FoundCopy[];
  /** The correction just made. */
  readonly done: BlockCorrection | null;
  /** A correction that was not taken, and why. */
  readonly draft: { readonly block: BlockDraft; readonly problem: Problem } | null;
}

export interface SourceChanges {
  readonly diff: CaptureDiff;
  /** Of the earlier capture. */
  readonly statements: SourceData['statements'];
}

interface SourcePageProps {
  readonly source: SourceData;
  readonly cases: readonly Case[];
  readonly links: Links;
  /** Why it was kept and not read, or null where it was read. */
  readonly unread: Problem | null;
  /** Null on a published page. */
  readonly tools: SourceTools | null;
}

/** A source: its text with the statements underlined, the statements beside it, and how all of it was got. */
export function SourcePage({ source, cases, links, unread, tools }: SourcePageProps) {
  const isBlocks = tools?.view === 'blocks';
  return (
    <>
      <p className="crumbs">
        {cases.map((entry) => (
          <a key={entry.caseId} href={links.case(entry.caseId)}>
            <Foreign>{entry.name}</Foreign>
          </a>
        ))}
      </p>
      <TitleBlock source={source} hasHeadline={!isBlocks} changes={tools?.changes ?? null} />
      {tools !== null && <Notices source={source} tools={tools} />}
      {tools !== null && <Views source={source} tools={tools} />}
      {tools !== null && isBlocks ? (
        <BlockList
          source={source}
          corrections={tools.corrections}
          from={tools.from}
          draft={tools.draft?.block ?? null}
          capture={earlierCapture(source, tools)}
        />
      ) : (
        <Reading source={source} unread={unread} tools={tools} />
      )}
      {tools !== null && !isBlocks && <History source={source} tools={tools} />}
      {tools !== null && !isBlocks && <Copies copies={tools.copies} cases={cases} links={links} />}
      {!isBlocks && <MetadataFacts metadata={source.article.metadata} />}
      {!isBlocks && <CaptureFacts source={source} />}
    </>
  );
}

/** The capture's id where it is not the newest, for addresses that must name it; null where it is. */
function earlierCapture({ captureId }: SourceData, { captures }: SourceTools): string | null {
  return captures[0] === undefined || captures[0].captureId === captureId ? null : captureId;
}

function TitleBlock({
  source,
  hasHeadline,
  changes,
}: {
  readonly source: SourceData;
  readonly hasHeadline: boolean;
  readonly changes: SourceTools['changes'];
}) {
  const { title, publication, authors, published, updated } = source.article.metadata;
  const titled = hasHeadline && source.article.blocks.some(({ type }) => type === 'headline');
  const diff = changes !== null && 'diff' in changes ? changes.diff : null;
  return (
    <div className="title-block">
      <p className="kicker">Source</p>
      {/* The article's own headline stands in its text, where its statements can be marked. */}
      <h1 className={titled ? 'visually-hidden' : undefined}>
        <Foreign>{sourceTitle(source)}</Foreign>
      </h1>
      <p className="facts">
        {publication !== null && <Foreign>{publication.value}</Foreign>}
        {authors.map((author) => (
          <Foreign key={author.value}>{author.value}</Foreign>
        ))}
        <span>{published === null ? 'no date stated' : <time>{dateWords(published.value)}</time>}</span>
        {updated !== null && <span>updated {dateWords(updated.value)}</span>}
        {title === null && <span>no title found</span>}
        {diff !== null && (
          <a href="#changes" className={`disclosure disclosure-${diff.disclosure}`}>
            {disclosureWords(diff).split(':')[0]?.replace(/\.$/, '')}
          </a>
        )}
      </p>
    </div>
  );
}

/** What the reader has to know before the text: that it is not the newest capture, or how a correction went. */
function Notices({ source, tools }: { readonly source: SourceData; readonly tools: SourceTools }) {
  const newest = tools.captures[0];
  const { done, draft } = tools;
  return (
    <>
      {newest !== undefined && newest.captureId !== source.captureId && (
        <div className="notice">
          <p className="notice-title">
            An earlier capture, of <time>{instantWords(source.capture.capturedAt)}</time>
          </p>
          <p>
            Cases show and count the newest:{' '}
            <a href={sourceAddress(source.sourceId)}>
              that of <time>{instantWords(newest.capturedAt)}</time>
            </a>
            .
          </p>
        </div>
      )}
      {(source.article.metadata.confidence ?? 1) < UNSURE_BELOW && (
        <div className="notice">
          <p className="notice-title">The extractor is not sure which blocks are the article</p>
          <p>
            See what was set aside and what was read in the list of blocks, and say there what a block is
            where it is wrong.
          </p>
        </div>
      )}
      {draft !== null && (
        <ProblemNotice
          title="Not corrected; what you chose is kept in the form of its block"
          problem={draft.problem}
        />
      )}
      {done !== null && (
        <div className="notice notice-done" role="status">
          <p className="notice-title">
            {done.undoes === null ? 'Corrected' : 'Taken back'}: {blockName(done.from)} → {blockName(done.to)}
          </p>
          <p>
            The source was read anew: {count(source.statements.length, 'statement')}.{' '}
            <a href={`#${blockAnchor(done.start)}`}>Go to the block</a>
          </p>
        </div>
      )}
    </>
  );
}

/** The two ways to look at a source, and how many blocks need a look. */
function Views({ source, tools }: { readonly source: SourceData; readonly tools: SourceTools }) {
  const capture = earlierCapture(source, tools);
  const { blocks } = source.article;
  const unsure = blocks.filter(isUnsure).length;
  const corrected = blocks.filter((block) => block.corrected !== undefined).length;
  return (
    <nav className="views" aria-label="Ways to look at this source">
      <a
        href={sourceAddress(source.sourceId, { capture })}
        aria-current={tools.view === 'text' ? 'page' : undefined}
      >
        Text and statements
      </a>
      <a
        href={sourceAddress(source.sourceId, { capture, view: 'blocks' })}
        aria-current={tools.view === 'blocks' ? 'page' : undefined}
      >
        Blocks
      </a>
      <span className="quiet">
        {count(blocks.length, 'block')}
        {unsure > 0 && `, unsure of ${unsure}`}
        {corrected > 0 && `, ${corrected} corrected`}
      </span>
    </nav>
  );
}

function Reading({
  source,
  unread,
  tools,
}: {
  readonly source: SourceData;
  readonly unread: Problem | null;
  readonly tools: SourceTools | null;
}) {
  const places = new Map(source.article.blocks.map((block, place) => [block.start, place]));
  const capture = tools === null ? null : earlierCapture(source, tools);
  const addressOf = ({ start }: Block) => {
    const place = places.get(start) ?? 0;
    const from = place - (place % BLOCK_LIMIT);
    return sourceAddress(source.sourceId, { capture, view: 'blocks', from, hash: blockAnchor(start) });
  };
  return (
    <div className="reading">
      <section aria-label="Text of the article">
        <ArticleText
          article={source.article}
          statements={source.statements}
          {...(tools !== null && { blockAddress: addressOf })}
        />
      </section>
      {unread === null ? (
        <StatementNotes
          statements={source.statements}
          pageOf={({ cue, content }) => pageAt(source.article, (cue[0] ?? content[0])?.start ?? 0)}
          whereWrong="Where that is wrong, see what was set aside: a statement there is not read."
        />
      ) : (
        <p className="empty">
          {unread.reason}; {unread.hint}
        </p>
      )}
    </div>
  );
}

function History({ source, tools }: { readonly source: SourceData; readonly tools: SourceTools }) {
  const { changes, captures } = tools;
  return (
    <>
      {changes !== null && 'diff' in changes && (
        <Changes
          {...changes}
          captures={captures}
          present={new Set(source.statements.map(({ statementId }) => statementId))}
        />
      )}
      {changes !== null && !('diff' in changes) && <ChangesProblem problem={changes} />}
      <CapturesList
        sourceId={source.sourceId}
        captures={captures}
        shown={source.captureId}
        kind={source.capture.kind}
      />
    </>
  );
}
