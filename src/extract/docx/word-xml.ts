import { Parser } from 'htmlparser2';
import { byteOffsets, decodeBytes } from '../../text/decode.ts';
import type { SourcePiece } from '../page-source.ts';

/** A paragraph of a part of a Word document (ECMA-376, part 1, section 17.3.1). */
export interface WordParagraph {
  /** `start`/`end` count bytes of the unpacked part. */
  readonly pieces: readonly SourcePiece[];
  /** The id of its style, or empty. */
  readonly style: string;
  readonly isCell: boolean;
}

/** Elements inside one another, and in all: a 300-page report has some 300,000, twelve deep. */
const DEPTH_LIMIT = 256;
const ELEMENT_LIMIT = 2_000_000;

/** Why a part's XML is not read. */
export class XmlRefused extends Error {}

/**
 * The paragraphs of `word/document.xml` or of a part built like it, in order; text in a box comes after the paragraph that holds
 * it. Hidden text, what was deleted under revision, fields' codes and fallbacks are passed over, as Word does not show them.
 * Nothing is ever expanded: a document type declaration, which no such part has, is refused.
 * @throws XmlRefused
 */
export function wordParagraphs(bytes: Uint8Array): WordParagraph[] {
  const paragraphs: WordParagraph[] = [];
  const open: { pieces: SourcePiece[]; style: string }[] = [];
  let cells = 0;
  let hidden = 0;
  let isHiddenRun = false;
  let isText = false;
  parseXml(bytes, {
    open(name, attributes, at) {
      if (name === 'w:p') open.push({ pieces: [], style: '' });
      else if (name === 'w:tc') cells++;
      else if (name === 'mc:Fallback') hidden++;
      else if (name === 'w:r') isHiddenRun = false;
      else if (name === 'w:vanish') isHiddenRun = isHiddenRun || isOn(attributes['w:val']);
      else if (name === 'w:t') isText = true;
      const paragraph = open.at(-1);
      if (!paragraph) return;
      if (name === 'w:pStyle') paragraph.style = attributes['w:val'] ?? '';
      else if (name === 'w:noBreakHyphen') paragraph.pieces.push({ start: at.start, end: at.end, text: '-' });
      else if (name === 'w:tab' || name === 'w:br' || name === 'w:cr')
        paragraph.pieces.push({ start: at.start, end: at.end, text: ' ' });
    },
    text(text, at) {
      if (isText && !isHiddenRun && hidden === 0) open.at(-1)?.pieces.push({ ...at, text });
    },
    close(name) {
      if (name === 'w:t') isText = false;
      else if (name === 'w:tc') cells--;
      else if (name === 'mc:Fallback') hidden--;
      else if (name === 'w:p') {
        const paragraph = open.pop();
        if (paragraph?.pieces.some(({ text }) => /\S/u.test(text)))
          paragraphs.push({ ...paragraph, isCell: cells > 0 });
      }
    },
  });
  return paragraphs;
}

/** A toggle property is on where it has no value. */
function isOn(value: string | undefined): boolean {
  return value !== '0' && value !== 'false' && value !== 'off';
}

/** The names of styles by their ids, lower-cased: `heading 1` whatever Word's own language (`word/styles.xml`). */
export function styleNames(bytes: Uint8Array): Map<string, string> {
  const names = new Map<string, string>();
  let id = '';
  parseXml(bytes, {
    open(name, attributes) {
      if (name === 'w:style') id = attributes['w:styleId'] ?? '';
      else if (name === 'w:name' && id !== '') names.set(id, (attributes['w:val'] ?? '').toLowerCase());
    },
  });
  return names;
}

/** The text of each element by its name, the first of each (`docProps/core.xml`: `dc:title`, `dc:creator` …). */
export function elementTexts(bytes: Uint8Array): Map<string, string> {
  const texts = new Map<string, string>();
  let within: string | null = null;
  parseXml(bytes, {
    open(name) {
      within = texts.has(name) ? null : name;
    },
    text(text) {
      if (within !== null) texts.set(within, `${texts.get(within) ?? ''}${text}`);
    },
    close() {
      within = null;
    },
  });
  return texts;
}

interface Position {
  readonly start: number;
  readonly end: number;
}

interface Handlers {
  open(name: string, attributes: Readonly<Record<string, string>>, at: Position): void;
  text?(text: string, at: Position): void;
  close?(name: string): void;
}

function parseXml(bytes: Uint8Array, handlers: Handlers): void {
  const charset = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  const offsets = byteOffsets(bytes, charset);
  let depth = 0;
  let elements = 0;
  const at = (): Position => ({
    start: offsets.at(parser.startIndex),
    end: offsets.at(Math.min(offsets.length, parser.endIndex + 1)),
  });
  const parser: Parser = new Parser(
    {
      onopentag(name, attributes) {
        depth++;
        elements++;
        if (depth > DEPTH_LIMIT) throw new XmlRefused(`more than ${DEPTH_LIMIT} elements inside one another`);
        if (elements > ELEMENT_LIMIT) throw new XmlRefused(`more than ${ELEMENT_LIMIT} elements`);
        handlers.open(name, attributes, at());
      },
      ontext: (text) => handlers.text?.(text, at()),
      onclosetag(name) {
        depth--;
        handlers.close?.(name);
      },
      onprocessinginstruction(name) {
        if (/^!doctype/i.test(name)) throw new XmlRefused('a document type declaration');
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(decodeBytes(bytes, charset));
}
