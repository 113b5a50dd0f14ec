import { getDomain } from 'tldts';
import type { Article, ArticleMetadata } from '../domain/article.ts';
import type { Capture } from '../domain/capture.ts';
import type { Refusal } from '../domain/errors.ts';
import type { Publication } from './ports.ts';

/** Longest name of a publication that is taken from a user, in UTF-16 code units. */
const NAME_LIMIT = 200;

/**
 * Whose article it is, as its address tells: that of the page it was fetched as, or the one it states for itself; and the name
 * that it states, or that was given for it. Null where nothing tells.
 */
export function publicationOf(
  capture: Pick<Capture, 'kind' | 'targetUri' | 'http'>,
  { publication, canonicalUri }: Pick<ArticleMetadata, 'publication' | 'canonicalUri'>,
): Publication | null {
  // Of a feed's entry what was fetched is the feed.
  const address = capture.kind === 'feed' ? capture.targetUri : (capture.http?.finalUri ?? capture.targetUri);
  const stated = publication?.value ?? '';
  const host = hostOfAddress(address) ?? hostOfAddress(canonicalUri?.value ?? '') ?? hostNamed(stated);
  const name = nameKey(stated);
  return host === null && name === null ? null : { host, name };
}

/**
 * The publication that a user names for a text that names none: an address, a host or a name. Returns it as it is shown, or
 * a refusal.
 */
export function parsePublication(word: string): string | Refusal<'bad-publication'> {
  const shown = word.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  const publication = hostOfAddress(shown) ?? shown;
  if (publication.length <= NAME_LIMIT && nameKey(publication) !== null) return publication;
  return {
    refused: 'bad-publication',
    reason:
      nameKey(shown) === null ? 'the publication has no name' : 'the name of the publication is too long',
    hint: `name it by its address (news.example) or by name, in at most ${NAME_LIMIT} characters`,
  };
}

/** The article with the publication that was named for it, where it names none itself. */
export function withPublication(article: Article, named: string | undefined): Article {
  const { metadata } = article;
  if (named === undefined || metadata.publication !== null) return article;
  const publication = { value: named, how: 'named by whoever added it' };
  return { ...article, metadata: { ...metadata, publication } };
}

/** The registrable part of an address's host (public suffix list, hosts of blogs by themselves); null where there is none. */
function hostOfAddress(address: string): string | null {
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return null;
  return getDomain(new URL(address).hostname, { allowPrivateDomains: true });
}

/** The same for a name that is a host's: `news.example`, `Salon.com`. */
function hostNamed(name: string): string | null {
  return /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u.test(name) ? hostOfAddress(`https://${name}`) : null;
}

/** The words of a name, which pages write in more than one way. */
function nameKey(name: string): string | null {
  return (
    name
      .slice(0, NAME_LIMIT)
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.join(' ') ?? null
  );
}
