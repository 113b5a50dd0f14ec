export type FeedType = (typeof FEED_TYPES)[number];

/** RSS 0.9x and 2.0; Atom; RSS 0.90 and 1.0 (RDF); JSON Feed. */
export const FEED_TYPES = [
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
  'application/feed+json',
] as const;

const ROOTS: Readonly<Record<string, FeedType>> = {
  rss: 'application/rss+xml',
  feed: 'application/atom+xml',
  'rdf:rdf': 'application/rdf+xml',
};

/** What kind of feed a text begins, or null. A document type declaration is passed over: who reads the feed refuses it. */
export function feedType(start: string): FeedType | null {
  if (start.startsWith('{'))
    return /"version"\s*:\s*"https?:\\?\/\\?\/(?:www\.)?jsonfeed\.org\\?\/version\\?\//.test(start)
      ? 'application/feed+json'
      : null;
  const root = rootName(start);
  if (root === null) return null;
  return ROOTS[root.toLowerCase()] ?? null;
}

export function isFeedType(mediaType: string): mediaType is FeedType {
  return (FEED_TYPES as readonly string[]).includes(mediaType);
}

/** The name of an XML text's first element, behind declaration, comments and document type; null where none comes. */
function rootName(text: string): string | null {
  for (let at = 0; ; ) {
    at = skipSpace(text, at);
    const end = text.startsWith('<?', at)
      ? text.indexOf('?>', at) + 2
      : text.startsWith('<!--', at)
        ? text.indexOf('-->', at) + 3
        : text.startsWith('<!', at)
          ? doctypeEnd(text, at)
          : at;
    if (end === at) return /^<([a-z][\w.:-]{0,40})(?=[\s/>])/i.exec(text.slice(at, at + 60))?.[1] ?? null;
    // `indexOf` found no end.
    if (end < at) return null;
    at = end;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/[\s\ufeff]/.test(text[at] ?? '')) at++;
  return at;
}

/** Behind the declaration with its internal subset; at the end of the text where it does not end. */
function doctypeEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '[') depth++;
    else if (text[at] === ']') depth--;
    else if (text[at] === '>' && depth <= 0) return at + 1;
  }
  return text.length;
}
