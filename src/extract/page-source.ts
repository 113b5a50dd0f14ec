import {
  type DefaultTreeAdapterTypes,
  defaultTreeAdapter,
  Parser,
  type Token,
  type TreeAdapter,
} from 'parse5';
import type { Refusal } from '../domain/errors.ts';

export type Element = DefaultTreeAdapterTypes.Element;
export type TextNode = DefaultTreeAdapterTypes.TextNode;
export type ParentNode = DefaultTreeAdapterTypes.ParentNode;
export type PageDocument = DefaultTreeAdapterTypes.Document;

/** Characters of a text node that stand together in the source; `start`/`end` count UTF-16 units of the decoded page. */
export interface SourcePiece {
  readonly start: number;
  readonly end: number;
  /** As parsed: character references decoded, line breaks folded to LF. */
  readonly text: string;
}

/** A page as parsed, with the way back to its source for every text node. */
export interface ParsedPage {
  readonly document: PageDocument;
  /** In source order; several where markup stands between (`foo</stray>bar`, text moved out of a table). */
  readonly pieces: ReadonlyMap<TextNode, readonly SourcePiece[]>;
}

/** Longest page taken, in UTF-16 code units: a hundred times a long article with all its markup. */
const PAGE_LENGTH_LIMIT = 8_000_000;
/** Elements inside one another; browsers flatten at 512. Scope look-ups in HTML parsing cost this much for each tag. */
const DEPTH_LIMIT = 1000;
/**
 * Elements in all: fifteen times those of the largest page of the article-extraction benchmark (1,587). Readability
 * takes some seconds for so many.
 */
const ELEMENT_LIMIT = 25_000;

/**
 * Parses a page by the HTML standard and keeps the source position of every character of text.
 * Returns a refusal where the page is longer, deeper or has more elements than can be read in bounded time.
 */
export function parsePage(html: string): ParsedPage | Refusal {
  if (html.length > PAGE_LENGTH_LIMIT)
    return tooLarge(`the page has ${html.length} characters, more than ${PAGE_LENGTH_LIMIT}`);
  const parser = new PositionedParser(countingAdapter());
  try {
    parser.tokenizer.write(html, true);
  } catch (error) {
    // The only way to stop parse5 half-way is to throw out of it.
    if (error instanceof PageLimit) return tooLarge(error.message);
    throw error;
  }
  return { document: parser.document, pieces: parser.pieces };
}

function tooLarge(reason: string): Refusal {
  return {
    refused: 'page-too-large',
    reason,
    hint: 'copy the article from the page and paste it as text',
  };
}

class PageLimit extends Error {}

type Tree = DefaultTreeAdapterTypes.DefaultTreeAdapterMap;

/**
 * parse5 gives a text node one location from its first to its last character; where several stretches of source were
 * joined in one node, what stands between them would be taken for its text. This keeps each stretch apart.
 */
class PositionedParser extends Parser<Tree> {
  readonly pieces = new Map<TextNode, SourcePiece[]>();
  readonly #adapter: CountingAdapter;

  constructor(adapter: CountingAdapter) {
    super({ sourceCodeLocationInfo: true, treeAdapter: adapter });
    this.#adapter = adapter;
  }

  override onItemPush(node: ParentNode, tid: number, isTop: boolean): void {
    if (this.openElements.stackTop > DEPTH_LIMIT)
      throw new PageLimit(`the page has more than ${DEPTH_LIMIT} elements inside one another`);
    super.onItemPush(node, tid, isTop);
  }

  override _insertCharacters(token: Token.CharacterToken): void {
    super._insertCharacters(token);
    const node = this.#adapter.located;
    if (!node || !defaultTreeAdapter.isTextNode(node) || !token.location) return;
    const { startOffset: start, endOffset: end } = token.location;
    const pieces = this.pieces.get(node) ?? [];
    const last = pieces.at(-1);
    if (last?.end === start)
      pieces[pieces.length - 1] = { start: last.start, end, text: last.text + token.chars };
    else pieces.push({ start, end, text: token.chars });
    this.pieces.set(node, pieces);
  }
}

interface CountingAdapter extends TreeAdapter<Tree> {
  /** The node whose source location was set last. */
  located: DefaultTreeAdapterTypes.Node | null;
}

/** parse5's own tree, with a bound on its elements. */
function countingAdapter(): CountingAdapter {
  let elements = 0;
  return {
    ...defaultTreeAdapter,
    located: null,
    createElement(tagName, namespaceUri, attributes) {
      elements++;
      if (elements > ELEMENT_LIMIT) throw new PageLimit(`the page has more than ${ELEMENT_LIMIT} elements`);
      return defaultTreeAdapter.createElement(tagName, namespaceUri, attributes);
    },
    setNodeSourceCodeLocation(node, location) {
      this.located = node;
      defaultTreeAdapter.setNodeSourceCodeLocation(node, location);
    },
    updateNodeSourceCodeLocation(node, location) {
      this.located = node;
      defaultTreeAdapter.updateNodeSourceCodeLocation(node, location);
    },
  };
}
