import type { parseFeed } from 'feedsmith';
import type { Feed, FeedEntry } from './feed.ts';
import { htmlOfText, titleOfHtml, titleOfText } from './markup.ts';

type Parsed = ReturnType<typeof parseFeed<string>>;
type RssItem = NonNullable<Extract<Parsed, { format: 'rss' }>['feed']['items']>[number];
type RdfItem = NonNullable<Extract<Parsed, { format: 'rdf' }>['feed']['items']>[number];
type AtomEntry = NonNullable<Extract<Parsed, { format: 'atom' }>['feed']['entries']>[number];
type JsonItem = NonNullable<Extract<Parsed, { format: 'json' }>['feed']['items']>[number];
type AtomText = NonNullable<AtomEntry['title']>;

/** The entries of a parsed feed of any format, in one form. */
export function entriesOf(parsed: Parsed): Feed {
  switch (parsed.format) {
    case 'rss':
      return {
        title: titleOf(parsed.feed.title),
        language: parsed.feed.language ?? null,
        base: parsed.feed.xml?.base ?? parsed.feed.link ?? null,
        entries: (parsed.feed.items ?? []).map(rssEntry),
      };
    case 'rdf':
      return {
        title: titleOf(parsed.feed.title),
        language: parsed.feed.dc?.languages?.[0] ?? null,
        base: parsed.feed.xml?.base ?? parsed.feed.link ?? null,
        entries: (parsed.feed.items ?? []).map(rdfEntry),
      };
    case 'atom':
      return {
        title: atomTitle(parsed.feed.title),
        language: parsed.feed.xml?.lang ?? null,
        base: parsed.feed.xml?.base ?? null,
        entries: (parsed.feed.entries ?? []).map(atomEntry),
      };
    case 'json':
      return {
        title: parsed.feed.title ? titleOfText(parsed.feed.title) : null,
        language: parsed.feed.language ?? null,
        base: parsed.feed.feed_url ?? parsed.feed.home_page_url ?? null,
        entries: (parsed.feed.items ?? []).map(jsonEntry),
      };
  }
}

/** RSS does not say whether its titles are HTML; most are. */
function titleOf(title: string | undefined): string | null {
  return title === undefined ? null : titleOfHtml(title);
}

function rssEntry(item: RssItem, index: number): FeedEntry {
  const { guid } = item;
  const isAddress = guid?.value !== undefined && guid.isPermaLink !== false && /^https?:/i.test(guid.value);
  const link = item.link ?? atomLink(item.atom?.links) ?? (isAddress ? guid.value : undefined) ?? null;
  return {
    id: guid?.value ?? link ?? String(index + 1),
    link,
    title: titleOf(item.title ?? item.dc?.titles?.[0]),
    authors: item.dc?.creators ?? names(item.authors),
    published:
      item.pubDate ?? item.dc?.dates?.[0] ?? item.dcterms?.issued?.[0] ?? item.atom?.published ?? null,
    updated: item.dcterms?.modified?.[0] ?? item.atom?.updated ?? null,
    ...contentOf(item.content?.encoded, item.description),
  };
}

function rdfEntry(item: RdfItem, index: number): FeedEntry {
  const link = item.link ?? item.rdf?.about ?? null;
  return {
    id: item.rdf?.about ?? link ?? String(index + 1),
    link,
    title: titleOf(item.title ?? item.dc?.titles?.[0]),
    authors: item.dc?.creators ?? [],
    published: item.dc?.dates?.[0] ?? item.dcterms?.issued?.[0] ?? null,
    updated: item.dcterms?.modified?.[0] ?? null,
    ...contentOf(item.content?.encoded, item.description),
  };
}

function atomEntry(entry: AtomEntry, index: number): FeedEntry {
  const link = atomLink(entry.links) ?? null;
  const { content } = entry;
  return {
    id: entry.id ?? link ?? String(index + 1),
    link,
    title: atomTitle(entry.title),
    authors: names(entry.authors),
    published: entry.published ?? null,
    updated: entry.updated ?? null,
    // A content that stands elsewhere (`src`) is the linked page's, or no text.
    ...contentOf(content?.src === undefined ? atomHtml(content) : undefined, atomHtml(entry.summary)),
  };
}

function jsonEntry(item: JsonItem, index: number): FeedEntry {
  const text = item.content_text === undefined ? undefined : htmlOfText(item.content_text);
  return {
    id: item.id ?? item.url ?? String(index + 1),
    link: item.url ?? item.external_url ?? null,
    title: item.title === undefined ? null : titleOfText(item.title),
    authors: names(item.authors),
    published: item.date_published ?? null,
    updated: item.date_modified ?? null,
    ...contentOf(item.content_html ?? text, item.summary && htmlOfText(item.summary)),
  };
}

function contentOf(
  content: string | undefined,
  summary: string | undefined,
): Pick<FeedEntry, 'content' | 'isSummary'> {
  const chosen = content || summary || null;
  return {
    // RSS does not say either whether a description is HTML: without a tag it is text, whose lines count.
    content: chosen !== null && !/<[a-z!/]/i.test(chosen) ? htmlOfText(chosen) : chosen,
    isSummary: !content,
  };
}

/** The page of an entry (`alternate`, which is also what a link without `rel` is). */
function atomLink(links: AtomEntry['links']): string | undefined {
  const pages = (links ?? []).filter(({ rel }) => rel === undefined || rel === 'alternate');
  return (pages.find(({ type }) => type === undefined || /html/.test(type)) ?? pages[0])?.href;
}

function atomTitle(title: AtomText | undefined): string | null {
  if (title?.value === undefined) return null;
  return isMarkup(title.type) ? titleOfHtml(title.value) : titleOfText(title.value);
}

function atomHtml(text: { value?: string; type?: string } | undefined): string | undefined {
  if (text?.value === undefined) return undefined;
  if (isMarkup(text.type)) return text.value;
  // Other types (XML, base 64) are no text to read.
  return text.type === undefined || /^text(?:\/plain)?$/i.test(text.type)
    ? htmlOfText(text.value)
    : undefined;
}

function isMarkup(type: string | undefined): boolean {
  return /^x?html$|^text\/html$/i.test(type ?? '');
}

function names(people: readonly { name?: string }[] | undefined): string[] {
  return (people ?? []).flatMap(({ name }) => (name ? [name] : []));
}
