/**
 * One page of our own through every arrow of the walk. Each intermediate value stands in `values/`, and
 * `ARCHITECTURE.md` quotes them. A value that is missing or differs fails; `UPDATE_WALK=1 npx vitest run tests/walk`
 * writes them anew, and the difference is reviewed like code.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { captureBytes } from '../../src/capture/capture-bytes.ts';
import { derivePositions } from '../../src/cases/derive-positions.ts';
import { groupOrigins } from '../../src/cases/group-origins.ts';
import type { Article } from '../../src/domain/article.ts';
import type { Captured } from '../../src/domain/capture.ts';
import type { CaseFile } from '../../src/domain/case.ts';
import type { Document } from '../../src/domain/document.ts';
import { isRefusal } from '../../src/domain/errors.ts';
import type { Judgement } from '../../src/domain/judgement.ts';
import type { Position } from '../../src/domain/position.ts';
import { anchorStatement, type Statement } from '../../src/domain/statement.ts';
import { extractArticle } from '../../src/extract/extract-article.ts';
import { identifyParties } from '../../src/parties/identify-parties.ts';
import { dateArticle } from '../../src/services/date-article.ts';
import { identify, sourceIdOf } from '../../src/services/file-source.ts';
import { NODE_PARTS } from '../../src/services/package-weights.ts';
import { DEFAULT_READER, openReader, READERS } from '../../src/services/readers.ts';
import { publishCase } from '../../src/web/pages/publish.tsx';
import { weigh } from '../../src/weigh/weigh.ts';

const HERE = import.meta.dirname;
const CAPTURED_AT = new Date('2026-01-15T09:30:00Z');
const CAPTURE_ID = '019bc0de-0000-7000-8000-000000000001';
const CASE_ID = '019bc0de-0000-7000-8000-000000000002';

interface Walk {
  captured: Captured;
  article: Article;
  document: Document;
  statements: Statement[];
  file: CaseFile;
  positions: Position[];
  judgement: Judgement;
  pages: Map<string, string>;
}

function took<T>(value: T): Exclude<T, { refused: string }> {
  if (isRefusal(value)) throw new Error(`refused: ${value.reason}`);
  return value as Exclude<T, { refused: string }>;
}

async function walk(): Promise<Walk> {
  const bytes = readFileSync(join(HERE, 'fixtures/harbour-outage.html'));
  const captured = took(captureBytes({ kind: 'file', name: 'harbour-outage.html', bytes, now: CAPTURED_AT }));
  const article = took(extractArticle(captured));
  const reader = await openReader(DEFAULT_READER, NODE_PARTS);
  const document = reader.readDocument(article);
  const identified = identifyParties(document, await reader.find(document));
  const found = dateArticle(article, document, identified);
  const record = {
    sourceId: sourceIdOf(captured),
    captureId: CAPTURE_ID,
    capture: captured.capture,
    article,
    reader: READERS[DEFAULT_READER],
    statements: [],
  };
  const statements = identify(found, record);
  const file: CaseFile = {
    case: { caseId: CASE_ID, name: 'Harbour outage', createdAt: CAPTURED_AT.toISOString() },
    sources: [{ ...record, statements, addedAt: CAPTURED_AT.toISOString() }],
  };
  const positions = derivePositions(file);
  const judgement = weigh(positions, new Map(statements.map((each) => [each.statementId, each])), {
    party: 'Ostrel',
    country: null,
    rung: 'state',
    likelihood: 'likely',
  });
  const pages = publishCase({ file, positions, origins: groupOrigins(file.sources), unread: new Map() });
  return { captured, article, document, statements, file, positions, judgement, pages };
}

let walked: Walk;
beforeAll(async () => {
  walked = await walk();
});

function expectValue(name: string, value: unknown): void {
  const file = join(HERE, 'values', name);
  const text = typeof value === 'string' ? value : `${JSON.stringify(value, null, 2)}\n`;
  if (process.env.UPDATE_WALK === '1') {
    mkdirSync(join(HERE, 'values'), { recursive: true });
    writeFileSync(file, text);
  }
  if (!existsSync(file))
    throw new Error(`${name} is missing: UPDATE_WALK=1 npx vitest run tests/walk, and review it`);
  expect(text).toBe(readFileSync(file, 'utf8'));
}

describe('each value of the walk is as it was', () => {
  it('capture', () => expectValue('1-capture.json', walked.captured.capture));
  it('article', () => expectValue('2-article.json', walked.article));
  it('document', () => {
    const { text, paragraphs, tokens, sentences, quotations, mentions } = walked.document;
    const words = (range: { start: number; end: number }) => text.slice(range.start, range.end);
    expectValue('3-document.json', {
      paragraphs,
      tokens: tokens.length,
      sentences: sentences.map(words),
      quotations: quotations.map(words),
      mentions: mentions.map((mention) => `${mention.kind}: ${words(mention)}`),
    });
  });
  it('statements', () => expectValue('4-statements.json', walked.statements));
  it('positions', () => expectValue('5-positions.json', walked.positions));
  it('judgement', () => expectValue('6-judgement.json', walked.judgement));
  it('page', () => expectValue('7-page.html', walked.pages.get('index.html') ?? ''));
});

describe('what holds on the way', () => {
  it('finds something at every arrow', () => {
    expect(walked.article.blocks.length).toBeGreaterThan(5);
    expect(walked.statements.length).toBeGreaterThan(4);
    expect(walked.positions.length).toBeGreaterThan(3);
  });
  it('keeps every quote to the letter of the article', () => {
    for (const statement of walked.statements)
      expect(anchorStatement(walked.article.text, { ...statement, within: null })).not.toHaveProperty(
        'failed',
      );
  });
  it('reads no statement from the caption, the appeal or the links', () => {
    const read = new Set(['headline', 'standfirst', 'body']);
    for (const { content, statementId } of walked.statements)
      for (const quote of content) {
        const block = walked.article.blocks.find(
          ({ start, end }) => start <= quote.start && quote.end <= end,
        );
        expect(block && read.has(block.type), `${statementId}: ${quote.exact}`).toBe(true);
      }
  });
  it('derives positions from statements that are there', () => {
    const ids = new Set(walked.statements.map(({ statementId }) => statementId));
    for (const position of walked.positions)
      for (const { statementId } of position.statements) expect(ids).toContain(statementId);
  });
  it('lets no bare conclusion through on one page', () => {
    expect(walked.judgement.allowed).toBe(false);
    expect(walked.judgement.wording).not.toBe('');
  });
});

it('is quoted by ARCHITECTURE.md to the letter', () => {
  const architecture = readFileSync(join(HERE, '../../ARCHITECTURE.md'), 'utf8');
  const quotes = [...architecture.matchAll(/<!-- from (tests\/walk\/\S+) -->\n+```\w*\n([\s\S]*?)```/g)];
  expect(quotes.length).toBeGreaterThanOrEqual(6);
  for (const [, path, quoted] of quotes) {
    const text = readFileSync(join(HERE, '../..', path as string), 'utf8');
    for (const line of (quoted as string)
      .split('\n')
      .filter((line) => line.trim() !== '' && line.trim() !== '…'))
      expect(text, `${path} no longer holds: ${line}`).toContain(line.trim());
  }
});
