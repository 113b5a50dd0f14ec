import type { Statement } from '../../domain/statement.ts';
import { compareSpans, type Span } from '../../text/span.ts';

export const PARTS = ['source', 'cue', 'content'] as const;
export type Part = (typeof PARTS)[number];

/**
 * How many statements may be underlined at one place. Real texts nest two or three deep ("A said that B denied"); a
 * fourth line is the last that fits between two lines of text. What lies deeper is anchored and noted, not underlined.
 */
export const LANES = 4;

/** One stretch of words of one statement; `lane` in [0, LANES). */
export interface Mark extends Span {
  readonly statement: number;
  readonly part: Part;
  readonly lane: number;
}

/** A stretch of text under the same marks throughout, outermost lane first. */
export interface Segment extends Span {
  readonly marks: readonly Mark[];
  /** Statements whose first words begin here. */
  readonly opens: readonly number[];
  /** Statements whose last words end here. */
  readonly closes: readonly number[];
}

/** From the first to past the last of a statement's words; null where it has none. */
export function extentOf(statement: Pick<Statement, Part>): Span | null {
  const quotes = PARTS.flatMap((part) => statement[part]);
  const first = quotes[0];
  if (first === undefined) return null;
  return quotes.reduce<Span>(
    (extent, { start, end }) => ({ start: Math.min(extent.start, start), end: Math.max(extent.end, end) }),
    first,
  );
}

/**
 * Gives each extent the lowest lane that is free where it starts, so that overlapping ones never share a lane;
 * -1 where all are taken. `extents` must be sorted by start.
 */
export function assignLanes(extents: readonly Span[]): number[] {
  const freeFrom = new Array<number>(LANES).fill(0);
  return extents.map(({ start, end }) => {
    const lane = freeFrom.findIndex((free) => free <= start);
    if (lane >= 0) freeFrom[lane] = end;
    return lane;
  });
}

/**
 * Splits a text at every edge of a statement's words and at the given cuts, so that each segment can be drawn as
 * escaped text within its marks. The segments tile `[0, textLength)`; O(n log n) in the edges, with at most
 * {@link LANES} marks on each segment.
 */
export function segmentsOf(
  textLength: number,
  statements: readonly Pick<Statement, Part>[],
  cuts: readonly number[] = [],
): Segment[] {
  const extents = statements
    .flatMap((statement, index) => {
      const extent = extentOf(statement);
      return extent === null ? [] : [{ ...extent, index }];
    })
    .sort(compareSpans);
  const lanes = assignLanes(extents);
  const marks = extents.flatMap(({ index }, i) => marksOf(statements[index], index, lanes[i] ?? -1));
  const edges = [
    ...new Set([0, textLength, ...cuts, ...[...extents, ...marks].flatMap(({ start, end }) => [start, end])]),
  ]
    .filter((edge) => edge >= 0 && edge <= textLength)
    .sort((a, b) => a - b);
  return sweep(edges, marks.sort(compareSpans), {
    opens: grouped(extents, 'start'),
    closes: grouped(extents, 'end'),
  });
}

function marksOf(statement: Pick<Statement, Part> | undefined, index: number, lane: number): Mark[] {
  if (statement === undefined || lane < 0) return [];
  return PARTS.flatMap((part) =>
    statement[part].map(({ start, end }) => ({ start, end, statement: index, part, lane })),
  );
}

function grouped(
  extents: readonly (Span & { index: number })[],
  edge: 'start' | 'end',
): Map<number, number[]> {
  const at = new Map<number, number[]>();
  for (const extent of extents) {
    const indices = at.get(extent[edge]);
    if (indices === undefined) at.set(extent[edge], [extent.index]);
    else indices.push(extent.index);
  }
  return at;
}

function sweep(
  edges: readonly number[],
  marks: readonly Mark[],
  at: { opens: Map<number, number[]>; closes: Map<number, number[]> },
): Segment[] {
  const segments: Segment[] = [];
  // Parts of one statement may overlap: each lane is a stack, and the part that starts last is drawn.
  const lanes: Mark[][] = Array.from({ length: LANES }, () => []);
  let next = 0;
  for (let i = 0; i + 1 < edges.length; i++) {
    const [start, end] = [edges[i] ?? 0, edges[i + 1] ?? 0];
    for (let mark = marks[next]; mark !== undefined && mark.start <= start; mark = marks[++next])
      lanes[mark.lane]?.push(mark);
    segments.push({
      start,
      end,
      marks: lanes.flatMap((lane) => topAt(lane, start) ?? []),
      opens: at.opens.get(start) ?? [],
      closes: at.closes.get(end) ?? [],
    });
  }
  return segments;
}

/** The last mark of a lane that reaches past `position`; those above it that do not are over and dropped. */
function topAt(lane: Mark[], position: number): Mark | undefined {
  while ((lane.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= position) lane.pop();
  return lane.at(-1);
}
