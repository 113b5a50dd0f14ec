import { diffWordsWithSpace } from 'diff';
import {
  type Article,
  type ArticleMetadata,
  type Block,
  type BlockType,
  isUnsure,
  READ_BLOCK_TYPES,
} from '../domain/article.ts';
import type { CaptureDiff, MetadataChange, SentenceChange, StatementFate } from '../domain/capture-diff.ts';
import type { Statement } from '../domain/statement.ts';
import { findParagraphs } from '../language/paragraphs.ts';
import { findSentences } from '../language/sentences.ts';
import { findTokens } from '../language/tokens.ts';
import { type AlignedSentence, alignSentences } from '../text/align-sentences.ts';
import type { Quote } from '../text/quote.ts';
import { createReAnchorer } from '../text/re-anchor.ts';
import type { CapturePair, SourceReading } from './ports.ts';

/** What is the article's own, and what tells where it is from. Comments, menus and appeals change with every visit. */
const COMPARED: ReadonlySet<BlockType> = new Set([
  ...READ_BLOCK_TYPES,
  ...(['byline', 'dateline', 'caption', 'credit', 'agency-credit', 'correction'] as const),
]);
/** Words of a sentence that may be other ones before it is shown as one put in place of the other. */
const WORD_EDIT_LIMIT = 400;

/**
 * What changed from one capture of a source to another: sentences, metadata, how openly, and what became of the
 * statements. Pure, and heavy for a long article: call it through a {@link import('./ports.ts').ReadingPool}.
 */
export function compareCaptures({ earlier, later, articles }: CapturePair): CaptureDiff {
  const before = sentencesOf(articles.earlier);
  const after = sentencesOf(articles.later);
  const aligned = alignSentences(
    before.map(({ text }) => text),
    after.map(({ text }) => text),
  );
  const metadata = changedMetadata(articles.earlier.metadata, articles.later.metadata);
  const countOf = (kind: AlignedSentence['kind']) => aligned.filter((each) => each.kind === kind).length;
  const added = aligned.flatMap((each) => (each.kind === 'added' ? (after[each.later] ?? []) : []));
  const notice = added.find(tellsOfChange)?.text ?? null;
  return {
    sourceId: later.sourceId,
    earlierId: earlier.captureId,
    laterId: later.captureId,
    extractor: articles.later.extractor,
    sentences: sentenceChanges(aligned, before, after),
    counts: {
      same: countOf('same'),
      added: countOf('added'),
      removed: countOf('removed'),
      changed: countOf('changed'),
      moved: countOf('moved'),
    },
    metadata,
    disclosure: disclosureOf(changedBlocks(aligned, before, after), metadata, notice),
    notice,
    statements: fatesOf(earlier, later),
  };
}

interface ArticleSentence {
  readonly text: string;
  readonly block: Block;
}

function sentencesOf({ text, blocks }: Article): ArticleSentence[] {
  const compared = blocks.filter(({ type }) => COMPARED.has(type));
  const tokens = findTokens(text);
  // The stage cuts what is read into paragraphs; here, captions and bylines too.
  const paragraphs = findParagraphs(
    text,
    compared.map((block) => ({ ...block, type: 'body' as const })),
    tokens,
  );
  let next = 0;
  return findSentences(text, tokens, paragraphs).flatMap(({ start, end }) => {
    while ((compared[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++;
    const block = compared[next];
    return block === undefined ? [] : [{ text: text.slice(start, end), block }];
  });
}

function sentenceChanges(
  aligned: readonly AlignedSentence[],
  before: readonly ArticleSentence[],
  after: readonly ArticleSentence[],
): SentenceChange[] {
  const changes: SentenceChange[] = [];
  for (const each of aligned) {
    const last = changes.at(-1);
    if (each.kind === 'same' && last?.kind === 'same') last.sentences++;
    else changes.push(changeOf(each, before, after));
  }
  return changes;
}

function changeOf(
  each: AlignedSentence,
  before: readonly ArticleSentence[],
  after: readonly ArticleSentence[],
): SentenceChange {
  if (each.kind === 'same') return { kind: 'same', sentences: 1 };
  const earlier = 'earlier' in each ? before[each.earlier] : undefined;
  const later = 'later' in each ? after[each.later] : undefined;
  const block = (later ?? earlier)?.block.type ?? 'body';
  const [earlierText, laterText] = [earlier?.text ?? '', later?.text ?? ''];
  if (each.kind === 'removed') return { kind: 'removed', block, earlier: earlierText };
  if (each.kind !== 'changed') return { kind: each.kind, block, later: laterText };
  return {
    kind: 'changed',
    block,
    earlier: earlierText,
    later: laterText,
    similarity: each.similarity,
    words: changedWords(earlierText, laterText),
  };
}

type WordChange = Extract<SentenceChange, { kind: 'changed' }>['words'][number];

function changedWords(earlier: string, later: string): WordChange[] {
  const changes = diffWordsWithSpace(earlier, later, { maxEditLength: WORD_EDIT_LIMIT });
  if (changes === undefined)
    return [
      { kind: 'removed', text: earlier },
      { kind: 'added', text: later },
    ];
  return inRuns(
    changes.map(({ added, removed, value }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    })),
  );
}

/** What changed side by side as one removed and one added piece, with the white space between: words, not scraps. */
function inRuns(changes: readonly WordChange[]): WordChange[] {
  const runs: WordChange[] = [];
  let [removed, added] = ['', ''];
  const close = () => {
    if (removed !== '') runs.push({ kind: 'removed', text: removed });
    if (added !== '') runs.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  changes.forEach(({ kind, text }, i) => {
    const isBetween = removed + added !== '' && changes[i + 1] !== undefined && !/\S/u.test(text);
    if (kind === 'same' && !isBetween) {
      close();
      runs.push({ kind, text });
      return;
    }
    if (kind !== 'added') removed += text;
    if (kind !== 'removed') added += text;
  });
  close();
  return runs;
}

function changedMetadata(earlier: ArticleMetadata, later: ArticleMetadata): MetadataChange[] {
  const fields = [
    'title',
    'publication',
    'authors',
    'published',
    'updated',
    'language',
    'canonicalUri',
  ] as const;
  return fields.flatMap((field) => {
    const [before, after] = [valueIn(earlier, field), valueIn(later, field)];
    return before === after || isSameInstant(before, after) ? [] : [{ field, earlier: before, later: after }];
  });
}

function valueIn(metadata: ArticleMetadata, field: MetadataChange['field']): string | null {
  if (field === 'authors') return metadata.authors.map(({ value }) => value).join(', ') || null;
  return metadata[field]?.value ?? null;
}

/** Whether two values name one instant in different zones. */
function isSameInstant(a: string | null, b: string | null): boolean {
  return a?.includes('T') === true && b?.includes('T') === true && Date.parse(a) === Date.parse(b);
}

/** The blocks of the sentences that are not as they were. */
function changedBlocks(
  aligned: readonly AlignedSentence[],
  before: readonly ArticleSentence[],
  after: readonly ArticleSentence[],
): Block[] {
  return aligned.flatMap((each) => {
    if (each.kind === 'same') return [];
    const sentence = 'later' in each ? after[each.later] : before[each.earlier];
    return sentence === undefined ? [] : [sentence.block];
  });
}

/**
 * Only what surely is the article's own counts: a teaser taken for body changes with every visit, and “silently edited”
 * is said of somebody.
 */
function disclosureOf(
  blocks: readonly Block[],
  metadata: readonly MetadataChange[],
  notice: string | null,
): CaptureDiff['disclosure'] {
  const isOwn = ({ type }: Block) => READ_BLOCK_TYPES.has(type) || type === 'correction';
  if (!blocks.some((block) => isOwn(block) && !isUnsure(block))) return 'unchanged';
  const dates = metadata.filter(({ field }) => field === 'updated' || field === 'published');
  return notice !== null || dates.some(({ later }) => later !== null) ? 'stated' : 'silent';
}

/** How publishers say in the text that they changed it: a heading with a colon, or a sentence about “this article”. */
const NOTICES = [
  /^(?:corrections?|clarification|editor[’']?s note|update|updated|amended|amendment)\b[^.:]{0,60}:/iu,
  /\bthis (?:article|story|report|piece|page|post) (?:has been|was|is being) (?:amended|corrected|updated|changed|edited|revised)\b/iu,
  /\ban earlier version of this (?:article|story|report|piece|page|post|headline)\b/iu,
];

function tellsOfChange({ text, block }: ArticleSentence): boolean {
  return block.type === 'correction' || NOTICES.some((notice) => notice.test(text));
}

const PARTS = ['source', 'cue', 'content'] as const;

function fatesOf(earlier: SourceReading, later: SourceReading): StatementFate[] {
  const reAnchor = createReAnchorer(earlier.article.text, later.article.text);
  const idAt = new Map(later.statements.map((statement) => [placeOf(statement), statement.statementId]));
  return earlier.statements.map((statement): StatementFate => {
    const { statementId } = statement;
    const found = reAnchor(PARTS.flatMap((part) => statement[part]));
    if (found.status === 'not-found')
      return {
        ...{ statementId, status: found.status, score: 0, laterStatementId: null },
        quotes: { source: [], cue: [], content: [] },
      };
    const rest = [...found.quotes];
    const take = (part: (typeof PARTS)[number]): Quote[] => rest.splice(0, statement[part].length);
    const quotes = { source: take('source'), cue: take('cue'), content: take('content') };
    return {
      ...{ statementId, status: found.status, score: found.score, quotes },
      laterStatementId: idAt.get(placeOf(quotes)) ?? null,
    };
  });
}

/** Where a statement's cue and content begin: no two of one reading share it. */
function placeOf({ cue, content }: Pick<StatementFate['quotes'] | Statement, 'cue' | 'content'>): string {
  return `${cue[0]?.start} ${content[0]?.start}`;
}
