import { describe, expect, it } from 'vitest';
import { caseCsv, csvField } from '../../src/services/case-csv.ts';
import { publishCase } from '../../src/web/pages/publish.tsx';
import { renderDocument } from '../../src/web/pages/render.ts';
import { ArticleText } from '../../src/web/parts/article-text.tsx';
import { openCell } from '../../src/web/parts/cell.ts';
import { excerptOf } from '../../src/web/parts/excerpt.ts';
import { buildMatrix } from '../../src/web/parts/matrix.ts';
import { SENTENCE_LIMIT } from '../../src/web/parts/paging.ts';
import { assignLanes, LANES, PARTS, segmentsOf } from '../../src/web/parts/segments.ts';
import { dateWords, positionVerb, webAddress } from '../../src/web/parts/words.ts';
import { caseWithUnread, sampleCase } from './sample-case.ts';

const quote = (start: number, end: number) => ({ start, end, exact: 'x' });
const at = (source: [number, number], cue: [number, number], content: [number, number]) => ({
  source: [quote(...source)],
  cue: [quote(...cue)],
  content: [quote(...content)],
});

describe('segmentsOf', () => {
  it('tiles the text, whatever the spans', () => {
    let seed = 7;
    const random = (n: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed % n;
    };
    for (let round = 0; round < 50; round++) {
      const length = 20 + random(60);
      const span = (): [number, number] => {
        const start = random(length);
        return [start, start + 1 + random(length - start)];
      };
      const statements = Array.from({ length: random(12) }, () => at(span(), span(), span()));
      const segments = segmentsOf(length, statements);
      expect(segments[0]?.start).toBe(0);
      expect(segments.at(-1)?.end).toBe(length);
      segments.forEach((segment, i) => {
        expect(segment.start).toBeLessThan(segment.end);
        if (i > 0) expect(segment.start).toBe(segments[i - 1]?.end);
        expect(segment.marks.length).toBeLessThanOrEqual(LANES);
        for (const mark of segment.marks) {
          const parts = PARTS.flatMap((part) => statements[mark.statement]?.[part] ?? []);
          expect(parts.some((part) => part.start <= segment.start && segment.end <= part.end)).toBe(true);
        }
      });
      expect(segments.flatMap(({ opens }) => opens).sort()).toEqual(statements.map((_, i) => i).sort());
      expect(segments.flatMap(({ closes }) => closes).sort()).toEqual(statements.map((_, i) => i).sort());
    }
  });

  it('takes the mark of the content up again after a cue within it', () => {
    const segments = segmentsOf(30, [at([0, 2], [10, 14], [5, 25])]);
    expect(segments.map(({ start, marks }) => [start, marks[0]?.part])).toEqual([
      [0, 'source'],
      [2, undefined],
      [5, 'content'],
      [10, 'cue'],
      [14, 'content'],
      [25, undefined],
    ]);
  });

  it('never gives one lane to two that overlap, and none where all are taken', () => {
    expect(assignLanes([0, 1, 2, 3, 4].map((start) => ({ start, end: 10 })))).toEqual([0, 1, 2, 3, -1]);
    expect(
      assignLanes([
        { start: 0, end: 5 },
        { start: 5, end: 9 },
      ]),
    ).toEqual([0, 0]);
  });
});

describe('the text of an article', () => {
  it('grows in step with text and statements, not with their product', () => {
    const draw = (n: number) => {
      const [source] = sampleCase().file.sources;
      if (source === undefined) throw new Error('the sample has sources');
      const text = 'word '.repeat(n * 40).trimEnd();
      const statements = Array.from({ length: n }, (_, i) => ({
        ...(source.statements[0] as (typeof source.statements)[number]),
        statementId: `s${i}`,
        // Every statement reaches to the end: as many overlap as there are.
        ...at([i * 200, i * 200 + 4], [i * 200 + 5, i * 200 + 9], [i * 200 + 10, text.length]),
      }));
      const block = { type: 'body' as const, start: 0, end: text.length, reason: 'body', probability: 1 };
      return renderDocument(
        ArticleText({
          article: { ...source.article, text, blocks: [block] },
          statements,
        }),
      ).length;
    };
    const [small, large] = [draw(100), draw(1000)];
    expect(large / small).toBeLessThan(11);
  });
});

describe('excerptOf', () => {
  const [wire] = sampleCase().file.sources;
  if (wire === undefined) throw new Error('the sample has sources');

  it('shows a statement within its sentence, its parts told apart', () => {
    const fifth = wire.statements[4];
    if (fifth === undefined) throw new Error('the sample has five statements');
    const pieces = excerptOf(wire.article, fifth);
    expect(pieces.map(({ text }) => text).join('')).toBe(
      'SentinelLabs assessed with medium confidence that there are developmental similarities between AcidRain and VPNFilter, a malware that the FBI attributed to the Russian government in 2018.',
    );
    expect(pieces.filter(({ part }) => part !== null)).toEqual([
      { text: 'the FBI', part: 'source' },
      { text: 'attributed', part: 'cue' },
      { text: 'to the Russian government', part: 'content' },
    ]);
  });

  it('keeps every exact word, in every source', () => {
    for (const { article, statements } of sampleCase().file.sources)
      for (const statement of statements) {
        const pieces = excerptOf(article, statement);
        for (const part of PARTS)
          expect(pieces.filter((piece) => piece.part === part).map(({ text }) => text)).toEqual(
            statement[part].map(({ exact }) => exact),
          );
      }
  });
});

describe('buildMatrix', () => {
  const view = sampleCase();

  it('groups parties by state, the state first, and leads from person to organ to state', () => {
    const matrix = buildMatrix(view);
    const russia = matrix.groups.find(({ country }) => country === 'RUS');
    expect(russia?.rows.map(({ party }) => party)).toEqual([
      'Russia',
      'Ministry of Foreign Affairs of Russia',
      'Embassy of Russia in London',
      'Dmitry Peskov',
    ]);
    expect(russia?.rows.at(-1)?.chain).toEqual(['Dmitry Peskov', 'Kremlin', 'Russia']);
    expect(matrix.groups.at(-1)?.country).toBeNull();
  });

  it('counts sentences, and copies as one origin', () => {
    const matrix = buildMatrix(view);
    const row = matrix.groups
      .flatMap(({ rows }) => rows)
      .find(({ party }) => party.startsWith('Federal Bureau'));
    expect(row?.cells[matrix.columns.indexOf('attributes')]).toMatchObject({ statements: 2, origins: 1 });
  });

  it('says of how many sentences the words say when they were said', () => {
    const [position] = view.positions;
    if (position === undefined) throw new Error('the sample has positions');
    const told = (dates: readonly (readonly [string | null, boolean])[]) => {
      const statements = dates.map(([date, isSaid], i) => ({
        ...{
          statementId: String(i),
          sourceId: 's',
          origin: 's',
          rendering: 'own words' as const,
          date,
          exact: 'x',
        },
        ...(isSaid && { saidOn: { words: null, how: '' } }),
      }));
      const matrix = buildMatrix({ ...view, positions: [{ ...position, statements }] });
      return matrix.groups[0]?.rows[0]?.cells[0]?.when;
    };
    expect(
      told([
        ['2014-12', true],
        ['2014-12-19', true],
        ['2014-11-01', false],
      ]),
    ).toEqual({
      ...{ first: '2014-12', last: '2014-12-19', said: 2 },
    });
    expect(
      told([
        ['2014-12-20', false],
        ['2014-11-01', false],
      ]),
    ).toEqual({
      ...{ first: '2014-11-01', last: '2014-12-20', said: 0 },
    });
    expect(told([[null, false]])).toBeNull();
  });

  it('tells what was looked for and not found from a party whose voice is missing', () => {
    const silent = { ...view, positions: view.positions.filter(({ country }) => country !== 'RUS') };
    const matrix = buildMatrix(silent);
    const russia = matrix.groups.find(({ country }) => country === 'RUS')?.rows;
    expect(russia).toHaveLength(1);
    expect(russia?.[0]).toMatchObject({ party: 'Russia', speaks: false });
    expect(matrix.absent).toContain('denies');
    expect(buildMatrix(view).absent).not.toContain('denies');
  });
});

describe('openCell', () => {
  it('lists no more sentences than a page holds, and all of them over its pages', () => {
    const view = sampleCase();
    const [position] = view.positions;
    if (position === undefined) throw new Error('the sample has positions');
    const statements = Array.from({ length: 250 }, (_, i) => ({
      ...(position.statements[0] as (typeof position.statements)[number]),
      statementId: `many-${i}`,
    }));
    const data = { ...view, positions: [{ ...position, statements }] };
    const pages = [0, 100, 200].map((from) => openCell(data, { party: position.party, kind: null }, from));
    expect(pages.map(({ positions }) => positions[0]?.sentences.length)).toEqual([
      SENTENCE_LIMIT,
      SENTENCE_LIMIT,
      50,
    ]);
    expect(pages[2]?.total).toBe(250);
  });
});

describe('CSV', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('makes %j inert', (text) => {
    expect(csvField(text)).toBe(`"'${text}"`);
  });

  it('quotes what would break a row, and leaves plain text and numbers alone', () => {
    expect(csvField('a "b", c\nd')).toBe('"a ""b"", c\nd"');
    expect(csvField('state')).toBe('"state"');
    expect(csvField(-3)).toBe('"-3"');
    expect(csvField(null)).toBe('""');
  });

  it('neutralises every field of a row', () => {
    const view = sampleCase();
    const [position] = view.positions;
    if (position === undefined) throw new Error('the sample has positions');
    const hostile = { ...position, party: '=cmd()', rule: '=x', target: { name: '@x', country: '+1' } };
    const [, row] = caseCsv({ ...view, positions: [hostile] }).split('\r\n');
    expect(row).toContain(`"'=cmd()"`);
    expect(row).toContain(`"'@x","'+1"`);
  });

  it('keeps when it was said apart from when the article came out', () => {
    const view = sampleCase();
    const [position] = view.positions;
    const [statement] = position?.statements ?? [];
    if (position === undefined || statement === undefined) throw new Error('the sample has positions');
    const said = { ...statement, date: '2014-12-19', saidOn: { words: 'on Friday', how: 'the rule' } };
    const rows = caseCsv({ ...view, positions: [{ ...position, statements: [said, statement] }] }).split(
      '\r\n',
    );
    expect(rows[1]).toContain('"2014-12-19","on Friday","the rule","20');
    expect(rows[2]).toContain('"","","","20');
  });
});

describe('publishCase', () => {
  const files = publishCase(sampleCase());

  it('writes the case, its sources and its data', () => {
    expect([...files.keys()].sort()).toEqual([
      'index.html',
      'positions.csv',
      'positions.json',
      'sources/source-copy.html',
      'sources/source-denial.html',
      'sources/source-eu.html',
      'sources/source-wire.html',
    ]);
  });

  it('links only to what is in it, by relative addresses, and needs no script', () => {
    for (const [name, page] of files) {
      if (!name.endsWith('.html')) continue;
      expect(page).not.toContain('<script');
      expect(page).not.toContain('<form');
      const links = [...page.matchAll(/href="([^"]+)"(?! rel="noreferrer)/g)].map(([, href]) => href ?? '');
      for (const href of links) {
        const [path = '', hash] = new URL(href, `http://x/${name}`).href.slice('http://x/'.length).split('#');
        const target = files.get(path);
        expect(target, `${name} → ${href}`).toBeDefined();
        if (hash) expect(target, `${name} → ${href}`).toContain(`id="${hash}"`);
      }
    }
  });
});

describe('words', () => {
  it.each([
    ['2014', '2014'],
    ['2014-12', 'December 2014'],
    ['2014-12-22', '22 December 2014'],
    ['2014-12-22~', 'about 22 December 2014'],
    ['2014-12-22T09:30:00+01:00', '22 December 2014'],
    ['2014-12-22?', 'perhaps 22 December 2014'],
    ['2014-12-15/2014-12-21', '15 to 21 December 2014'],
    ['2014-12-29/2015-01-04', '29 December 2014 to 4 January 2015'],
    ['2014-22', 'summer 2014'],
    ['199X', 'the 1990s'],
    ['2014-12-15/', '2014-12-15/'],
    ['2014/2015/2016', '2014/2015/2016'],
    ['2014-13-01', '2014-13-01'],
    ['../2014', '../2014'],
    ['<b>', '<b>'],
  ])('%s is read as %s', (edtf, words) => expect(dateWords(edtf)).toBe(words));

  it('agree with the number of parties', () => {
    expect(positionVerb('denies and applauds', 2)).toBe('deny and applaud');
    expect(positionVerb('asks for evidence', 2)).toBe('ask for evidence');
    expect(positionVerb('condemns by name', 1)).toBe('condemns by name');
    expect(positionVerb('silent when asked', 2)).toBe('are silent when asked');
  });

  it('lead only to web addresses', () => {
    expect(webAddress('https://news.example/a')).toBe('https://news.example/a');
    for (const uri of ['javascript:X()', 'data:text/html,x', 'file:a', 'pasted:', '', ' javascript:X()'])
      expect(webAddress(uri)).toBeNull();
  });
});

it('says in a published case which source was not read, in the list and on its page', () => {
  const files = publishCase(caseWithUnread());
  expect(files.get('index.html')).toContain('not read: German');
  const source = [...files].find(([name]) => name.includes('source-german'))?.[1];
  expect(source).toContain('not read: language de (German)');
});
