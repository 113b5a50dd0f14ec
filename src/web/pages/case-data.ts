import { memberIds } from '../../domain/origin.ts';
import { openCell } from '../parts/cell.ts';
import type { CaseData } from '../parts/data.ts';
import { buildMatrix } from '../parts/matrix.ts';

/** What stands at a case's address with `.json`: the matrix as drawn, and the positions it is drawn from. */
export function caseJson(data: CaseData) {
  return {
    case: data.file.case,
    sources: data.file.sources.map((source) => ({
      sourceId: source.sourceId,
      targetUri: source.capture.targetUri,
      payloadDigest: source.capture.payloadDigest,
      capturedAt: source.capture.capturedAt,
      title: source.article.metadata.title?.value ?? null,
      publication: source.article.metadata.publication?.value ?? null,
      published: source.article.metadata.published?.value ?? null,
    })),
    origins: memberIds(data.origins),
    matrix: buildMatrix(data),
    positions: data.positions,
  };
}

/** Every row's sentences, for a page on which nothing can be opened. */
export function allCells(data: CaseData) {
  const parties = [...new Set(data.positions.map(({ party }) => party))];
  return parties.map((party) => openCell(data, { party, kind: null }));
}
