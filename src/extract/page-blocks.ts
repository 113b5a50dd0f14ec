import { attribute, isElement, isTextNode } from './page-nodes.ts';
import type { Element, PageDocument, ParentNode, ParsedPage, SourcePiece, TextNode } from './page-source.ts';

/** A stretch of visible text that a page sets apart from what stands before and after it. */
export interface PageBlock {
  /** White space folded to single spaces, trimmed; never empty. */
  readonly text: string;
  readonly nodes: readonly TextNode[];
  readonly pieces: readonly SourcePiece[];
  /** The elements around it, from `body` inwards; the last is the block's own. */
  readonly path: readonly Element[];
  /** Share of its characters that are links, in [0, 1]. */
  readonly linkShare: number;
}

const BLOCK_TAGS = new Set(
  `address article aside blockquote br button caption dd details div dl dt fieldset figcaption figure footer form
   h1 h2 h3 h4 h5 h6 header hr label li main nav ol p pre section summary table tbody td tfoot th thead tr ul`.split(
    /\s+/,
  ),
);
/** Elements whose text nobody sees as text of the page. */
const UNSEEN_TAGS = new Set(
  'script style noscript template svg iframe head textarea select title object video audio canvas'.split(' '),
);

/** The visible text of a page as blocks, in source order. */
export function pageBlocks(page: ParsedPage): PageBlock[] {
  const body = findBody(page.document);
  if (!body) return [];
  const collector = new BlockCollector(page);
  collector.walk(body);
  collector.flush();
  return collector.blocks;
}

function findBody(document: PageDocument): Element | undefined {
  const html = document.childNodes.find(isElement);
  return html?.childNodes.filter(isElement).find((child) => child.tagName === 'body');
}

/** Elements within a line whose text shows only on hovering or to screen readers. */
const HOVER_NAME = /\b(?:rollover|tooltip|popover|hover-?card|sr-only|visually-?hidden|screen-reader-text)/i;

/** A block that is still being collected. */
interface OpenBlock {
  readonly nodes: TextNode[];
  readonly pieces: SourcePiece[];
  readonly path: readonly Element[];
  linked: number;
  length: number;
}

class BlockCollector {
  readonly blocks: PageBlock[] = [];
  readonly #page: ParsedPage;
  readonly #path: Element[] = [];
  /** Blocks of hover texts, which follow the line that they stand in. */
  readonly #asides: PageBlock[] = [];
  #asideDepth = 0;
  #links = 0;
  #open: OpenBlock | null = null;

  constructor(page: ParsedPage) {
    this.#page = page;
  }

  walk(element: Element): void {
    if (this.#open && HOVER_NAME.test(attribute(element, 'class').slice(0, 300))) this.#setAside(element);
    else this.#walkInLine(element);
  }

  /** Keeps a hover text out of the line around it, which goes on behind it. */
  #setAside(element: Element): void {
    const outer = this.#open;
    this.#open = null;
    this.#asideDepth++;
    this.#walkInLine(element);
    this.flush();
    this.#asideDepth--;
    this.#open = outer;
  }

  #walkInLine(element: Element): void {
    const breaks = BLOCK_TAGS.has(element.tagName) && !isInlineCell(element);
    if (breaks) this.flush();
    this.#path.push(element);
    if (element.tagName === 'a') this.#links++;
    for (const child of element.childNodes) {
      if (isTextNode(child)) this.#add(child);
      else if (isElement(child) && !UNSEEN_TAGS.has(child.tagName)) this.walk(child);
    }
    if (element.tagName === 'a') this.#links--;
    this.#path.pop();
    if (breaks) this.flush();
    else if (isCell(element)) this.#space();
  }

  #add(node: TextNode): void {
    const visible = node.value.trim().length;
    if (visible > 0) {
      this.#open ??= { nodes: [], pieces: [], path: [...this.#path], linked: 0, length: 0 };
      this.#open.nodes.push(node);
      this.#open.length += visible;
      if (this.#links > 0) this.#open.linked += visible;
    }
    this.#open?.pieces.push(...(this.#page.pieces.get(node) ?? []));
  }

  /** Cells of one row are set apart by a space that stands nowhere in the source. */
  #space(): void {
    const at = this.#open?.pieces.at(-1)?.end ?? 0;
    this.#open?.pieces.push({ start: at, end: at, text: ' ' });
  }

  flush(): void {
    const open = this.#open;
    this.#open = null;
    if (!open) return;
    const text = foldSpace(open.pieces.map((piece) => piece.text).join(''));
    const into = this.#asideDepth > 0 ? this.#asides : this.blocks;
    if (text) into.push({ ...open, text, linkShare: open.linked / open.length });
    if (this.#asideDepth === 0) for (const aside of this.#asides.splice(0)) this.blocks.push(aside);
  }
}

/** A table cell without blocks of its own is part of its row's line. */
function isInlineCell(element: Element): boolean {
  return isCell(element) && !holdsBlock(element);
}

function isCell(element: Element): boolean {
  return element.tagName === 'td' || element.tagName === 'th';
}

function holdsBlock(parent: ParentNode): boolean {
  return parent.childNodes.some(
    (child) => isElement(child) && (BLOCK_TAGS.has(child.tagName) || holdsBlock(child)),
  );
}

/** Runs of white space as one space, none at the ends. */
export function foldSpace(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
