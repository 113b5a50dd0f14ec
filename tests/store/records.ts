import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { Statement } from '../../src/domain/statement.ts';
import type { SourceRecord } from '../../src/services/ports.ts';

const TEXT =
  'Port closed\n\nThe harbour office of Ostrava Bay said that it had been locked out of its own cranes.';

/** A source as the services would hand it in; every field can be told apart from every other. */
export function sourceRecord(
  changes: { uri?: string; text?: string; reader?: string; published?: string | null; at?: string } = {},
) {
  const { uri = 'https://news.example/port', text = TEXT, reader = '1', published = '2031-03-02' } = changes;
  const { at = '2031-03-04T05:06:07.089Z' } = changes;
  const sourceId = digest(uri);
  const captureId = uuidv7();
  const record: SourceRecord = {
    sourceId,
    captureId,
    capture: {
      targetUri: uri,
      kind: 'url',
      payloadDigest: `sha256:${digest(text)}`,
      length: Buffer.byteLength(text),
      capturedAt: at,
      mediaType: 'text/html',
      charset: { name: 'utf-8', from: 'header' },
      http: {
        finalUri: uri,
        status: 200,
        redirects: [{ from: 'http://news.example/port', to: uri, status: 301 }],
        headers: [
          ['Content-Type', 'text/html'],
          ['X-Twice', 'a'],
          ['X-Twice', 'b'],
        ],
        resolvedAddresses: ['192.0.2.7', '2001:db8::7'],
        peerAddress: '192.0.2.7',
      },
    },
    reader: { name: 'rules', version: reader },
    article: {
      extractor: 'test-1',
      text,
      blocks: [{ type: 'headline', start: 0, end: 11, reason: 'first line', probability: 1 }],
      metadata: {
        title: { value: 'Port closed', how: 'h1' },
        publication: null,
        authors: [{ value: 'N. Writer', how: 'byline' }],
        published: published === null ? null : { value: published, how: 'time' },
        updated: null,
        language: { value: 'en', how: 'html lang' },
        canonicalUri: null,
      },
      sourceMap: [{ start: 0, end: 11, sourceStart: 4, sourceEnd: 15 }],
    },
    statements: [statementOf({ sourceId, captureId }, text, reader)],
  };
  return record;
}

export function statementOf(
  ids: { sourceId: string; captureId: string },
  text: string,
  version: string,
): Statement {
  const quote = (exact: string) => ({
    start: text.indexOf(exact),
    end: text.indexOf(exact) + exact.length,
    exact,
  });
  return {
    ...ids,
    statementId: digest(`${ids.captureId} ${version} 0`),
    withinId: null,
    review: 'proposed',
    source: [quote('The harbour office of Ostrava Bay')],
    cue: [quote('said')],
    content: [quote('it had been locked out of its own cranes')],
    act: 'confirm',
    hedge: 'certain',
    target: { text: 'its own cranes', span: quote('its own cranes'), country: null },
    speaker: {
      name: 'Ostrava Bay',
      kind: 'agency',
      country: null,
      office: 'harbour office',
      reason: 'named',
    },
    saidOn: { edtf: '2031-03-01~', how: 'the day before', span: null, reference: null },
    block: 'body',
    probability: 0.75,
    reason: 'said that',
    reader: { name: 'rules', version },
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
