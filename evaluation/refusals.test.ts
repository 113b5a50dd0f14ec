import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { evaluateRefusals, readVectors } from './refusals.ts';
import type { EvaluationReport } from './report.ts';

async function evaluateList(...lines: string[]): Promise<EvaluationReport> {
  const path = join(mkdtempSync(join(tmpdir(), 'onus-refusals-')), 'list.txt');
  writeFileSync(path, lines.join('\n'));
  const report = await evaluateRefusals(['--list', path, '--json']);
  if ('skipped' in report) throw new Error(report.skipped);
  return report;
}

it('holds where every line does', async () => {
  const report = await evaluateList(
    '# a comment',
    '',
    'allow\tcontrol\thttps://example.com/',
    'allow\tdns-stub\tdns:A=93.184.215.14;AAAA=2606:2800:220:1::1',
    'allow\tredirect\tredirect:301x3->http://other.example.com:8080/page',
    'block\tscheme\tfile:///etc/passwd',
    'block\tdns-to-private\thttp://a9fea9fe.nip.example.com/',
    'block\tdns-stub\tdns:A=93.184.215.14|A=127.0.0.1',
    'block\tdns-stub\tdns:CNAME=localhost',
    'block\tdns-stub\tdns:NXDOMAIN',
    'block\tredirect\tredirect:308->http://localhost:{{PORT}}/canary',
    'block\tredirect\tredirect:200-with-script-src->http://127.0.0.1:{{PORT}}/canary',
    'block\tredirect\tredirect:302x21->self',
    'block\tunicode-digits\thttp://loc\\u00adalhost/',
  );
  expect(report.failures).toEqual([]);
  expect(report.passed).toBe(true);
  expect(report.figures).toEqual({ lines: 12, block_refused: 1, allow_passed: 1, canary_hits: 0 });
});

it('falls where an address that is public should be blocked, and the canary is asked', async () => {
  const report = await evaluateList(
    'block\tcontrol\thttp://example.com/',
    'block\tscheme\tfile:///etc/passwd',
  );
  expect(report.passed).toBe(false);
  expect(report.figures).toMatchObject({ block_refused: 0.5, canary_hits: 2 });
  expect(report.failures).toEqual([
    expect.stringMatching(/^line 1: block control "http:\/\/example\.com\/": taken; canary/),
  ]);
});

it('falls where an address that is closed should be taken', async () => {
  const report = await evaluateList(
    'allow\tcontrol\thttp://127.0.0.1/',
    'allow\tcontrol\thttp://example.com/',
  );
  expect(report).toMatchObject({ passed: false, figures: { allow_passed: 0.5 } });
});

it('undoes the escapes of a list and names a line that is not of its format', () => {
  expect(readVectors('block\tx\ta\\\\b\\t\\n\\u00ad\\x\nblock\tx\t ').map(({ input }) => input)).toEqual([
    'a\\b\t\n\u00ad\\x',
    ' ',
  ]);
  expect(() => readVectors('# fine\nblock http://a/')).toThrow(/^line 2 is not EXPECT/);
});
