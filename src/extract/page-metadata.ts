import type { ArticleMetadata } from '../domain/article.ts';
import { isName, namesInByline, namesSomebody } from './author-names.ts';
import { edtfOfStamp } from './dates.ts';
import { foldSpace } from './page-blocks.ts';
import { attribute, elementsOf, textOf } from './page-nodes.ts';
import type { Element, PageDocument } from './page-source.ts';

/** A value and how it was found, as the domain has it. */
interface Found {
  readonly value: string;
  readonly how: string;
}

/** The parts of a page that metadata is read from. */
interface Sources {
  /** Content of `<meta>` by lower-cased name, property or itemprop; the first of each. */
  readonly meta: ReadonlyMap<string, string>;
  readonly jsonLd: readonly Record<string, unknown>[];
  /** Names of people and organisations by their `@id`. */
  readonly jsonLdNames: ReadonlyMap<string, string>;
  readonly elements: readonly Element[];
}

/** Longest metadata value kept, in UTF-16 code units. */
const VALUE_LIMIT = 500;
const AUTHOR_LIMIT = 20;
/** JSON-LD objects looked at, and how deep they are nested. */
const JSON_LD_LIMIT = 500;
const JSON_LD_DEPTH = 6;

/** What the page says about itself in its markup: JSON-LD first, then meta elements, then elements of the text. */
export function pageMetadata(document: PageDocument): ArticleMetadata {
  const elements = [...elementsOf(document)];
  const objects = jsonLdObjects(elements);
  const sources: Sources = {
    elements,
    meta: metaOf(elements),
    jsonLd: articlesAmong(objects),
    jsonLdNames: namesById(objects),
  };
  return {
    title: titleOf(sources),
    publication: publicationOf(sources),
    authors: authorsOf(sources),
    published: dateOf(sources, 'datePublished', PUBLISHED_NAMES),
    updated: dateOf(sources, 'dateModified', UPDATED_NAMES),
    language: languageOf(sources),
    canonicalUri: canonicalOf(sources),
    section: sectionOf(sources),
  };
}

function metaOf(elements: readonly Element[]): Map<string, string> {
  const meta = new Map<string, string>();
  for (const element of elements) {
    if (element.tagName !== 'meta') continue;
    const name = (
      attribute(element, 'property') ||
      attribute(element, 'name') ||
      attribute(element, 'itemprop') ||
      attribute(element, 'http-equiv')
    ).toLowerCase();
    const content = clean(attribute(element, 'content'));
    if (name && content && !meta.has(name)) meta.set(name, content);
  }
  return meta;
}

function clean(value: string): string {
  return foldSpace(value.slice(0, 4 * VALUE_LIMIT)).slice(0, VALUE_LIMIT);
}

function jsonLdObjects(elements: readonly Element[]): Record<string, unknown>[] {
  const objects: Record<string, unknown>[] = [];
  for (const element of elements) {
    if (element.tagName !== 'script' || !/ld\+json/i.test(attribute(element, 'type'))) continue;
    collectObjects(parseJson(textOf(element)), objects, 0);
  }
  return objects;
}

/** Objects that describe an article; failing that those with a headline, or those that say when they were published. */
function articlesAmong(objects: readonly Record<string, unknown>[]): readonly Record<string, unknown>[] {
  const kinds = [
    objects.filter((object) => /article|posting|report/i.test(typeOf(object))),
    objects.filter((object) => 'headline' in object),
    objects.filter(
      (object) => 'datePublished' in object && !/comment|review|video|image|recipe/i.test(typeOf(object)),
    ),
  ];
  return kinds.find((found) => found.length > 0) ?? [];
}

function namesById(objects: readonly Record<string, unknown>[]): Map<string, string> {
  return new Map(
    objects.flatMap((object): [string, string][] =>
      typeof object['@id'] === 'string' && typeof object.name === 'string' && object.name.trim() !== ''
        ? [[object['@id'], clean(object.name)]]
        : [],
    ),
  );
}

/** Pages often carry raw line breaks within strings; anything else that is not JSON is passed over. */
function parseJson(text: string): unknown {
  try {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
    return JSON.parse(text.replace(/[\u0000-\u001f]+/g, ' '));
  } catch {
    return null;
  }
}

function collectObjects(value: unknown, into: Record<string, unknown>[], depth: number): void {
  if (typeof value !== 'object' || value === null || depth > JSON_LD_DEPTH || into.length >= JSON_LD_LIMIT)
    return;
  if (Array.isArray(value)) {
    for (const item of value) collectObjects(item, into, depth + 1);
    return;
  }
  const object = value as Record<string, unknown>;
  into.push(object);
  for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage'])
    collectObjects(object[key], into, depth + 1);
}

function typeOf(object: Record<string, unknown>): string {
  return [object['@type']].flat().map(String).join(' ');
}

function fromMeta({ meta }: Sources, names: readonly string[]): Found | null {
  for (const name of names) {
    const value = meta.get(name);
    if (value) return { value, how: `meta ${name}` };
  }
  return null;
}

function fromJsonLd({ jsonLd }: Sources, key: string): Found | null {
  for (const object of jsonLd) {
    const value = namesIn(object[key])[0];
    if (value) return { value, how: `json-ld ${key}` };
  }
  return null;
}

/** The strings of a JSON-LD value: itself, its `name`, or those of its items. */
function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return clean(value) ? [clean(value)] : [];
  if (Array.isArray(value))
    return value.slice(0, AUTHOR_LIMIT).flatMap((item) => (Array.isArray(item) ? [] : namesIn(item)));
  if (typeof value === 'object' && value !== null && 'name' in value && typeof value.name !== 'object')
    return namesIn(value.name);
  return [];
}

function titleOf(sources: Sources): Found | null {
  const named =
    fromMeta(sources, ['og:title', 'twitter:title', 'dc.title', 'title']) ?? fromJsonLd(sources, 'headline');
  if (named) return named;
  const element = sources.elements.find(({ tagName }) => tagName === 'title');
  const value = element ? clean(textOf(element)) : '';
  return value ? { value, how: '<title>' } : null;
}

function publicationOf(sources: Sources): Found | null {
  return (
    fromMeta(sources, ['og:site_name']) ??
    fromJsonLd(sources, 'publisher') ??
    fromMeta(sources, ['application-name', 'dc.publisher', 'publisher', 'copyright'])
  );
}

function authorsOf(sources: Sources): Found[] {
  const publication = publicationOf(sources)?.value ?? null;
  const fields: Found[][] = [
    jsonLdAuthors(sources).map((value) => ({ value, how: 'json-ld author' })),
    ...AUTHOR_NAMES.map((name) => {
      const found = fromMeta(sources, [name]);
      return found ? [found] : [];
    }),
    byElement(sources.elements),
  ];
  const named = fields.map((found) =>
    found
      .filter(({ value }) => namesSomebody(value, publication))
      .flatMap(({ value, how }) => namesInByline(value, true).map((name) => ({ value: name, how })))
      .filter(({ value }) => namesSomebody(value, publication)),
  );
  // A person in a later field is more than an agency or an account in an earlier one.
  const best =
    named.find((found) => found.some(({ value }) => isName(value))) ??
    named.find((found) => found.length > 0);
  return dedupe(best ?? []);
}

const AUTHOR_NAMES = [
  'author',
  'author.name',
  'article:author',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'byl',
];

/** The authors of the first object that names any; one that is named by its `@id` alone is looked up. */
function jsonLdAuthors({ jsonLd, jsonLdNames }: Sources): string[] {
  for (const { author } of jsonLd) {
    const names = namesIn(author);
    if (names.length > 0) return names;
    const ids = [author]
      .flat()
      .map((one) =>
        typeof one === 'object' && one !== null ? String((one as Record<string, unknown>)['@id']) : '',
      );
    const known = ids.flatMap((id) => jsonLdNames.get(id) ?? []);
    if (known.length > 0) return known;
  }
  return [];
}

/** Longest text of an element that holds an author's name and nothing else. */
const AUTHOR_LENGTH = 60;

/** Elements marked as the author, innermost ones: a list so marked may hold date and profile besides. */
function byElement(elements: readonly Element[]): Found[] {
  const isMarked = (element: Element) =>
    /\bauthor\b/.test(attribute(element, 'rel')) || /\bauthor\b/.test(attribute(element, 'itemprop'));
  return elements
    .filter((element) => isMarked(element) && ![...elementsOf(element)].slice(1, 200).some(isMarked))
    .slice(0, AUTHOR_LIMIT)
    .map((element) => ({ value: clean(textOf(element)), how: `<${element.tagName}> marked as author` }))
    .filter(({ value }) => value.length > 2 && value.length <= AUTHOR_LENGTH);
}

function dedupe(found: readonly Found[]): Found[] {
  return found.filter((item, i) => found.findIndex(({ value }) => value === item.value) === i);
}

const PUBLISHED_NAMES = [
  'article:published_time',
  'datepublished',
  'og:published_time',
  'parsely-pub-date',
  'sailthru.date',
  'dc.date.issued',
  'dcterms.created',
  'dc.date',
  'pubdate',
  'publishdate',
  'publish-date',
  'cxenseparse:recs:publishtime',
  'date',
];
const UPDATED_NAMES = [
  'article:modified_time',
  'datemodified',
  'og:updated_time',
  'lastmod',
  'dcterms.modified',
  'last-modified',
];

function dateOf(
  sources: Sources,
  property: 'datePublished' | 'dateModified',
  names: readonly string[],
): Found | null {
  const candidates = [
    fromJsonLd(sources, property),
    ...names.map((name) => fromMeta(sources, [name])),
    ...timeElements(sources.elements, property),
  ];
  const dated = candidates.flatMap((candidate) => {
    const value = candidate && edtfOfStamp(candidate.value);
    return value ? [{ value, how: candidate.how }] : [];
  });
  const [first] = dated;
  // A bare day may be one of universal time: an instant of that day, or of one beside it, says which.
  const instant = dated.find(
    ({ value }) => first && value.includes('T') && daysApart(value, first.value) <= 1,
  );
  return instant ?? first ?? null;
}

function daysApart(first: string, second: string): number {
  return Math.abs(Date.parse(first.slice(0, 10)) - Date.parse(second.slice(0, 10))) / 86_400_000;
}

/** `<time>` marked as the property; for the day of publication also one marked `pubdate`, or the page's only one. */
function timeElements(elements: readonly Element[], property: 'datePublished' | 'dateModified'): Found[] {
  const times = elements.filter((element) => element.tagName === 'time');
  const marked = elements.filter((element) => attribute(element, 'itemprop').split(/\s+/).includes(property));
  const pubdate = times.filter((element) => element.attrs.some(({ name }) => name === 'pubdate'));
  const stamps = new Set(times.map((element) => attribute(element, 'datetime')));
  const only = property === 'datePublished' && stamps.size === 1 ? times.slice(0, 1) : [];
  return [...marked, ...(property === 'datePublished' ? pubdate : []), ...only].map((element) => ({
    value: attribute(element, 'datetime') || attribute(element, 'content') || clean(textOf(element)),
    how: `<${element.tagName}> in the page`,
  }));
}

function sectionOf(sources: Sources): Found | null {
  return (
    fromJsonLd(sources, 'articleSection') ??
    fromMeta(sources, ['article:section', 'parsely-section', 'section', 'dc.subject', 'sailthru.section'])
  );
}

function languageOf(sources: Sources): Found | null {
  const html = sources.elements.find(({ tagName }) => tagName === 'html');
  const stated = html ? attribute(html, 'lang') || attribute(html, 'xml:lang') : '';
  const found = stated
    ? { value: stated, how: '<html lang>' }
    : fromMeta(sources, ['content-language', 'og:locale', 'language']);
  const tag = found?.value.trim().replaceAll('_', '-') ?? '';
  return found && /^[a-z]{2,3}(?:-[a-z0-9]{1,8}){0,3}$/i.test(tag) ? { value: tag, how: found.how } : null;
}

/** Only an absolute http address; anything else could not be asked for again. */
function canonicalOf(sources: Sources): Found | null {
  const link = sources.elements.find(
    (element) => element.tagName === 'link' && /\bcanonical\b/i.test(attribute(element, 'rel')),
  );
  const stated = link
    ? { value: attribute(link, 'href').trim(), how: '<link rel=canonical>' }
    : fromMeta(sources, ['og:url']);
  return stated && stated.value.length <= 2000 && /^https?:\/\/[^\s]+$/i.test(stated.value) ? stated : null;
}
