import { attribute } from './page-nodes.ts';
import type { Element } from './page-source.ts';

/** A part of a page that its maker set apart and named, in a tag, a role, a class or an id. */
export const REGIONS = [
  'comments',
  'related',
  'appeal',
  'advertisement',
  'footer',
  'navigation',
  'sharing',
  'caption',
  'figure',
  'author',
  'date',
  'standfirst',
  'title',
  'overlay',
] as const;
export type Region = (typeof REGIONS)[number];

/** Words of classes and ids; `-`, `_`, digits and changes of case bound them. */
const NAMED: readonly (readonly [Region, RegExp])[] = [
  ['comments', /\b(?:comments?|disqus|respond|replies|livefyre|discussion)\b/],
  [
    'related',
    /\b(?:related|recommend(?:ed|ations?)?|recirc\w*|trending|popular|(?:read|see) (?:more|also|next)|most (?:read|popular|viewed)|more (?:stories|news|articles|from|on|in|like)|also (?:read|see)|promo|teasers?|outbrain|taboola|suggested|further reading|up next|next (?:post|article|up)|prev(?:ious)? (?:post|article)|latest news|rich link|inline links?|pulled? (?:story|stories))\b/,
  ],
  [
    'appeal',
    /\b(?:newsletters?|subscri\w*|sign up|signup|paywall|donat\w*|membership|appeal|contributions?|mailing|mailchimp|optin)\b/,
  ],
  ['advertisement', /\b(?:ads?|advert\w*|adsense|sponsor(?:ed)?|dfp|ad (?:slot|unit|container|wrapper))\b/],
  ['footer', /\b(?:footer|copyright|disclaimer|legal)\b/],
  [
    'navigation',
    /\b(?:nav\w*|menu|breadcrumbs?|pagination|pager|sidebar|tags?|tag list|topics?|categor(?:y|ies)|keywords|toolbar|masthead|skip link)\b/,
  ],
  ['sharing', /\b(?:share\w*|sharing|social|follow|addthis|addtoany|sharedaddy|print link|tools)\b/],
  [
    'caption',
    /\b(?:caption|captions|cutline|photo credit|image credit|img caption|media caption|credit|credits|wp caption text)\b/,
  ],
  [
    'figure',
    /\b(?:gallery|slideshow|carousel|lightbox|video player|media player|image (?:wrapper|container)|infobox)\b/,
  ],
  [
    'author',
    /\b(?:author|authors|byline|by line|contributors?|about (?:the )?author|bio|biography|writer|reporter|vcard)\b/,
  ],
  [
    'date',
    /\b(?:date|dates|dateline|timestamp|time stamp|pubdate|published|publish|posted|datetime|updated)\b/,
  ],
  [
    'standfirst',
    /\b(?:standfirst|dek|deck|sub (?:head|heading|headline|title)|subhead\w*|subtitle|article summary|kicker|excerpt|lede|strapline|sapo)\b/,
  ],
  ['title', /\b(?:headline|entry title|post title|article title|story title|page title)\b/],
  [
    'overlay',
    /\b(?:modal|popup|pop up|overlay|cookie|consent|gdpr|tooltip|dialog|hover ?card|screen reader\w*|sr only|visually hidden|hidden|offscreen)\b/,
  ],
];

const TAGS: Readonly<Record<string, Region>> = {
  nav: 'navigation',
  footer: 'footer',
  figcaption: 'caption',
  caption: 'caption',
  figure: 'figure',
  form: 'overlay',
  time: 'date',
  button: 'overlay',
  label: 'overlay',
  aside: 'related',
};
const ROLES: Readonly<Record<string, Region>> = {
  navigation: 'navigation',
  contentinfo: 'footer',
  dialog: 'overlay',
  alertdialog: 'overlay',
  search: 'overlay',
  complementary: 'related',
};
/** Of a class list or id, in UTF-16 code units. */
const NAME_LIMIT = 300;

/** The regions that an element opens, by its tag, role, microdata, class and id. */
export function regionsOf(element: Element): readonly Region[] {
  const found = new Set<Region>();
  const byTag = TAGS[element.tagName];
  if (byTag) found.add(byTag);
  const byRole = ROLES[attribute(element, 'role')];
  if (byRole) found.add(byRole);
  const property = attribute(element, 'itemprop');
  if (/\bauthor\b/.test(property) || attribute(element, 'rel') === 'author') found.add('author');
  if (/\b(?:datePublished|dateModified)\b/.test(property)) found.add('date');
  if (isHidden(element)) found.add('overlay');
  const name = nameOf(element);
  if (name) for (const [region, pattern] of NAMED) if (pattern.test(name)) found.add(region);
  return [...found];
}

function isHidden(element: Element): boolean {
  return element.attrs.some(
    ({ name, value }) =>
      name === 'hidden' ||
      (name === 'aria-hidden' && value === 'true') ||
      (name === 'style' &&
        /\b(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(value.slice(0, NAME_LIMIT))),
  );
}

/** Class list and id as lower-case words: `relatedStories story__more-on` is `related stories story more on`. */
export function nameOf(element: Element): string {
  const name = `${attribute(element, 'class').slice(0, NAME_LIMIT)} ${attribute(element, 'id').slice(0, NAME_LIMIT)} ${attribute(element, 'data-component').slice(0, NAME_LIMIT)}`;
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z]+/g, ' ')
    .trim()
    .toLowerCase();
}
