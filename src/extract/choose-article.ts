import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { isElement, isTextNode } from './page-nodes.ts';
import type { PageDocument, ParentNode, TextNode } from './page-source.ts';

/** What Readability takes for the article. */
export interface ChosenArticle {
  readonly nodes: ReadonlySet<TextNode>;
  /** The page's title without the site's name. */
  readonly title: string;
}

/** Private-use characters U+E000–U+F8FF carry node numbers, two at a time. */
const MARK_BASE = 0xe000;
const MARK_RADIX = 6400;
const MARKS = /([\ue000-\uf8ff])([\ue000-\uf8ff])/g;
/** Attributes that Readability looks at; all others are left out of its copy. */
const KEPT_ATTRIBUTES = new Set(
  'class id role rel itemprop itemtype property name content href src alt style hidden aria-hidden aria-modal dir lang type'.split(
    ' ',
  ),
);
/** Of an attribute's value, in UTF-16 code units; class lists of real pages stay below. */
const ATTRIBUTE_LIMIT = 500;
const DROPPED_TAGS = new Set('script style noscript template svg iframe object textarea select'.split(' '));

/**
 * Lets Readability choose the article in a copy of the page. In the copy every text node opens with a mark, two
 * private-use characters that spell its number; the marks survive whatever Readability moves, copies or serialises
 * and lead back to the page's own nodes. Private-use characters of the page itself are left out of the copy.
 */
export function chooseArticle(page: PageDocument): ChosenArticle | null {
  const nodes: TextNode[] = [];
  const { document } = parseHTML(`<!DOCTYPE html>${markedHtml(page, nodes)}`);
  const found = new Readability(document as unknown as Document, {
    disableJSONLD: true,
    serializer: (node) => node,
  }).parse();
  const content = found?.content as unknown as Node | undefined;
  if (!content) return null;
  const chosen = new Set<TextNode>();
  for (const [, high, low] of (content.textContent ?? '').matchAll(MARKS)) {
    const node = nodes[markNumber(high ?? '', low ?? '')];
    if (node) chosen.add(node);
  }
  return { nodes: chosen, title: (found?.title ?? '').replace(/[\ue000-\uf8ff]/g, '').trim() };
}

function mark(number: number): string {
  return String.fromCharCode(MARK_BASE + Math.floor(number / MARK_RADIX), MARK_BASE + (number % MARK_RADIX));
}

function markNumber(high: string, low: string): number {
  return (high.charCodeAt(0) - MARK_BASE) * MARK_RADIX + (low.charCodeAt(0) - MARK_BASE);
}

/** The page as HTML that any parser reads alike, its text nodes numbered into `nodes`. */
function markedHtml(parent: ParentNode, nodes: TextNode[]): string {
  const out: string[] = [];
  for (const child of parent.childNodes) {
    if (isTextNode(child)) out.push(markedText(child, nodes));
    else if (isElement(child) && !DROPPED_TAGS.has(child.tagName)) {
      const tag = child.tagName;
      // Colons and quotes in tag names of hostile pages would not come back as one element.
      if (!/^[a-z][a-z0-9-]*$/.test(tag)) {
        out.push(markedHtml(child, nodes));
        continue;
      }
      out.push(`<${tag}${attributes(child.attrs)}>`);
      if (!VOID_TAGS.has(tag)) out.push(markedHtml(child, nodes), `</${tag}>`);
    }
  }
  return out.join('');
}

const VOID_TAGS = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

function markedText(node: TextNode, nodes: TextNode[]): string {
  const text = escapeText(node.value.replace(/[\ue000-\uf8ff]/g, ' '));
  if (!/\S/.test(text)) return text;
  nodes.push(node);
  return text.replace(/\S/, (first) => mark(nodes.length - 1) + first);
}

function attributes(list: readonly { name: string; value: string }[]): string {
  return list
    .filter(({ name }) => KEPT_ATTRIBUTES.has(name))
    .map(({ name, value }) => ` ${name}="${escapeText(value.slice(0, ATTRIBUTE_LIMIT))}"`)
    .join('');
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
