import { describe, expect, it } from 'vitest';
import type { CaseFile, CaseSource } from '../domain/case.ts';
import type { OriginEdit } from '../domain/origin.ts';
import type { Statement } from '../domain/statement.ts';
import { derivePositions } from './derive-positions.ts';
import { groupOrigins } from './group-origins.ts';

const PARTY = { name: 'Ostrel', kind: 'state', country: null, office: null, reason: 'test' } as const;

interface Asked {
  act: Statement['act'];
  /** Stands in the text; the content of the statement. */
  content: string;
  speaker?: Statement['speaker'];
  target?: string;
  hedge?: Statement['hedge'];
  block?: Statement['block'];
  review?: Statement['review'];
  withinId?: string;
  saidOn?: string;
}

function sourceOf(
  sourceId: string,
  text: string,
  asked: readonly Asked[],
  published: string | null = null,
): CaseSource {
  const statements = asked.map((one, index): Statement => {
    const start = text.indexOf(one.content);
    if (start < 0) throw new Error('the test names words that are not there');
    return {
      statementId: `${sourceId}-${index}`,
      sourceId,
      captureId: 'capture',
      withinId: one.withinId ?? null,
      review: one.review ?? 'proposed',
      source: [],
      cue: [],
      content: [{ start, end: start + one.content.length, exact: one.content }],
      act: one.act,
      hedge: one.hedge ?? 'certain',
      target: one.target === undefined ? null : { text: one.target, span: null, country: null },
      speaker: one.speaker === undefined ? PARTY : one.speaker,
      saidOn:
        one.saidOn === undefined ? null : { edtf: one.saidOn, how: 'test', span: null, reference: null },
      block: one.block ?? 'body',
      probability: 1,
      reason: 'test',
      reader: { name: 'test', version: '1' },
    };
  });
  const metadata = {
    title: null,
    publication: null,
    authors: [],
    published: published === null ? null : { value: published, how: 'test' },
    updated: null,
    language: null,
    canonicalUri: null,
  };
  const blocks = [{ type: 'body' as const, start: 0, end: text.length, reason: 'test', probability: 1 }];
  const article = { extractor: 'test', text, blocks, metadata, sourceMap: [] };
  return {
    sourceId,
    captureId: 'capture',
    capture: {} as CaseSource['capture'],
    article,
    statements,
    addedAt: '',
  };
}

function fileOf(...sources: CaseSource[]): CaseFile {
  return { case: { caseId: 'case', name: 'Case', createdAt: '' }, sources };
}

const kindsOf = (asked: Asked) =>
  derivePositions(fileOf(sourceOf('a', asked.content, [asked]))).map(({ kind }) => kind);

describe('derivePositions: from acts to positions', () => {
  it.each<[Asked, string]>([
    [{ act: 'attribute', content: 'Daewol was behind it', target: 'Daewol' }, 'attributes'],
    [{ act: 'endorse', content: 'the finding of the harbour office is sound' }, 'endorses'],
    [{ act: 'claim', content: 'we did it' }, 'claims'],
    [{ act: 'penalise', content: 'two men are charged', target: 'two men' }, 'penalises'],
    [{ act: 'threaten', content: 'there will be a price', target: 'Daewol' }, 'threatens'],
    [{ act: 'withhold', content: 'it would not say who did it' }, 'withholds'],
    [{ act: 'demand-evidence', content: 'facts are needed first' }, 'asks for evidence'],
    [{ act: 'dispute', content: 'the finding does not hold' }, 'disputes'],
    [{ act: 'appeal', content: 'partners should help' }, 'appeals'],
    [{ act: 'commit', content: 'the case will be handled by law' }, 'commits'],
    [{ act: 'condemn', content: 'the attack on the port', target: 'the attack' }, 'condemns in general'],
    [{ act: 'condemn', content: 'all forms of cyber-crime' }, 'condemns in general'],
    [{ act: 'condemn', content: 'Daewol for the attack', target: 'Daewol' }, 'condemns by name'],
    [
      { act: 'condemn', content: 'it would condemn Daewol if it is indeed responsible', target: 'Daewol' },
      'condemns on a condition',
    ],
    [{ act: 'deny', content: 'it had no part in this' }, 'denies'],
    [{ act: 'deny', content: 'it had no part in this righteous deed' }, 'denies and applauds'],
    [{ act: 'no-comment', content: 'it would not discuss the case' }, 'declines'],
    [{ act: 'no-comment', content: 'is yet to speak about this case' }, 'silent when asked'],
    [{ act: 'no-comment', content: "didn't immediately respond to questions" }, 'silent when asked'],
    [{ act: 'no-comment', content: 'could not be reached' }, 'silent when asked'],
  ])('%o', (asked, kind) => {
    expect(kindsOf(asked)).toEqual([kind]);
  });

  it.each<Asked['act']>(['confirm', 'assess', 'state'])('takes no position from %s', (act) => {
    expect(kindsOf({ act, content: 'the port is closed' })).toEqual([]);
  });

  it('takes no position from a rejected statement or from nobody', () => {
    expect(kindsOf({ act: 'deny', content: 'no', review: 'rejected' })).toEqual([]);
    expect(kindsOf({ act: 'deny', content: 'no', speaker: null })).toEqual([]);
  });

  it('is not slowed by a long text that nearly is a condition', () => {
    expect(kindsOf({ act: 'condemn', content: 'if '.repeat(50_000) })).toEqual(['condemns in general']);
  });
});

describe('derivePositions: how a position reaches us', () => {
  const renderingOf = (text: string, asked: Asked) =>
    derivePositions(fileOf(sourceOf('a', text, [asked])))[0]?.statements[0]?.rendering;

  it('keeps quoted words, paraphrase, nested report and headline apart', () => {
    const content = 'Facts are needed first';
    expect(renderingOf(`“${content},” she said.`, { act: 'demand-evidence', content })).toBe('own words');
    expect(renderingOf(`"${content}," she said.`, { act: 'demand-evidence', content: `"${content},"` })).toBe(
      'own words',
    );
    expect(renderingOf(`${content}, she said.`, { act: 'demand-evidence', content })).toBe(
      'reported by another',
    );
    expect(renderingOf(`“${content}.”`, { act: 'demand-evidence', content, withinId: 'b' })).toBe(
      'reported by another',
    );
    expect(renderingOf(`“${content}”`, { act: 'demand-evidence', content, block: 'headline' })).toBe(
      'headline',
    );
  });
});

describe('derivePositions: rows', () => {
  const long = (word: string) => Array.from({ length: 120 }, (_, i) => `${word}${i}`).join(' ');

  it('joins statements of one position, sorted by date, the undated last', () => {
    const asked: Asked = { act: 'attribute', content: 'it was Daewol', target: 'Daewol' };
    const [position, ...others] = derivePositions(
      fileOf(
        sourceOf('a', 'it was Daewol', [asked]),
        sourceOf('b', 'it was Daewol', [{ ...asked, target: 'the Daewol', saidOn: '2031-02' }], '2031-03-01'),
        sourceOf('c', 'it was Daewol', [asked], '2031-01-09'),
      ),
    );
    expect(others).toEqual([]);
    expect(position?.statements.map(({ date }) => date)).toEqual(['2031-01-09', '2031-02', null]);
  });

  it('tells a date that the words state from that of the article', () => {
    const asked: Asked = { act: 'attribute', content: 'it was Daewol', target: 'Daewol' };
    const [position] = derivePositions(
      fileOf(
        sourceOf('a', 'it was Daewol', [{ ...asked, saidOn: '2031-02-24/2031-03-02' }], '2031-03-03'),
        sourceOf('b', 'it was Daewol', [asked], '2031-02-28T08:00:00Z'),
        sourceOf('c', 'it was Daewol', [{ ...asked, saidOn: '2031' }], '2031-03-03'),
      ),
    );
    expect(position?.statements.map(({ date, saidOn }) => [date, saidOn?.how])).toEqual([
      ['2031', 'test'],
      ['2031-02-24/2031-03-02', 'test'],
      ['2031-02-28T08:00:00Z', undefined],
    ]);
  });

  it('keeps differing hedges, targets and parties apart', () => {
    const asked: Asked = { act: 'attribute', content: 'it was Daewol', target: 'Daewol' };
    const official = { ...PARTY, name: 'Petra Lind', kind: 'official' as const };
    const positions = derivePositions(
      fileOf(
        sourceOf('a', 'it was Daewol', [
          asked,
          { ...asked, hedge: 'likely' },
          { ...asked, target: 'Unit 19' },
          { ...asked, speaker: official },
        ]),
      ),
    );
    expect(positions.map(({ party, target, hedge }) => [party, target?.name, hedge])).toEqual([
      ['Ostrel', 'Daewol', 'certain'],
      ['Ostrel', 'Daewol', 'likely'],
      ['Ostrel', 'Unit 19', 'certain'],
      ['Petra Lind', 'Daewol', 'certain'],
    ]);
  });

  it('counts what was joined and split by hand as it was joined and split', () => {
    const asked: Asked = { act: 'attribute', content: 'it was Daewol', target: 'Daewol' };
    const wire = `it was Daewol ${long('wire')}`;
    const file = fileOf(
      sourceOf('a', wire, [asked]),
      sourceOf('b', `Exclusive. ${wire}`, [asked]),
      sourceOf('c', `it was Daewol ${long('other')}`, [asked]),
    );
    const edit = { revision: 1, undoes: null, by: 'N. N.', reason: 'test', madeAt: '' };
    const origins = (change: Pick<OriginEdit, 'action' | 'sourceIds' | 'fromIds'>) =>
      derivePositions(file, groupOrigins(file.sources, [{ ...edit, ...change }]))[0]?.origins;
    expect(derivePositions(file)[0]?.origins).toBe(2);
    expect(origins({ action: 'join', sourceIds: ['a', 'b', 'c'], fromIds: [] })).toBe(1);
    expect(origins({ action: 'split', sourceIds: ['b'], fromIds: ['a'] })).toBe(3);
  });

  it('counts copies of one text as one origin', () => {
    const asked: Asked = { act: 'attribute', content: 'it was Daewol', target: 'Daewol' };
    const wire = `it was Daewol ${long('wire')}`;
    const [position] = derivePositions(
      fileOf(
        sourceOf('c', wire, [asked]),
        sourceOf('b', `Exclusive. ${wire}`, [asked]),
        sourceOf('a', `it was Daewol ${long('other')}`, [asked]),
      ),
    );
    expect(position?.origins).toBe(2);
    expect(new Set(position?.statements.map(({ origin }) => origin))).toEqual(new Set(['a', 'b']));
  });
});
