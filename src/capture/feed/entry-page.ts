import type { Feed, FeedEntry } from './feed.ts';
import { escapeHtml } from './markup.ts';

/**
 * A feed's entry as a page of its own: title, authors, dates and publication where pages state them, then the content as the feed
 * gives it. The same entry gives the same bytes, whatever else the feed holds and whenever it was fetched.
 */
export function entryPage(feed: Feed, entry: FeedEntry, link: string): Uint8Array {
  const published = instantOf(entry.published);
  const updated = instantOf(entry.updated);
  const facts = {
    '@context': 'https://schema.org',
    '@type': 'Article',
    ...(entry.authors.length > 0 && { author: entry.authors.map((name) => ({ '@type': 'Person', name })) }),
    ...(published !== null && { datePublished: published }),
    ...(updated !== null && { dateModified: updated }),
  };
  const page = `<!DOCTYPE html>
<html${feed.language === null ? '' : ` lang="${escapeHtml(feed.language)}"`}><head><meta charset="utf-8">
<title>${entry.title ?? ''}</title>
<link rel="canonical" href="${escapeHtml(link)}">
${feed.title === null ? '' : `<meta property="og:site_name" content="${feed.title.replaceAll('"', '&quot;')}">\n`}<script type="application/ld+json">${JSON.stringify(facts).replaceAll('<', '\\u003c')}</script>
</head><body><article>
${entry.title === null ? '' : `<h1>${entry.title}</h1>\n`}${entry.content ?? ''}
</article></body></html>
`;
  return new TextEncoder().encode(page);
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** RFC 822, section 5: the zones of North America, by their hours from UTC. */
const ZONES: Readonly<Record<string, number>> = {
  ...{ est: -5, edt: -4, cst: -6, cdt: -5, mst: -7, mdt: -6, pst: -8, pdt: -7 },
  ...{ ut: 0, gmt: 0, utc: 0, z: 0 },
};
const RFC_822 =
  /^(?:[a-z]{2,9},?\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{2}|\d{4})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*([+-]\d{4}|[a-z]{1,3}))?$/i;

/** A date of RSS as ISO 8601 with the zone that it states; what has another form is left to whoever reads the page. */
export function instantOf(stated: string | null): string | null {
  if (stated === null) return null;
  const found = RFC_822.exec(stated.trim());
  if (!found) return stated.trim();
  const [, day = '', monthName = '', year = '', hour = '', minute = '', second = '00', zone = ''] = found;
  const month = MONTHS.indexOf(monthName.toLowerCase()) + 1;
  if (month === 0) return stated.trim();
  // RFC 2822, section 4.3: two digits from 50 on are of the last century.
  const fullYear = year.length === 4 ? year : `${Number(year) < 50 ? 20 : 19}${year}`;
  const date = `${fullYear}-${two(month)}-${two(day)}`;
  const offset = zoneOf(zone);
  return offset === null ? date : `${date}T${two(hour)}:${minute}:${second}${offset}`;
}

function two(value: string | number): string {
  return String(value).padStart(2, '0');
}

/** `+01:00`; null where the zone is not stated or has no fixed meaning. */
function zoneOf(zone: string): string | null {
  const numeric = /^([+-]\d{2})(\d{2})$/.exec(zone);
  if (numeric) return `${numeric[1]}:${numeric[2]}`;
  const hours = ZONES[zone.toLowerCase()];
  if (hours === undefined) return null;
  return hours === 0 ? 'Z' : `-${two(-hours)}:00`;
}
