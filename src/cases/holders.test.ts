import { describe, expect, it } from 'vitest';
import type { CaseFile, CaseSource } from '../domain/case.ts';
import type { PartyReference } from '../domain/party.ts';
import type { Statement } from '../domain/statement.ts';
import { derivePositions } from './derive-positions.ts';

type Speaker = Partial<PartyReference> & Pick<PartyReference, 'name'>;

interface Asked extends Partial<Pick<Statement, 'act' | 'withinId' | 'block'>> {
  speaker: Speaker;
  target?: { text: string; country: string | null } | null;
  quoted?: boolean;
}

/** A source with one statement for each; their ids are `source-0`, `source-1` … */
function sourceOf(sourceId: string, ...asked: Asked[]): CaseSource {
  const text = 'It was so. “It was so.”';
  const statements = asked.map((one, index): Statement => {
    const start = one.quoted ? 12 : 0;
    return {
      statementId: `${sourceId}-${index}`,
      sourceId,
      captureId: 'capture',
      withinId: one.withinId ?? null,
      review: 'proposed',
      source: [],
      cue: [],
      content: [{ start, end: start + 10, exact: text.slice(start, start + 10) }],
      act: one.act ?? 'attribute',
      hedge: 'certain',
      target:
        one.target === null ? null : { span: null, ...(one.target ?? { text: 'Daewol', country: null }) },
      speaker: { kind: 'official', country: null, office: null, reason: 'test', ...one.speaker },
      saidOn: null,
      block: one.block ?? 'body',
      probability: 1,
      reason: 'test',
      reader: { name: 'test', version: '1' },
    };
  });
  const found = { title: null, publication: null, authors: [], published: null, updated: null };
  const metadata = { ...found, language: null, canonicalUri: null };
  const article = { extractor: 'test', text, blocks: [], metadata, sourceMap: [] };
  return {
    sourceId,
    captureId: 'capture',
    capture: {} as CaseSource['capture'],
    article,
    statements,
    addedAt: '',
  };
}

function derive(...sources: CaseSource[]) {
  const file: CaseFile = { case: { caseId: 'case', name: 'Case', createdAt: '' }, sources };
  return derivePositions(file);
}

const partiesOf = (...sources: CaseSource[]) => derive(...sources).map(({ party }) => party);

const STATE = { name: 'Ostrel', kind: 'state', country: 'OST' } as const;
const MINISTER: Speaker = {
  name: 'Ada Marn',
  country: 'OST',
  office: 'foreign ministry',
  speaksFor: [{ name: 'Foreign Ministry of Ostrel', kind: 'agency', country: 'OST' }, STATE],
};

describe('derivePositions: for whom it counts', () => {
  it("files a minister's statement for the ministry and the state too, and says through whom", () => {
    const positions = derive(sourceOf('a', { speaker: MINISTER }));
    expect(positions.map(({ party, through }) => [party, through])).toEqual([
      ['Ostrel', 'Ada Marn, foreign ministry'],
      ['Ada Marn', undefined],
      ['Foreign Ministry of Ostrel', 'Ada Marn, foreign ministry'],
    ]);
    expect(positions[0]?.rule).toContain('through Ada Marn, foreign ministry');
    for (const { statements, origins } of positions) expect([statements.length, origins]).toEqual([1, 1]);
  });

  it('counts the state once where its own statement stands in that of its minister', () => {
    const own: Asked = { speaker: { ...STATE }, withinId: 'a-0' };
    const state = derive(sourceOf('a', { speaker: MINISTER, quoted: true }, own)).filter(
      ({ party }) => party === 'Ostrel',
    );
    expect(state).toHaveLength(1);
    expect(state[0]?.statements).toMatchObject([{ statementId: 'a-1', rendering: 'own words' }]);
  });

  it('files a joint statement for each who makes it', () => {
    const belmarra = {
      name: 'Belmarra',
      kind: 'state',
      country: 'BEL',
      office: null,
      reason: 'test',
    } as const;
    expect(partiesOf(sourceOf('a', { speaker: { ...STATE, others: [belmarra] } }))).toEqual([
      'Belmarra',
      'Ostrel',
    ]);
  });

  it("files a document's words for its issuer", () => {
    const speaker: Speaker = { name: 'statement', kind: 'document', country: 'OST', speaksFor: [STATE] };
    const [position, ...others] = derive(sourceOf('a', { speaker }));
    expect(others).toEqual([]);
    expect(position).toMatchObject({ party: 'Ostrel', partyKind: 'state' });
    expect(position?.rule).toContain('"statement"');
  });

  it('does not let who reports a position hold it', () => {
    const paper: Asked = { speaker: { name: 'The Valley Paper', kind: 'media' } };
    expect(partiesOf(sourceOf('a', paper, { speaker: { ...STATE }, withinId: 'a-0' }))).toEqual(['Ostrel']);
    expect(partiesOf(sourceOf('a', paper))).toEqual(['The Valley Paper']);
  });

  it('takes no blame without a party for an attribution', () => {
    expect(derive(sourceOf('a', { speaker: { ...STATE }, target: null }))).toEqual([]);
  });

  it('shows no target where a party denies for itself, and one where it denies for another', () => {
    const denial = (text: string, country: string | null) =>
      derive(sourceOf('a', { act: 'deny', speaker: { ...STATE }, target: { text, country } }))[0]?.target;
    expect(denial('the Ostrellan embassy', 'OST')).toBeNull();
    expect(denial('Ostrel', null)).toBeNull();
    expect(denial('Belmarra', 'BEL')).toEqual({ name: 'Belmarra', country: 'BEL' });
  });

  it('calls a state by one name as a target, whatever its seat, demonym or government', () => {
    const words = ['Norway', 'the Norwegian government', 'Oslo', 'Norwegian'];
    const sources = words.map((text, index) =>
      sourceOf(`s${index}`, { act: 'endorse', speaker: { ...STATE }, target: { text, country: 'NOR' } }),
    );
    expect(derive(...sources).map(({ target }) => target?.name)).toEqual(['Norway']);
  });
});

describe('derivePositions: one party in several sources', () => {
  const full: Asked = { speaker: MINISTER };

  it('puts a surname together with the one full name, and says so', () => {
    const positions = derive(sourceOf('a', full), sourceOf('b', { speaker: { name: 'Marn' } }));
    const own = positions.filter(({ party }) => party === 'Ada Marn');
    expect(own).toMatchObject([{ country: 'OST', statements: [{}, {}] }]);
    expect(own[0]?.rule).toContain('"Marn" is taken for Ada Marn');
    expect(positions.map(({ party }) => party)).not.toContain('Marn');
  });

  it('keeps apart a surname that two people bear, or that is of another state', () => {
    const two = [sourceOf('a', full), sourceOf('b', { speaker: { name: 'Ida Marn' } })];
    expect(partiesOf(...two, sourceOf('c', { speaker: { name: 'Marn' } }))).toContain('Marn');
    expect(
      partiesOf(sourceOf('a', full), sourceOf('b', { speaker: { name: 'Marn', country: 'BEL' } })),
    ).toContain('Marn');
  });

  it('takes the state from the sources that give it, over the home of an article', () => {
    const sources = [
      sourceOf('a', full),
      sourceOf('b', { speaker: { name: 'Ada Marn', kind: 'person' } }),
      sourceOf('c', { speaker: { name: 'Ada Marn', country: 'BEL', isPlacedByHome: true } }),
    ];
    const own = derive(...sources).filter(({ party }) => party === 'Ada Marn');
    expect(own).toMatchObject([{ country: 'OST', partyKind: 'official' }]);
    expect(own[0]?.statements).toHaveLength(3);
  });

  it('keeps apart two of one name whose states the sources give', () => {
    const own = derive(sourceOf('a', full), sourceOf('b', { speaker: { name: 'Ada Marn', country: 'BEL' } }));
    expect(own.filter(({ party }) => party === 'Ada Marn').map(({ country }) => country)).toEqual([
      'BEL',
      'OST',
    ]);
  });

  it('puts no common nouns together', () => {
    const officials = (country: string | null): Speaker => ({ name: 'officials', country });
    const rows = derive(
      sourceOf('a', { speaker: officials('OST') }),
      sourceOf('b', { speaker: officials(null) }),
    );
    expect(rows.map(({ country }) => country)).toEqual(['OST', null]);
  });
});
