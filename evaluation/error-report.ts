import { abstentionRows, expectedCalibrationError, type Judged, reliabilityBins } from './calibration.ts';
import {
  type Classified,
  classifyErrors,
  ERROR_CLASSES,
  KINDS,
  kindOf,
  roleOutcomes,
} from './error-classes.ts';
import type { PredictedSpans } from './reader-arguments.ts';
import { formatTable, type ReportSection } from './report.ts';
import { contentsFound, type Spans } from './scorer.ts';

interface Scored<G extends Spans> {
  readonly text: string;
  readonly gold: readonly G[];
  readonly predicted: readonly PredictedSpans[];
}

/** Thresholds of which a review queue may choose one. */
const THRESHOLDS = [0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

const percent = (share: number) => (Number.isNaN(share) ? '–' : (100 * share).toFixed(1));

/** Where a reader's statements go wrong, what its probabilities are worth, and which are right (linked_50). */
export function statementErrors<G extends Spans>(
  scored: readonly Scored<G>[],
): { sections: ReportSection[]; judged: Judged[]; classified: Classified<G, PredictedSpans>[] } {
  const classified = scored.map((one) => classifyErrors(one));
  const judged = classified.flatMap(({ predicted }) =>
    predicted.map(({ spans, errorClass }) => ({
      probability: spans.probability,
      right: errorClass === 'right',
    })),
  );
  return {
    sections: [
      kindSection(scored),
      classSection(classified),
      roleSection(scored),
      ...calibrationSections('A statement is right where it counts for linked_50.', judged),
    ],
    judged,
    classified,
  };
}

/** Recall by kind of speech. The row `indirect` is the figure `indirect_content_recall`. */
function kindSection(scored: readonly Scored<Spans>[]): ReportSection {
  const rows = KINDS.filter((kind) => kind !== 'unsaid').map((kind) => {
    const sum = { gold: 0, content: 0, source: 0 };
    for (const { text, gold, predicted } of scored) {
      const own = gold.filter((one) => one.linked && kindOf(one, text) === kind);
      const said = predicted.filter((one) => one.content.length > 0);
      sum.gold += own.length;
      sum.content += contentsFound(own, said);
      sum.source += contentsFound(own, said, true);
    }
    return [kind, sum.gold, percent(sum.content / sum.gold), percent(sum.source / sum.gold)];
  });
  return {
    title: 'Recall by kind of speech',
    note: 'direct: all of the content in quotation marks; mixed: some of it; indirect: none. A content is found with IoU ≥ 0.5.',
    table: formatTable([['kind', 'labelled', 'content found', 'with the right source'], ...rows]),
  };
}

function classSection(classified: readonly Classified<Spans, Spans>[]): ReportSection {
  const gold = classified.flatMap((one) => one.gold);
  const predicted = classified.flatMap((one) => one.predicted);
  const rows = ERROR_CLASSES.map((errorClass) => {
    const isOf = (one: { errorClass: string }) => one.errorClass === errorClass;
    const count = (kind: string) => {
      const list = errorClass === 'split' || errorClass === 'spurious' ? predicted : gold;
      return list.filter((one) => isOf(one) && one.kind === kind).length;
    };
    return [errorClass, gold.filter(isOf).length, predicted.filter(isOf).length, ...KINDS.map(count)];
  });
  return {
    title: 'Statements by class of error',
    note: 'Classes as defined in `evaluation/error-classes.ts`; each statement stands in one. By kind: of the labelled, for split and spurious of the found.',
    table: formatTable([
      ['class', 'labelled', 'found', ...KINDS],
      ...rows,
      [
        'all',
        gold.length,
        predicted.length,
        ...KINDS.map((kind) => gold.filter((one) => one.kind === kind).length),
      ],
    ]),
  };
}

function roleSection(scored: readonly Scored<Spans>[]): ReportSection {
  return {
    title: 'Labelled spans by role',
    note: 'exact: both ends equal; in part: shares a character with a found span of the role.',
    table: formatTable([
      ['role', 'exact', 'in part', 'not at all'],
      ...roleOutcomes(scored).map(({ role, exact, partial, absent }) => [role, exact, partial, absent]),
    ]),
  };
}

/** Gold acts down, found acts across. */
export function confusionSection(
  pairs: readonly (readonly [gold: string, predicted: string])[],
  acts: readonly string[],
  note: string,
): ReportSection {
  const counts = new Map<string, number>();
  for (const [gold, predicted] of pairs)
    counts.set(`${gold}/${predicted}`, (counts.get(`${gold}/${predicted}`) ?? 0) + 1);
  return {
    title: 'Acts, labelled down, found across',
    note,
    table: formatTable([
      ['', ...acts.map((act) => act.slice(0, 7))],
      ...acts.map((gold) => [gold, ...acts.map((act) => counts.get(`${gold}/${act}`) ?? 0)]),
    ]),
  };
}

/** Reliability in bins, and what abstention leaves. */
export function calibrationSections(note: string, judged: readonly Judged[]): ReportSection[] {
  return [
    {
      title: 'Reliability of the probability',
      note: `${note} Expected calibration error: ${expectedCalibrationError(judged).toFixed(3)}.`,
      table: formatTable([
        ['probability', 'count', 'said', 'right'],
        ...reliabilityBins(judged).map(({ from, to, count, said, right }) => [
          `${from.toFixed(1)}–${to.toFixed(1)}`,
          count,
          percent(said),
          percent(right),
        ]),
      ]),
    },
    {
      title: 'What abstention leaves',
      note: 'Kept are those with at least this probability; the rest would be left to a person.',
      table: formatTable([
        ['at least', 'kept', 'share', 'precision'],
        ...abstentionRows(judged, THRESHOLDS).map(({ least, kept, share, precision }) => [
          least.toFixed(2),
          kept,
          percent(share),
          percent(precision),
        ]),
      ]),
    },
  ];
}
