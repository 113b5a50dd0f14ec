import { Readability } from '@mozilla/readability';
import type { PageDocument, TextNode } from './page-source.ts';
import {
  NESTED_TEXT_LIMIT,
  nestedText,
  type ReadableElement,
  readablePage,
  sourcesBelow,
} from './readable-page.ts';

/** What Readability takes for the article. */
export interface ChosenArticle {
  readonly nodes: ReadonlySet<TextNode>;
  /** The page's title without the site's name. */
  readonly title: string;
}

/**
 * Lets Readability choose the article in a copy of the page, whose text nodes lead back to the page's own. Null where it finds
 * none, or where the page holds so much text in so many elements inside one another that it would take minutes.
 */
export function chooseArticle(page: PageDocument): ChosenArticle | null {
  if (nestedText(page) > NESTED_TEXT_LIMIT) return null;
  const found = new Chooser(readablePage(page) as unknown as Document, {
    disableJSONLD: true,
    serializer: (node) => node,
  }).parse();
  const content = found?.content as unknown as ReadableElement | undefined;
  if (!content) return null;
  return { nodes: sourcesBelow(content), title: (found?.title ?? '').trim() };
}

/** Readability without its last step, which makes addresses absolute and takes class names off: nothing here shows its copy. */
class Chooser extends Readability<Node> {
  _postProcessContent(): void {}
}
