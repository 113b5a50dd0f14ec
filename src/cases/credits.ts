import agencies from '../../data/lexicons/agencies.json' with { type: 'json' };
import { type Article, type Block, READ_BLOCK_TYPES } from '../domain/article.ts';
import { type Quote, quoteOf } from '../text/quote.ts';
import { compareSpans, type Span } from '../text/span.ts';

/** A line by which a text says that its reporting is an agency's, or somebody else's too. */
export interface Credit {
  /** As the lexicon has it; null for "Additional reporting by N. N.". */
  readonly agency: string | null;
  /** The words that say so; null where the agency published the text itself. */
  readonly quote: Quote | null;
}

/** "… was first reported by the Harbour Gazette." */
export interface FirstReport {
  /** Whom the text names, without article. */
  readonly by: string;
  readonly quote: Quote;
}

const AGENCY_OF = new Map(
  agencies.flatMap(({ name, aliases }) => aliases.map((alias) => [alias, name] as const)),
);
/** The longest first, so that "PA Media" is not taken for "PA". */
const ALIASES = [...AGENCY_OF.keys()]
  .sort((a, b) => b.length - a.length)
  .map((alias) => alias.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  .join('|');
const NAMED = new RegExp(`(?<![\\p{L}\\p{N}])(${ALIASES})(?![\\p{L}\\p{N}])`, 'gu');
/** "LONDON, Aug 27 (Reuters) –", "WASHINGTON (AP) —": within {@link DATELINE_REACH} of a paragraph's beginning. */
const DATELINE = new RegExp(`\\((${ALIASES})\\)\\s{0,2}[-–—:]`, 'u');
const DATELINE_REACH = 100;
/** Paragraphs at either end in which a dateline or a credit line is looked for. */
const AT_THE_START = 4;
const AT_THE_END = 4;
const CREDIT_LINE =
  /^[([—–\s-]{0,4}(?:with )?(?:additional |further )?(?:reporting|writing|editing|research)\b[^\n]{0,20}\bby\b|\bcontributed to this (?:report|story|article)\b/iu;
/** Block types whose every line credits somebody. */
const CREDIT_BLOCKS: ReadonlySet<string> = new Set(['agency-credit', 'byline', 'dateline']);

/** Every credit that an article gives. Pictures' credits are none of the reporting. */
export function creditsOf({
  text,
  blocks,
  metadata,
}: Pick<Article, 'text' | 'blocks' | 'metadata'>): Credit[] {
  const read = blocks.filter(({ type }) => type === 'body' || type === 'standfirst').sort(compareSpans);
  const credits = [
    ...blocks.filter(({ type }) => CREDIT_BLOCKS.has(type)).flatMap((block) => creditsIn(text, block)),
    ...read.slice(0, AT_THE_START).flatMap((block) => datelineOf(text, block)),
    ...read.slice(-AT_THE_END).flatMap((block) => creditLineOf(text, block)),
  ];
  const own = AGENCY_OF.get(metadata.publication?.value ?? '');
  return own === undefined ? credits : [{ agency: own, quote: null }, ...credits];
}

/** In a block that credits: each agency once; without one, the line itself where it is a credit for reporting. */
function creditsIn(text: string, block: Block): Credit[] {
  const quote = quoteOf(text, { start: block.start, end: block.end });
  const named = new Set([...quote.exact.matchAll(NAMED)].map(([, alias]) => AGENCY_OF.get(alias as string)));
  if (named.size > 0) return [...named].map((agency) => ({ agency: agency ?? null, quote }));
  return block.type === 'agency-credit' ? [{ agency: null, quote }] : [];
}

function datelineOf(text: string, { start, end }: Span): Credit[] {
  const beginning = text.slice(start, Math.min(end, start + DATELINE_REACH));
  const found = DATELINE.exec(beginning);
  if (found === null) return [];
  const quote = quoteOf(text, { start, end: start + found.index + found[0].length });
  return [{ agency: AGENCY_OF.get(found[1] as string) ?? null, quote }];
}

/** Longest line that may be a credit, in code units: a paragraph that mentions a contribution is longer. */
const CREDIT_LINE_LIMIT = 400;

function creditLineOf(text: string, block: Block): Credit[] {
  const { start, end } = block;
  if (end - start > CREDIT_LINE_LIMIT || !CREDIT_LINE.test(text.slice(start, end))) return [];
  return creditsIn(text, { ...block, type: 'agency-credit' });
}

/** The agencies that both credit, and the credit lines that both carry word for word. */
export function sharedCredits(a: readonly Credit[], b: readonly Credit[]): string[] {
  const inA = new Set(a.map(creditKey));
  const shared = b.filter((credit) => inA.has(creditKey(credit)));
  return [...new Set(shared.map(({ agency, quote }) => agency ?? `“${quote?.exact.slice(0, 120)}”`))];
}

function creditKey({ agency, quote }: Credit): string {
  return (
    agency ??
    `line ${(quote?.exact ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()}`
  );
}

const FIRST = /\bfirst reported\b|\b(?:the )?first to report\b|\bbroke the (?:story|news)\b/gu;
/** How far before and after those words the name is looked for. */
const NAME_REACH = 80;
const NAME_WORD = "(?:\\p{Lu}|\\d)(?:[\\p{L}\\p{N}’'&-]|\\.(?=[\\p{L}\\p{N}])){0,30}";
const NAME = `(?:[Tt]he )?(${NAME_WORD}(?: (?:of |the |and )?${NAME_WORD}){0,4})`;
const NAME_AFTER = new RegExp(`^[^.!?]{0,24}?\\bby ${NAME}`, 'u');
const NAME_BEFORE = new RegExp(`(?:^|[\\s(“"])${NAME}(?: (?:had|initially))?,? ?$`, 'u');
/** "The Gazette was the first to report it"; "the raid was first reported" does not name who reported. */
const NAME_BEFORE_WAS = new RegExp(`(?:^|[\\s(“"])${NAME} (?:was|were|is) $`, 'u');
/** Capitalised at a sentence's beginning and no part of a name. */
const NO_NAME =
  /^(?:As|But|And|When|While|After|It|He|She|They|This|That|These|Which|Who|News)(?: (?:[Tt]he )?|$)/u;
/** Names looked for in one text: more are no evidence. */
const FIRST_REPORT_LIMIT = 10;

/** Whom the article names as having reported first, with the words that say so. */
export function firstReportsOf({ text, blocks }: Pick<Article, 'text' | 'blocks'>): FirstReport[] {
  const found: FirstReport[] = [];
  for (const { type, start, end } of blocks) {
    if (!READ_BLOCK_TYPES.has(type)) continue;
    for (const match of text.slice(start, end).matchAll(FIRST)) {
      if (found.length >= FIRST_REPORT_LIMIT) return found;
      const at = { start: start + match.index, end: start + match.index + match[0].length };
      const report = nameBeside(text, at, { start, end });
      if (report !== null) found.push(report);
    }
  }
  return found;
}

function nameBeside(text: string, words: Span, block: Span): FirstReport | null {
  const ahead = text.slice(words.end, Math.min(block.end, words.end + NAME_REACH));
  const after = NAME_AFTER.exec(ahead);
  if (after !== null)
    return {
      by: trimName(after[1] as string),
      quote: quoteOf(text, { ...words, end: words.end + after[0].length }),
    };
  const from = Math.max(block.start, words.start - NAME_REACH);
  const pattern = text.slice(words.start, words.end).endsWith('first to report')
    ? NAME_BEFORE_WAS
    : NAME_BEFORE;
  const before = pattern.exec(text.slice(from, words.start));
  const by = trimName((before?.[1] ?? '').replace(NO_NAME, ''));
  if (before === null || by === '') return null;
  const start = words.start - before[0].trimStart().length;
  return { by, quote: quoteOf(text, { start, end: words.end }) };
}

/** "Politico." ends a sentence; "The Post's" owns what follows. */
function trimName(name: string): string {
  return name.replace(/(?:[’']s)?[.’'&-]*$/u, '');
}
