import type { Article } from '../domain/article.ts';
import type { Position } from '../domain/position.ts';
import type { Statement } from '../domain/statement.ts';

type Rendering = Position['statements'][number]['rendering'];

const OPENING_MARK = /["“„«]/;
const CLOSING_MARK = /["”“»]/;

/**
 * How a party's position reaches us. *Own words*: a part of the content stands in quotation marks, or the page is the
 * party's own publication. *Headline*: the headline's wording. *Reported by another*: everything else, be it the
 * medium's paraphrase or what a third party says of it. What a minister says of the state's position is rendered as the
 * minister's words are.
 */
export function renderingOf(
  statement: Statement,
  article: Article,
  byId: ReadonlyMap<string, Statement> = new Map(),
): Rendering {
  if (statement.block === 'headline') return 'headline';
  if (statement.withinId !== null) {
    const outer = byId.get(statement.withinId);
    const isOwnVoice = outer !== undefined && speaksFor(outer.speaker, statement.speaker);
    return isOwnVoice ? renderingOf(outer, article, byId) : 'reported by another';
  }
  const isQuoted = statement.content.some((piece) => standsInQuotationMarks(piece, article.text));
  return isQuoted || isOwnPublication(statement, article) ? 'own words' : 'reported by another';
}

/** Whether a party's words stand in those of its own minister or spokesperson, or in its own. */
export function speaksFor(outer: Statement['speaker'], inner: Statement['speaker']): boolean {
  if (outer === null || inner === null) return false;
  return [outer, ...(outer.speaksFor ?? [])].some(
    ({ name, country }) => name === inner.name && country === inner.country,
  );
}

/** Whether the piece holds a whole quotation, or the marks stand right around it. */
function standsInQuotationMarks(
  { start, end, exact }: { start: number; end: number; exact: string },
  text: string,
): boolean {
  const opening = exact.search(OPENING_MARK);
  if (opening >= 0 && CLOSING_MARK.test(exact.slice(opening + 1))) return true;
  const before = text[start - 1] ?? '';
  const after = text.slice(end, end + 2);
  return OPENING_MARK.test(opening >= 0 ? exact : before) && CLOSING_MARK.test(after);
}

/** The page's publication bears the name of the party, or of the organ it speaks for. */
function isOwnPublication({ speaker }: Statement, article: Article): boolean {
  const publication = article.metadata.publication?.value.toLowerCase();
  return [speaker?.name, speaker?.office].some((name) => name != null && name.toLowerCase() === publication);
}
