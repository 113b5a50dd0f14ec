import { isElement, isTextNode } from './page-nodes.ts';
import type { Element, PageDocument, ParentNode, TextNode } from './page-source.ts';

/** Elements without text that anybody reads; Readability would take them out itself. */
const DROPPED_TAGS = new Set('script style noscript template svg iframe object textarea select'.split(' '));
/** Attributes that Readability looks at; all others are left out of its copy. */
const KEPT_ATTRIBUTES = new Set(
  'class id role rel itemprop itemtype property name content href src alt style hidden aria-hidden aria-modal dir lang type'.split(
    ' ',
  ),
);
/** Of an attribute's value, in UTF-16 code units; class lists of real pages stay below. */
const ATTRIBUTE_LIMIT = 500;
const ELEMENT_NODE = 1;
const TEXT_NODE = 3;
const DOCUMENT_NODE = 9;
const NO_NODES: readonly never[] = [];

interface Attribute {
  readonly name: string;
  value: string;
  cloneNode(): Attribute;
}

type ReadableNode = ReadableElement | ReadableText;

/**
 * The part of the DOM that Readability 0.6 asks for, over a page that is parsed already: an eighth of the time of
 * writing the page out and parsing it again for a whole DOM. Text nodes know the page's own node that they came from,
 * wherever Readability moves them.
 */
abstract class Linked {
  parentNode: ReadableParent | null = null;
  previousSibling: ReadableNode | null = null;
  nextSibling: ReadableNode | null = null;

  get nextElementSibling(): ReadableElement | null {
    let node = this.nextSibling;
    while (node && node.nodeType !== ELEMENT_NODE) node = node.nextSibling;
    return node as ReadableElement | null;
  }

  get previousElementSibling(): ReadableElement | null {
    let node = this.previousSibling;
    while (node && node.nodeType !== ELEMENT_NODE) node = node.previousSibling;
    return node as ReadableElement | null;
  }

  remove(): void {
    this.parentNode?.removeChild(this as unknown as ReadableNode);
  }
}

export class ReadableText extends Linked {
  readonly nodeType = TEXT_NODE;
  readonly nodeName = '#text';
  readonly childNodes: readonly never[] = NO_NODES;
  readonly textContent: string;
  /** The page's own text node; null for text that Readability made. */
  readonly source: TextNode | null;

  constructor(textContent: string, source: TextNode | null) {
    super();
    this.textContent = textContent;
    this.source = source;
  }
}

abstract class ReadableParent extends Linked {
  firstChild: ReadableNode | null = null;
  lastChild: ReadableNode | null = null;
  /** The elements among the children, kept up to date. */
  readonly children: ReadableElement[] = [];

  get firstElementChild(): ReadableElement | null {
    return this.children[0] ?? null;
  }

  get childNodes(): ReadableNode[] {
    const nodes: ReadableNode[] = [];
    for (let node = this.firstChild; node; node = node.nextSibling) nodes.push(node);
    return nodes;
  }

  get textContent(): string {
    let text = '';
    for (let node = this.firstChild; node; node = node.nextSibling) text += node.textContent;
    return text;
  }

  appendChild(node: ReadableNode): ReadableNode {
    node.parentNode?.removeChild(node);
    node.parentNode = this;
    node.previousSibling = this.lastChild;
    if (this.lastChild) this.lastChild.nextSibling = node;
    else this.firstChild = node;
    this.lastChild = node;
    if (node.nodeType === ELEMENT_NODE) this.children.push(node);
    return node;
  }

  removeChild(node: ReadableNode): ReadableNode {
    if (node.previousSibling) node.previousSibling.nextSibling = node.nextSibling;
    else this.firstChild = node.nextSibling;
    if (node.nextSibling) node.nextSibling.previousSibling = node.previousSibling;
    else this.lastChild = node.previousSibling;
    if (node.nodeType === ELEMENT_NODE) this.children.splice(this.children.indexOf(node), 1);
    node.parentNode = null;
    node.previousSibling = null;
    node.nextSibling = null;
    return node;
  }

  replaceChild(node: ReadableNode, old: ReadableNode): ReadableNode {
    node.parentNode?.removeChild(node);
    const before = old.previousElementSibling;
    const at = before ? this.children.indexOf(before) + 1 : 0;
    if (old.nodeType === ELEMENT_NODE) this.children.splice(at, 1);
    if (node.nodeType === ELEMENT_NODE) this.children.splice(at, 0, node);
    node.parentNode = this;
    node.previousSibling = old.previousSibling;
    node.nextSibling = old.nextSibling;
    if (node.previousSibling) node.previousSibling.nextSibling = node;
    else this.firstChild = node;
    if (node.nextSibling) node.nextSibling.previousSibling = node;
    else this.lastChild = node;
    old.parentNode = null;
    old.previousSibling = null;
    old.nextSibling = null;
    return old;
  }

  /** In document order, as they are now. */
  getElementsByTagName(tag: string): ReadableElement[] {
    const wanted = tag.toUpperCase();
    return this.#collect((element) => wanted === '*' || element.tagName === wanted, []);
  }

  /** @param selector Tag names between commas: Readability asks for nothing else. */
  querySelectorAll(selector: string): ReadableElement[] {
    const wanted = new Set(selector.toUpperCase().split(','));
    return this.#collect((element) => wanted.has(element.tagName), []);
  }

  #collect(isWanted: (element: ReadableElement) => boolean, found: ReadableElement[]): ReadableElement[] {
    for (const child of this.children) {
      if (isWanted(child)) found.push(child);
      child.#collect(isWanted, found);
    }
    return found;
  }
}

export class ReadableElement extends ReadableParent {
  readonly nodeType = ELEMENT_NODE;
  /** Readability renames elements in place where a document says that it allows it. */
  tagName: string;
  localName: string;
  readonly attributes: Attribute[];
  /** What tells Readability that it may do so. */
  readonly __JSDOMParser__ = true;

  constructor(tag: string, attributes: Attribute[]) {
    super();
    this.localName = tag;
    this.tagName = tag.toUpperCase();
    this.attributes = attributes;
  }

  get nodeName(): string {
    return this.tagName;
  }

  getAttribute(name: string): string | null {
    return this.attributes.find((one) => one.name === name)?.value ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.attributes.some((one) => one.name === name);
  }

  setAttribute(name: string, value: string): void {
    const own = this.attributes.find((one) => one.name === name);
    if (own) own.value = value;
    else this.attributes.push(attributeOf(name, value));
  }

  setAttributeNode(attribute: Attribute): void {
    this.setAttribute(attribute.name, attribute.value);
  }

  removeAttribute(name: string): void {
    const at = this.attributes.findIndex((one) => one.name === name);
    if (at >= 0) this.attributes.splice(at, 1);
  }

  get className(): string {
    return this.getAttribute('class') ?? '';
  }

  set className(value: string) {
    this.setAttribute('class', value);
  }

  get id(): string {
    return this.getAttribute('id') ?? '';
  }

  set id(value: string) {
    this.setAttribute('id', value);
  }

  get src(): string {
    return this.getAttribute('src') ?? '';
  }

  get style(): { readonly display: string; readonly visibility: string } {
    const style = this.getAttribute('style') ?? '';
    return {
      display: /\bdisplay\s*:\s*none\b/i.test(style) ? 'none' : '',
      visibility: /\bvisibility\s*:\s*hidden\b/i.test(style) ? 'hidden' : '',
    };
  }

  /**
   * What Readability keeps of the body before it takes the page apart, and gives back where it has to try again: a
   * copy of what stands below, not its markup. Of other elements it only ever logs it.
   */
  get innerHTML(): unknown {
    return this.localName === 'body' ? this.#clone() : '';
  }

  set innerHTML(kept: unknown) {
    while (this.firstChild) this.removeChild(this.firstChild);
    const copy = (kept as ReadableElement).#clone();
    while (copy.firstChild) this.appendChild(copy.firstChild);
  }

  #clone(): ReadableElement {
    const copy = new ReadableElement(
      this.localName,
      this.attributes.map((one) => one.cloneNode()),
    );
    for (let node = this.firstChild; node; node = node.nextSibling)
      copy.appendChild(
        node.nodeType === TEXT_NODE ? new ReadableText(node.textContent, node.source) : node.#clone(),
      );
    return copy;
  }
}

export class ReadableDocument extends ReadableParent {
  readonly nodeType = DOCUMENT_NODE;
  readonly nodeName = '#document';

  get documentElement(): ReadableElement | null {
    return this.firstElementChild;
  }

  get body(): ReadableElement | null {
    return this.documentElement?.children.find(({ localName }) => localName === 'body') ?? null;
  }

  get title(): string {
    return this.getElementsByTagName('title')[0]?.textContent ?? '';
  }

  createElement(tag: string): ReadableElement {
    return new ReadableElement(tag.toLowerCase(), []);
  }

  createTextNode(text: string): ReadableText {
    return new ReadableText(text, null);
  }
}

/**
 * Characters of text, each counted once for every element around it, that Readability is asked to look at: it reads the text of each
 * element anew. Pages of the benchmark have a million at most; at the limit it takes seconds.
 */
export const NESTED_TEXT_LIMIT = 100_000_000;

/** The characters of a page's text, each counted once for every element around it. */
export function nestedText(parent: ParentNode, depth = 0): number {
  let sum = 0;
  for (const child of parent.childNodes)
    if (isTextNode(child)) sum += child.value.length * depth;
    else if (isElement(child) && !DROPPED_TAGS.has(child.tagName)) sum += nestedText(child, depth + 1);
  return sum;
}

/** A copy of a page for Readability to take apart; the page itself stays as it is. */
export function readablePage(page: PageDocument): ReadableDocument {
  const document = new ReadableDocument();
  const html = page.childNodes.find(isElement);
  if (html) document.appendChild(copyOf(html));
  return document;
}

function copyOf(element: Element): ReadableElement {
  const copy = new ReadableElement(
    element.tagName,
    element.attrs
      .filter(({ name }) => KEPT_ATTRIBUTES.has(name))
      .map(({ name, value }) => attributeOf(name, value.slice(0, ATTRIBUTE_LIMIT))),
  );
  fill(copy, element);
  return copy;
}

function fill(copy: ReadableElement, parent: ParentNode): void {
  for (const child of parent.childNodes)
    if (isTextNode(child)) copy.appendChild(new ReadableText(child.value, child));
    else if (isElement(child) && !DROPPED_TAGS.has(child.tagName)) copy.appendChild(copyOf(child));
}

function attributeOf(name: string, value: string): Attribute {
  return { name, value, cloneNode: () => attributeOf(name, value) };
}

/** The page's own text nodes below a node, wherever Readability has put it. */
export function sourcesBelow(node: ReadableElement, into: Set<TextNode> = new Set()): Set<TextNode> {
  for (const child of node.childNodes)
    if (child.nodeType === ELEMENT_NODE) sourcesBelow(child, into);
    else if (child.source && /\S/.test(child.source.value)) into.add(child.source);
  return into;
}
