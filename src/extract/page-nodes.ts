import type { DefaultTreeAdapterTypes } from 'parse5';
import type { Element, TextNode } from './page-source.ts';

type Node = DefaultTreeAdapterTypes.Node;

export function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

export function isTextNode(node: Node): node is TextNode {
  return node.nodeName === '#text';
}

/** The value of an attribute, `''` where it is absent. */
export function attribute(element: Element, name: string): string {
  return element.attrs.find((attr) => attr.name === name)?.value ?? '';
}

/** Every element below (and including) a node, in document order. */
export function* elementsOf(node: Node): Generator<Element> {
  const waiting: Node[] = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (isElement(next)) yield next;
    if ('childNodes' in next)
      for (let i = next.childNodes.length - 1; i >= 0; i--) waiting.push(next.childNodes[i] as Node);
  }
}

/** The text below a node, as it stands. */
export function textOf(node: Node): string {
  if (isTextNode(node)) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}
