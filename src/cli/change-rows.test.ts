import { describe, expect, it } from 'vitest';
import type { Statement } from '../domain/statement.ts';
import { changeRows } from './change-rows.ts';

function made(words: { source?: string; content?: string }, changes: Partial<Statement> = {}): Statement {
  const quotes = (exact: string) => (exact === '' ? [] : [{ start: 0, end: exact.length, exact }]);
  return {
    ...{ statementId: 'i', sourceId: 's', captureId: 'c', withinId: null, review: 'proposed' },
    ...{
      source: quotes(words.source ?? 'Ostrel'),
      cue: quotes('denied'),
      content: quotes(words.content ?? 'it'),
    },
    ...{ act: 'deny', hedge: 'certain', target: null, speaker: null, saidOn: null, block: 'body' },
    ...{ probability: 0.5, reason: 'r', reader: { name: 'rules', version: '1' } },
    ...changes,
  };
}

describe('a change of a statement in rows', () => {
  it('is one row of what went or came', () => {
    expect(changeRows({ kind: 'removed', earlier: made({}) })).toEqual([
      ['  −', 'deny', 'Ostrel', 'denied: it'],
    ]);
    expect(changeRows({ kind: 'added', later: made({}) })).toEqual([['  +', 'deny', 'Ostrel', 'denied: it']]);
  });

  it('tells labels from one to the other, with countries', () => {
    const target = (country: string | null) => ({ text: 'Ostrel', span: null, country });
    const [earlier, later] = [
      made({}, { target: target(null) }),
      made({}, { act: 'state', target: target('OST') }),
    ];
    expect(changeRows({ kind: 'changed', earlier, later, parts: ['act', 'target'] })).toEqual([
      ['  ~', 'deny', 'Ostrel', '[act: deny → state; target: Ostrel → Ostrel [OST]] denied: it'],
    ]);
  });

  it('has a second row for other words, both from shortly before they differ', () => {
    const long = 'that it had anything to do with the attack '.repeat(4);
    const [earlier, later] = [
      made({ content: `${long}on the cranes` }),
      made({ content: `${long}on the harbour` }),
    ];
    const rows = changeRows({ kind: 'changed', earlier, later, parts: ['spans'] });
    expect(rows.map((row) => row[3])).toEqual([
      expect.stringMatching(/^….{20,40}on the cranes$/),
      expect.stringMatching(/^….{20,40}on the harbour$/),
    ]);
    expect(rows[1]?.[2]).toBe('→ Ostrel');
  });

  it('shows from the beginning what is the same, or differs soon', () => {
    const source = 'The foreign ministry of Ostrel in Sund';
    const [earlier, later] = [made({ source, content: 'that it' }), made({ source, content: 'it' })];
    expect(changeRows({ kind: 'changed', earlier, later, parts: ['spans'] })).toEqual([
      ['  ~', 'deny', source, 'denied: that it'],
      ['', '', `→ ${source}`, 'denied: it'],
    ]);
  });

  it('says that what was reviewed stays, and keeps control characters out', () => {
    const earlier = made({ source: 'Os\u001b[31mtrel\nx' }, { review: 'accepted' });
    expect(changeRows({ kind: 'removed', earlier })).toEqual([
      ['  −', 'deny', 'Ostrel x', '[accepted, stays] denied: it'],
    ]);
  });
});
