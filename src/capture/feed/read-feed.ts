import { parseFeed } from 'feedsmith';
import type { Captured } from '../../domain/capture.ts';
import type { Refusal } from '../../domain/errors.ts';
import { decodeBytes } from '../../text/decode.ts';
import { entriesOf } from './entries-of.ts';
import type { Feed } from './feed.ts';

/** Bytes of the largest feed taken: full-text feeds of news sites have under 1 MiB. */
export const FEED_BYTES = 4 * 1024 * 1024;
/**
 * Elements and attributes of a feed that are parsed: a parsed one takes some 250 bytes of memory. 500 entries with the markup of
 * their pages unescaped within have some 100,000.
 */
export const FEED_NODES = 200_000;
/** Entries of a feed that are taken. Sites give 10 to 100; more than this is an archive, and the rest is said to be left out. */
export const FEED_ENTRIES = 500;

/**
 * Reads a captured feed: RSS 0.9x, 1.0 and 2.0, Atom 1.0, JSON Feed. One with a document type declaration is refused before
 * anything is parsed: entities are made of it, and no feed needs them.
 */
export function readFeed({ capture, bytes }: Captured): Feed | Refusal {
  const name = capture.targetUri.replace(/^file:/, '');
  if (bytes.length > FEED_BYTES) return tooLarge(name);
  const text = decodeBytes(bytes, capture.charset.name);
  if (capture.mediaType !== 'application/feed+json') {
    const { declaresType, nodes } = surveyXml(text);
    if (declaresType) return withDoctype(name);
    if (nodes > FEED_NODES) return tooMany(name);
  }
  const parsed = parse(text);
  if (parsed === null) return malformed(name);
  return entriesOf(parsed);
}

/** The library throws for what it cannot read, and has no other way of saying so. */
function parse(text: string): ReturnType<typeof parseFeed<string>> | null {
  try {
    return parseFeed<string>(text, { maxItems: FEED_ENTRIES + 1 });
  } catch {
    return null;
  }
}

/**
 * Looks over an XML text without parsing it: whether a `<!DOCTYPE`, `<!ENTITY` or the like stands anywhere but in comments and
 * CDATA sections (what does not end counts as one), and how many elements and attributes it may have at most.
 */
function surveyXml(text: string): { readonly declaresType: boolean; readonly nodes: number } {
  let nodes = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '=') nodes++;
    if (character !== '<') continue;
    nodes++;
    if (text[at + 1] !== '!') continue;
    const end = text.startsWith('<![CDATA[', at)
      ? text.indexOf(']]>', at)
      : text.startsWith('<!--', at)
        ? text.indexOf('-->', at + 4)
        : -1;
    if (end < 0) return { declaresType: true, nodes };
    at = end;
  }
  return { declaresType: false, nodes };
}

function tooLarge(name: string): Refusal<'too-large'> {
  return {
    refused: 'too-large',
    reason: `${name} is a feed of more than ${FEED_BYTES / 2 ** 20} MiB`,
    hint: 'add its articles by their own addresses',
  };
}

function tooMany(name: string): Refusal<'too-large'> {
  return {
    refused: 'too-large',
    reason: `${name} is a feed of more than ${FEED_NODES} elements and attributes`,
    hint: 'add its articles by their own addresses',
  };
}

function withDoctype(name: string): Refusal<'feed-with-doctype'> {
  return {
    refused: 'feed-with-doctype',
    reason: `${name} is a feed that declares a document type (<!DOCTYPE …> or <!ENTITY …>), as no feed needs and bombs do`,
    hint: 'add its articles by their own addresses, or take the declaration out of the file',
  };
}

function malformed(name: string): Refusal<'malformed-feed'> {
  return {
    refused: 'malformed-feed',
    reason: `${name} begins as a feed and cannot be read as one`,
    hint: 'fetch it again; if it stays so, add its articles by their own addresses',
  };
}
