import { phraseOf } from '../phrases.ts';
import { endsSentence } from '../prose.ts';
import { addressesReader, asksReader } from '../reader-address.ts';
import type { Feature, Seen, TextFeature, TextOf } from './feature.ts';

/** Of a block's text, in UTF-16 code units, what is looked at for shares of characters: a long paragraph. */
const LOOKED_AT = 2000;

/** Words that begin a line which asks for a click, in the languages of the web's buttons: English. */
const CALL =
  /^(?:sign up|subscribe|follow|click|read|see|watch|download|get|join|check out|shop|buy|view|visit|learn|like|share|listen|don['’]t|want|have a|got a|send|e-?mail|contact|for more|more|related|this article|this story|about|image|photo|advert)/i;
const CALL_WORDS =
  /\b(?:subscri|newsletter|follow (?:us|me|him|her|@)|click here|sign up|podcast|download|twitter|facebook|instagram|coupon|affiliate|e-?mail)/i;
const STRONG: ReadonlySet<string> = new Set(['strong', 'b']);

const share = (pattern: RegExp) => (seen: TextOf) => {
  const text = seen.text.slice(0, LOOKED_AT);
  return (text.match(pattern)?.length ?? 0) / Math.max(1, text.length);
};
const has = (pattern: RegExp) => (seen: TextOf) => pattern.test(seen.text.slice(0, LOOKED_AT));
const wordShare = (pattern: RegExp) => (seen: TextOf) => {
  const words = seen.text.slice(0, LOOKED_AT).split(' ');
  return words.filter((word) => pattern.test(word)).length / words.length;
};

/** What a line or a block says by itself. */
export const TEXT_FEATURES: readonly TextFeature[] = [
  ['words', ({ words }) => words],
  ['length', ({ text }) => text.length],
  ['length of a word', ({ text, words }) => text.length / Math.max(1, words)],
  ['prose', ({ prose }) => prose],
  ['ends a sentence', ({ text }) => endsSentence(text)],
  ['sentences', ({ text }) => text.slice(0, LOOKED_AT).match(/[.!?。！？](?:\s|$)/g)?.length ?? 0],
  ['commas', share(/[,،，、]/g)],
  ['digits', share(/\d/g)],
  ['upper case', share(/\p{Lu}/gu)],
  ['punctuation', share(/[^\p{L}\p{N}\s]/gu)],
  ['capitalised words', wordShare(/^\p{Lu}/u)],
  ['short words', wordShare(/^\p{Ll}{1,3}$/u)],
  ['begins upper', has(/^[“"'‘«]?\p{Lu}/u)],
  ['quotes', has(/[“”"«»]/)],
  ['address', has(/https?:|www\.|\.com\b|@/)],
  ['in brackets', ({ text }) => /^[([]/.test(text) && /[)\]]\.?$/.test(text.slice(-2))],
  ['handle', has(/\(@\w{1,30}\)|pic\.twitter\.com/)],
  ['says you', ({ text }) => addressesReader(text.slice(0, LOOKED_AT))],
  ['asks', ({ text }) => asksReader(text.slice(0, LOOKED_AT))],
  ['begins as a call', has(CALL)],
  ['words of a call', has(CALL_WORDS)],
  ['worded as boilerplate', ({ text }) => phraseOf(text) !== null],
];

/** The same of a block, and how it is set. */
export const BLOCK_TEXT_FEATURES: readonly Feature[] = [
  ...TEXT_FEATURES,
  ['link share', ({ block }) => block.linkShare],
  ['strong', (seen) => shareWithin(seen, STRONG)],
  ['times on the page', ({ page, at }) => page.repeats[at]!.count],
  ['repeats', ({ page, at }) => page.repeats[at]!.isLater],
];

/** Share of a block's characters that stand in one of some tags within the block. */
function shareWithin({ block, place }: Seen, tags: ReadonlySet<string>): number {
  let all = 0;
  let hit = 0;
  for (const node of block.nodes) {
    const length = node.value.trim().length;
    all += length;
    for (let above = node.parentNode; above && 'tagName' in above; above = above.parentNode) {
      if (tags.has(above.tagName)) {
        hit += length;
        break;
      }
      if (above === place.element) break;
    }
  }
  return all === 0 ? 0 : hit / all;
}
