// biome-ignore-all lint/a11y/noRedundantRoles: narrow screens lay the table out as a list, and Safari drops its roles then
// biome-ignore-all lint/a11y/useSemanticElements: as above; the rule does not know scope="rowgroup"
import type { Links, Selection } from './data.ts';
import { Foreign } from './foreign.tsx';
import type { Cell, CellDates, Group, Matrix, Row } from './matrix.ts';
import { count, familyClass, listed, positionVerb, shortMonths, spanWords } from './words.ts';

interface MatrixTableProps {
  readonly matrix: Matrix;
  readonly caseId: string;
  readonly links: Links;
  readonly selection: Selection | null;
  /** Where was searched and until when, in words: "5 sources, until 23 December 2014". */
  readonly searched: string;
}

/** Parties × kinds of position. */
export function MatrixTable({ matrix, caseId, links, selection, searched }: MatrixTableProps) {
  return (
    <div className="matrix-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="matrix-scroll" aria-label="Positions, scrollable" tabIndex={0}>
        <table className="matrix" role="table">
          <caption>{findingOf(matrix)}</caption>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">
                Party
              </th>
              {matrix.columns.map((kind) => (
                <th key={kind} scope="col" role="columnheader" className={familyClass(kind)}>
                  {kind}
                </th>
              ))}
            </tr>
          </thead>
          {matrix.groups.map((group) => (
            <GroupRows key={group.name} {...{ group, matrix, caseId, links, selection }} />
          ))}
        </table>
      </section>
      <Legend matrix={matrix} searched={searched} />
    </div>
  );
}

type GroupRowsProps = Omit<MatrixTableProps, 'searched'> & { readonly group: Group };

function GroupRows({ group, matrix, caseId, links, selection }: GroupRowsProps) {
  return (
    <tbody role="rowgroup">
      <tr role="row" className="group">
        <th scope="rowgroup" role="rowheader" colSpan={matrix.columns.length + 1}>
          <span>
            <Foreign>{group.name}</Foreign>
          </span>
        </th>
      </tr>
      {group.rows.map((row) => (
        <tr
          role="row"
          key={`${row.party} ${row.partyKind}`}
          className={row.speaks ? undefined : 'named-only'}
        >
          <th scope="row" role="rowheader">
            <RowHead {...{ row, group, caseId, links }} />
          </th>
          {row.cells.map((cell, column) => {
            const kind = matrix.columns[column] ?? '';
            const open = selection?.party === row.party && (selection.kind ?? kind) === kind;
            return (
              <td
                role="cell"
                key={kind}
                data-kind={kind}
                className={cell === null ? 'blank' : familyClass(cell.kind)}
              >
                {cell === null ? (
                  <Blank speaks={row.speaks} />
                ) : (
                  <CellLink
                    cell={cell}
                    party={row.party}
                    open={open}
                    href={links.cell(caseId, { party: row.party, kind })}
                  />
                )}
              </td>
            );
          })}
        </tr>
      ))}
    </tbody>
  );
}

function RowHead({
  row,
  group,
  caseId,
  links,
}: {
  readonly row: Row;
  readonly group: Group;
  readonly caseId: string;
  readonly links: Links;
}) {
  const chain = row.chain.filter((step) => step !== row.party && step !== group.name);
  return (
    <>
      {row.speaks ? (
        <a
          href={links.cell(caseId, { party: row.party, kind: null })}
          data-cell={JSON.stringify({ party: row.party, kind: null })}
        >
          <Foreign>{row.party}</Foreign>
        </a>
      ) : (
        <Foreign>{row.party}</Foreign>
      )}
      <span className="chain">
        {row.speaks
          ? chain.length === 0
            ? row.partyKind
            : chain.map((step) => (
                <span key={step}>
                  <span aria-hidden="true">→ </span>
                  <span className="visually-hidden">for </span>
                  <Foreign>{step}</Foreign>
                </span>
              ))
          : 'named by others; no statement of its own in these sources'}
      </span>
    </>
  );
}

function CellLink({
  cell,
  party,
  href,
  open,
}: {
  readonly cell: Cell;
  readonly party: string;
  readonly href: string;
  readonly open: boolean;
}) {
  return (
    <a
      className="cell"
      href={href}
      aria-current={open ? 'true' : undefined}
      data-cell={JSON.stringify({ party, kind: cell.kind })}
    >
      <span className="cell-kind" aria-hidden="true">
        {cell.kind}
      </span>
      <span className="visually-hidden">
        {party} {cell.kind}:{' '}
      </span>
      <span className="cell-count">
        {cell.statements}
        <span className="visually-hidden"> {cell.statements === 1 ? 'sentence' : 'sentences'}, </span>
      </span>
      <span className="cell-hedge">{cell.hedge}</span>
      {cell.origins < cell.statements && (
        <span className="cell-origins">{count(cell.origins, 'origin')}</span>
      )}
      {cell.when !== null && <span className="cell-when">{cellDates(cell.when, cell.statements)}</span>}
      {cell.secondHand && <span className="cell-origins">second-hand</span>}
    </a>
  );
}

/** "said 10 May 2022", "2 of 7 said 10 May 2022", "article of 10 May 2022". */
function cellDates({ first, last, said }: CellDates, statements: number): string {
  const dates = shortMonths(spanWords(first, last));
  if (said === 0) return `${statements === 1 ? 'article' : 'articles'} of ${dates}`;
  return `${said < statements ? `${said} of ${statements} ` : ''}said ${dates}`;
}

function Blank({ speaks }: { readonly speaks: boolean }) {
  return speaks ? (
    <>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">looked, none found</span>
    </>
  ) : (
    <span className="visually-hidden">no words of its own</span>
  );
}

function Legend({ matrix, searched }: { readonly matrix: Matrix; readonly searched: string }) {
  return (
    <div className="legend">
      <p>
        <b>3</b> sentences, with the firmest wording among them · <b>–</b> speaks in these sources, but
        nothing of the kind was found · <i>blank</i> its voice stands in none of them.
      </p>
      {matrix.absent.length > 0 && (
        <p>
          Looked for in {searched}, and found nowhere: {listed(matrix.absent)}.
        </p>
      )}
    </div>
  );
}

/** Kinds named in the caption: what most parties do. */
const FINDINGS = 4;

/** What the table shows, in a sentence; a state and those who speak for it count once: "Seven parties attribute; two ask for evidence; one denies." */
function findingOf({ columns, groups }: Matrix): string {
  const rows = groups.flatMap((group) => group.rows).filter(({ speaksForOther }) => !speaksForOther);
  const findings = columns
    .map((kind, column) => ({ kind, parties: rows.filter((row) => row.cells[column] !== null).length }))
    .sort((a, b) => b.parties - a.parties)
    .slice(0, FINDINGS)
    .map(
      ({ kind, parties }, i) =>
        `${i === 0 ? count(parties, 'party', 'parties') : parties} ${positionVerb(kind, parties)}`,
    );
  return `${findings.join('; ')}.`;
}
