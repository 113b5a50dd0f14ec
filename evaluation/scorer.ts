/**
 * Scores found statements against labelled ones: PolNeAR's roles (source, cue, content), and the relation between them.
 * All figures are micro-averaged over documents; precision = hits/predicted, recall = hits/gold.
 *
 * Definitions
 * - **token** Text is cut by {@link TOKEN}; a token has a role where a span of that role covers one of its characters.
 * - **exact** Distinct spans of a role; a hit has both ends equal.
 * - **linked** One-to-one greedy matching of predicted with gold statements, best sum of per-role IoU first.
 *   `linked50`: for each role both absent or sharing a character, and the content's IoU ≥ 0.5;
 *   `whoWhat`: the content's IoU ≥ 0.5 and the source absent in both or sharing a character.
 *   IoU = shared / united characters of all spans of a role.
 */

export const ROLES = ['source', 'cue', 'content'] as const;
export type Role = (typeof ROLES)[number];
export type Range = readonly [start: number, end: number];

/** The spans of one statement; `linked` is false for labelled spans that no statement uses. */
export type Spans = Readonly<Record<Role, readonly Range[]>> & { readonly linked: boolean };

export interface ScoredDocument {
  readonly text: string;
  readonly gold: readonly Spans[];
  readonly predicted: readonly Spans[];
}

/** Hits, predicted and gold counts of one figure. */
export interface Counts {
  hits: number;
  predicted: number;
  gold: number;
}

export interface Scores {
  readonly token: Readonly<Record<Role, Counts>>;
  readonly exact: Readonly<Record<Role, Counts>>;
  readonly linked50: Counts;
  readonly whoWhat: Counts;
  /** Gold contents without a quotation mark, and how many of them some predicted content matches with IoU ≥ 0.5. */
  readonly indirectContent: Counts;
}

const TOKEN = /[\p{L}\p{M}\p{N}]+|[^\s]/gu;
export const QUOTATION_MARK = /["“”]|''|``/u;

/** F1 in [0, 1]; 0 where nothing was hit. */
export function f1Of({ hits, predicted, gold }: Counts): number {
  return hits === 0 ? 0 : (2 * hits) / (predicted + gold);
}

/** The mean token F1 of the three roles. */
export function macroTokenF1(scores: Scores): number {
  return ROLES.reduce((sum, role) => sum + f1Of(scores.token[role]), 0) / ROLES.length;
}

export function scoreDocuments(documents: Iterable<ScoredDocument>): Scores {
  const scores = emptyScores();
  for (const document of documents) addDocument(scores, document);
  return scores;
}

/** The scores of several articles as one. */
export function sumScores(articles: readonly Scores[]): Scores {
  const sum = emptyScores();
  const addCounts = (to: Counts, { hits, predicted, gold }: Counts) => add(to, hits, predicted, gold);
  for (const one of articles) {
    for (const role of ROLES) {
      addCounts(sum.token[role], one.token[role]);
      addCounts(sum.exact[role], one.exact[role]);
    }
    addCounts(sum.linked50, one.linked50);
    addCounts(sum.whoWhat, one.whoWhat);
    addCounts(sum.indirectContent, one.indirectContent);
  }
  return sum;
}

/** White space at the edges dropped, sorted, spans merged that only white space parts. */
export function normaliseRanges(ranges: readonly Range[], text: string): Range[] {
  const sorted = ranges
    .map(([start, end]) => trimmed(start, end, text))
    .filter(([start, end]) => end > start)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const merged: [number, number][] = [];
  for (const [start, end] of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && (start <= last[1] || /^\s*$/u.test(text.slice(last[1], start))))
      last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** Characters shared by two sets of ranges, each without overlaps. */
export function sharedCharacters(a: readonly Range[], b: readonly Range[]): number {
  let shared = 0;
  for (const [start, end] of a)
    for (const [from, to] of b) shared += Math.max(0, Math.min(end, to) - Math.max(start, from));
  return shared;
}

/** Shared / united characters; 0 where both are empty. */
export function intersectionOverUnion(a: readonly Range[], b: readonly Range[]): number {
  const shared = sharedCharacters(a, b);
  const united = lengthOf(a) + lengthOf(b) - shared;
  return united === 0 ? 0 : shared / united;
}

/**
 * One-to-one pairs, best first; a pair with value 0 is none. Ties go to the earlier predicted, then the earlier gold.
 * Returns `[predicted, gold]` indices.
 */
export function matchGreedily<P, G>(
  predicted: readonly P[],
  gold: readonly G[],
  value: (p: P, g: G) => number,
): [number, number][] {
  const candidates: [number, number, number][] = [];
  predicted.forEach((p, i) => {
    gold.forEach((g, j) => {
      const worth = value(p, g);
      if (worth > 0) candidates.push([worth, i, j]);
    });
  });
  candidates.sort((a, b) => b[0] - a[0] || a[1] - b[1] || a[2] - b[2]);
  const usedPredicted = new Set<number>();
  const usedGold = new Set<number>();
  const pairs: [number, number][] = [];
  for (const [, i, j] of candidates) {
    if (usedPredicted.has(i) || usedGold.has(j)) continue;
    usedPredicted.add(i);
    usedGold.add(j);
    pairs.push([i, j]);
  }
  return pairs;
}

/** The sum of per-role IoU, never 0: by it a greedy matching prefers the closest. */
export function closeness(a: Spans, b: Spans): number {
  return ROLES.reduce((sum, role) => sum + intersectionOverUnion(a[role], b[role]), 0) + 1e-9;
}

function emptyScores(): Scores {
  const counts = (): Counts => ({ hits: 0, predicted: 0, gold: 0 });
  const byRole = () => ({ source: counts(), cue: counts(), content: counts() });
  return {
    token: byRole(),
    exact: byRole(),
    linked50: counts(),
    whoWhat: counts(),
    indirectContent: counts(),
  };
}

function addDocument(scores: Scores, { text, gold, predicted }: ScoredDocument): void {
  const tokens = [...text.matchAll(TOKEN)].map(
    (match): Range => [match.index, match.index + match[0].length],
  );
  for (const role of ROLES) {
    addTokens(scores.token[role], tokens, text.length, role, gold, predicted);
    const goldSpans = distinct(gold, role);
    const predictedSpans = distinct(predicted, role);
    const hits = [...predictedSpans].filter((span) => goldSpans.has(span)).length;
    add(scores.exact[role], hits, predictedSpans.size, goldSpans.size);
  }
  addLinked(scores, gold, predicted);
  addIndirect(scores.indirectContent, text, gold, predicted);
}

function addTokens(
  counts: Counts,
  tokens: readonly Range[],
  length: number,
  role: Role,
  gold: readonly Spans[],
  predicted: readonly Spans[],
): void {
  const inGold = covered(tokens, length, role, gold);
  const inPredicted = covered(tokens, length, role, predicted);
  tokens.forEach((_, i) => {
    add(
      counts,
      inGold[i] === true && inPredicted[i] === true ? 1 : 0,
      Number(inPredicted[i]),
      Number(inGold[i]),
    );
  });
}

function covered(
  tokens: readonly Range[],
  length: number,
  role: Role,
  statements: readonly Spans[],
): boolean[] {
  const cover = new Uint8Array(length + 1);
  for (const statement of statements) for (const [start, end] of statement[role]) cover.fill(1, start, end);
  return tokens.map(([start, end]) => cover.subarray(start, end).includes(1));
}

function addLinked(scores: Scores, allGold: readonly Spans[], allPredicted: readonly Spans[]): void {
  const gold = allGold.filter(isTold);
  const predicted = allPredicted.filter(isTold);
  const linked50 = matchGreedily(predicted, gold, (p, g) => (isLinked50(p, g) ? closeness(p, g) : 0));
  add(scores.linked50, linked50.length, predicted.length, gold.length);
  const goldSaid = gold.filter((one) => one.content.length > 0);
  const predictedSaid = predicted.filter((one) => one.content.length > 0);
  const whoWhat = matchGreedily(predictedSaid, goldSaid, (p, g) =>
    intersectionOverUnion(p.content, g.content) >= 0.5 && meet(p, g, 'source') ? closeness(p, g) : 0,
  );
  add(scores.whoWhat, whoWhat.length, predictedSaid.length, goldSaid.length);
}

/** Whether spans make a statement: linked, with a cue or a content. */
export function isTold({ linked, cue, content }: Spans): boolean {
  return linked && (cue.length > 0 || content.length > 0);
}

export function isLinked50(p: Spans, g: Spans): boolean {
  return (
    ROLES.every((role) => meet(p, g, role)) &&
    (g.content.length === 0 || intersectionOverUnion(p.content, g.content) >= 0.5)
  );
}

/** Both absent, or sharing a character. */
export function meet(p: Spans, g: Spans, role: Role): boolean {
  return (p[role].length === 0 && g[role].length === 0) || sharedCharacters(p[role], g[role]) > 0;
}

function addIndirect(
  counts: Counts,
  text: string,
  gold: readonly Spans[],
  predicted: readonly Spans[],
): void {
  const indirect = gold.filter(
    (one) =>
      one.linked &&
      one.content.length > 0 &&
      !one.content.some(([start, end]) => QUOTATION_MARK.test(text.slice(start, end))),
  );
  const said = predicted.filter((one) => one.content.length > 0);
  const found = contentsFound(indirect, said);
  add(counts, found, said.length, indirect.length);
}

/** How many of these labelled statements have their content found (IoU ≥ 0.5), one to one; with the right source, if asked. */
export function contentsFound(
  gold: readonly Spans[],
  predicted: readonly Spans[],
  withSource = false,
): number {
  return matchGreedily(predicted, gold, (p, g) => {
    const iou = intersectionOverUnion(p.content, g.content);
    return iou >= 0.5 && (!withSource || meet(p, g, 'source')) ? iou : 0;
  }).length;
}

function distinct(statements: readonly Spans[], role: Role): Set<string> {
  return new Set(statements.flatMap((one) => one[role].map(String)));
}

function add(counts: Counts, hits: number, predicted: number, gold: number): void {
  counts.hits += hits;
  counts.predicted += predicted;
  counts.gold += gold;
}

function lengthOf(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [start, end]) => sum + end - start, 0);
}

function trimmed(start: number, end: number, text: string): Range {
  let from = start;
  let to = end;
  while (from < to && /\s/u.test(text[from] ?? '')) from++;
  while (to > from && /\s/u.test(text[to - 1] ?? '')) to--;
  return [from, to];
}
