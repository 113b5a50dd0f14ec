import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { captureSchema, DOCUMENT_TYPES } from '../domain/capture.ts';
import { isRefusal } from '../domain/errors.ts';
import { decodeBytes } from '../text/decode.ts';
import { CAPTURE_LIMIT, captureBytes } from './capture-bytes.ts';

const NOW = new Date('2026-01-02T03:04:05.678Z');
const RUSSIAN =
  'Министерство заявило, что обвинения не подкреплены доказательствами. Представитель отказался назвать виновных.';
const JAPANESE =
  '外務省は木曜日、証拠が示されるまで結論を出すべきではないと述べた。報道官は国名を挙げなかった。';

const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const join = (...parts: Uint8Array[]): Uint8Array => Buffer.concat(parts);

/** Encodes by trying every byte or pair of bytes on the decoder; slow, and needs no table of its own. */
function encode(text: string, charset: string): Uint8Array {
  const table = new Map<string, number[]>();
  for (let first = 0; first < 256; first++) {
    const one = new TextDecoder(charset).decode(Uint8Array.of(first));
    if (!table.has(one)) table.set(one, [first]);
    for (let second = 0x40; first >= 0x80 && second < 256; second++) {
      const two = new TextDecoder(charset).decode(Uint8Array.of(first, second));
      if (two.length === 1 && !table.has(two)) table.set(two, [first, second]);
    }
  }
  return Uint8Array.from([...text].flatMap((character) => table.get(character)!));
}

function take(name: string, bytes: Uint8Array) {
  const captured = captureBytes({ kind: 'file', name, bytes, now: NOW });
  if (isRefusal(captured)) throw new Error(captured.reason);
  return captured.capture;
}

function refuse(name: string, bytes: Uint8Array) {
  const captured = captureBytes({ kind: 'file', name, bytes, now: NOW });
  if (!isRefusal(captured)) throw new Error('was taken');
  return captured;
}

describe('captureBytes', () => {
  it('records what was handed in', () => {
    const bytes = utf8('The ministry said it would wait for the facts.');
    const captured = captureBytes({ kind: 'pasted', name: 'The ministry said', bytes, now: NOW });
    expect(captured).toEqual({
      capture: {
        targetUri: 'pasted:',
        kind: 'pasted',
        payloadDigest: 'sha256:597be4c20e08ef5e55ec7b0675eabca25f39314dfa03f08004d178284d430c1a',
        length: 46,
        capturedAt: '2026-01-02T03:04:05.678Z',
        mediaType: 'text/plain',
        charset: { name: 'utf-8', from: 'default' },
        http: null,
      },
      bytes,
    });
    captureSchema.parse(isRefusal(captured) ? null : captured.capture);
    expect(take('note.txt', bytes).targetUri).toBe('file:note.txt');
  });

  it('keeps a name to one line of bounded length', () => {
    const uri = take(`a\n\u202etxt${'x'.repeat(10_000)}`, utf8('text')).targetUri;
    expect(uri).toMatch(/^file:a\ufffd\ufffdtxtx+$/);
    expect(uri.length).toBeLessThanOrEqual(260);
  });

  it.each([
    ['empty.txt', new Uint8Array(), 'empty-input', '0 bytes'],
    ['blank.txt', utf8(' \n\t\u00a0 '), 'empty-input', 'white space'],
    ['marked.txt', utf8('\ufeff'), 'empty-input', 'white space'],
    ['big.txt', new Uint8Array(50 * 1024 * 1024), 'too-large', '50 MiB'],
    [
      'book.xlsx',
      ascii('PK\x03\x04\x14\x00xl/workbook.xml'),
      'not-text',
      'Excel workbook, which Onus does not read',
    ],
    ['report.txt', ascii('PK\x03\x04\x14\x00'), 'not-text', 'ZIP archive'],
    ['photo.txt', ascii('\x89PNG\r\n\x1a\n\x00'), 'not-text', 'PNG image'],
    ['page.html', ascii('\x1f\x8b\x08\x00'), 'not-text', 'gzip file'],
    ['old.doc', ascii('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'not-text', 'old Word'],
    [
      'data.txt',
      Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 31 + i * 7) % 256),
      'not-text',
      'binary data',
    ],
    [
      'sound.txt',
      join(
        ascii('\xff\xfe'),
        Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 31) % 251),
      ),
      'not-text',
      'binary data',
    ],
    ['data.xml', utf8('<?xml version="1.0"?><rows/>'), 'not-text', 'XML document'],
  ])('refuses %s in one line', (name, bytes, code, words) => {
    const refusal = refuse(name, bytes);
    expect(refusal.refused).toBe(code);
    expect(refusal.reason).toContain(words);
    expect(refusal.reason).toContain(name);
    expect(`${refusal.reason}${refusal.hint}`).not.toMatch(/[\r\n]/);
  });

  it('takes a source of exactly the limit and not one byte more', () => {
    expect(take('long.txt', new Uint8Array(CAPTURE_LIMIT).fill(0x61)).length).toBe(CAPTURE_LIMIT);
    expect(refuse('long.txt', new Uint8Array(CAPTURE_LIMIT + 1).fill(0x61)).refused).toBe('too-large');
  });
});

describe('documents', () => {
  const MAIL = 'From: a@b.example\r\nMessage-ID: <1@b.example>\r\nSubject: Order\r\n\r\nText.\r\n';

  it.each([
    ['report.txt', ascii('%PDF-1.7\n%\xe2\xe3'), 'application/pdf'],
    ['report.html', ascii('\r\nX-Sent: by a bad script\r\n%PDF-1.4\r\n\0\0'), 'application/pdf'],
    ['a.zip', ascii('PK\x03\x04\x14\x00word/document.xml'), DOCUMENT_TYPES.docx],
    ['mail.txt', utf8(MAIL), 'message/rfc822'],
    ['mail.eml', utf8('Subject: Order\nFrom: a@b.example\n\nText.'), 'message/rfc822'],
  ])('tells %s by its bytes', (name, bytes, mediaType) => {
    expect(take(name, bytes)).toMatchObject({ mediaType, charset: { name: 'binary', from: 'format' } });
  });

  it.each([
    ['a page about PDF', '<html><p>A file begins with\n%PDF-1.7 \nand so on', 'text/html'],
    ['a copied heading', 'From: our correspondent\nSubject: the harbour\n\nText.', 'text/plain'],
    ['an interview', 'Q: Who did it?\nA: Nobody knows.\n\nFrom: the archive', 'text/plain'],
  ])('takes %s for text', (_, text, mediaType) => {
    expect(take('a.txt', utf8(text)).mediaType).toBe(mediaType);
  });
});

describe('media type', () => {
  it.each([
    ['a.txt', '<!DOCTYPE html><html><body>x', 'text/html'],
    ['a.txt', '\ufeff \n<!-- saved --><html>', 'text/html'],
    ['a', '<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">', 'text/html'],
    ['a.html', 'Headline first, then <p>tags', 'text/html'],
    ['a.txt', 'Headline first, then <p>tags', 'text/plain'],
    ['a.txt', '<apple> is no element, nor <3', 'text/plain'],
    ['a.html', 'Not one tag in this page', 'text/plain'],
    [
      'a.txt',
      'A text with one stray \0 in it, and the rest of it is of some length, as texts are, so it stays. No control character.',
      'text/plain',
    ],
  ])('tells a page from plain text: %s %s', (name, text, mediaType) => {
    expect(take(name, utf8(text)).mediaType).toBe(mediaType);
  });

  it.each([
    ['<?xml version="1.0"?>\n<rss version="2.0"><channel/></rss>', 'application/rss+xml'],
    ['<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a ">">]><rss><channel/></rss>', 'application/rss+xml'],
    [
      '<!-- a --><?xml-stylesheet href="a"?><feed xmlns="http://www.w3.org/2005/Atom"/>',
      'application/atom+xml',
    ],
    ['<rdf:RDF xmlns:rdf="a"/>', 'application/rdf+xml'],
    ['{ "version": "https://jsonfeed.org/version/1.1", "items": [] }', 'application/feed+json'],
    ['WARC/1.1\r\nWARC-Type: warcinfo\r\n', 'application/warc'],
  ])('tells feeds and archives: %s', (text, mediaType) => {
    expect(take('a.txt', utf8(text)).mediaType).toBe(mediaType);
  });

  it('sees an archive that is packed, and no other gzip file', () => {
    expect(take('a', gzipSync('WARC/1.0\r\n')).mediaType).toBe('application/warc');
    expect(refuse('a', gzipSync('Text')).refused).toBe('not-text');
  });

  it.each([
    ['<rss', 'text/plain'],
    ['<feedback>is no feed</feedback>', 'text/plain'],
    ['{"items": []}', 'text/plain'],
    ['<!-- <rss> is a word here', 'text/html'],
  ])('takes no other text for a feed: %s', (text, mediaType) => {
    expect(take('a.txt', utf8(text)).mediaType).toBe(mediaType);
  });

  it('sees a page in UTF-16', () => {
    expect(take('a.txt', Buffer.from('\ufeff<html><p>text', 'utf16le')).mediaType).toBe('text/html');
  });
});

describe('charset', () => {
  const page = (charset: string, body: Uint8Array) =>
    join(ascii(`<html><meta charset="${charset}"><p class="lead">`), body);

  it.each([
    [
      'a mark before everything',
      join(ascii('\xef\xbb\xbf'), page('windows-1251', utf8(RUSSIAN))),
      'utf-8',
      'bom',
    ],
    ['a meta that fits', page('windows-1251', encode(RUSSIAN, 'windows-1251')), 'windows-1251', 'meta'],
    ['a label by its standard name', page('latin1', ascii('caf\xe9')), 'windows-1252', 'meta'],
    [
      'a meta of UTF-8 over windows-1251',
      page('utf-8', encode(RUSSIAN, 'windows-1251')),
      'windows-1251',
      'detected',
    ],
    ['a meta of latin1 over UTF-8', page('iso-8859-1', utf8(RUSSIAN)), 'utf-8', 'detected'],
    ['a meta that does not exist', page('klingon', utf8(RUSSIAN)), 'utf-8', 'detected'],
    ['UTF-8 that says nothing', utf8(RUSSIAN), 'utf-8', 'detected'],
    ['ASCII that says nothing', utf8('plain'), 'utf-8', 'default'],
    ['KOI8-R that says nothing', encode(RUSSIAN, 'koi8-r'), 'koi8-r', 'detected'],
    ['Shift_JIS that says nothing', encode(JAPANESE, 'shift_jis'), 'shift_jis', 'detected'],
    ['EUC-JP that says nothing', encode(JAPANESE, 'euc-jp'), 'euc-jp', 'detected'],
    ['UTF-16 without a mark', Buffer.from(RUSSIAN, 'utf16le'), 'utf-16le', 'detected'],
    [
      'declared UTF-8 cut within a character',
      page('utf-8', utf8(RUSSIAN).subarray(0, -20 - 1)),
      'utf-8',
      'meta',
    ],
  ])('chooses for %s', (_, bytes, name, from) => {
    expect(take('page.txt', bytes).charset).toEqual({ name, from });
  });

  it('decodes what it chose', () => {
    const bytes = encode(RUSSIAN, 'windows-1251');
    expect(decodeBytes(bytes, take('a.txt', bytes).charset.name)).toBe(RUSSIAN);
  });
});
