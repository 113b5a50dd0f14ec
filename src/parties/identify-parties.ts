import type { Document } from '../domain/document.ts';
import { type Anchored, anchorStatement, type FoundStatement, type Target } from '../domain/statement.ts';
import type { Spoken } from './antecedents.ts';
import { type Cast, readCast } from './cast.ts';
import type { CastMember } from './cast-member.ts';
import { findNames, type NamedText } from './find-names.ts';
import { LEXICON, type Lexicon } from './lexicon.ts';
import { partyTarget } from './party-target.ts';
import { referenceOf, resolveSource } from './resolve-source.ts';
import { firstWordFrom } from './source-phrase.ts';
import { statesNamedIn, targetCountry } from './target-country.ts';

/**
 * Says who speaks in each statement, and which state its target stands for, each with the reason. Nothing is guessed
 * beyond the article: where its words place nobody, name or country stay as the words have them, or null.
 *
 * @param statements Found in this document; order and number are kept, spans untouched.
 */
export function identifyParties(
  document: Document,
  statements: readonly Anchored<FoundStatement>[],
  lexicon: Lexicon = LEXICON,
): Anchored<FoundStatement>[] {
  const text = findNames(document, lexicon);
  const cast = readCast(text, lexicon, accusedIn(statements, text, lexicon));
  const speakers = resolveSpeakers(text, cast, lexicon, statements);
  return statements.map((statement, index) => {
    const member = speakers[index] ?? null;
    const party = partyTarget(statement, member, { text, cast, lexicon });
    const target = party && withCountry(party, text, cast, lexicon);
    const identified = { ...statement, speaker: member && referenceOf(member), target };
    const anchored = anchorStatement(document.text, identified);
    return 'failed' in anchored ? statement : anchored;
  });
}

const BLAMING: ReadonlySet<FoundStatement['act']> = new Set(['attribute', 'penalise', 'condemn', 'threaten']);

/** States named in the targets of statements that blame. */
function accusedIn(statements: readonly FoundStatement[], text: NamedText, lexicon: Lexicon): Set<string> {
  const targets = statements.flatMap(({ act, target }) =>
    BLAMING.has(act) && target !== null ? [target] : [],
  );
  return new Set(targets.flatMap((target) => statesNamedIn(target, text, lexicon)));
}

function withCountry(target: Target, text: NamedText, cast: Cast, lexicon: Lexicon): Target {
  return { ...target, country: target.country ?? targetCountry(target, text, cast, lexicon) };
}

/** Resolves the sources in the order of the text, a statement after the one that holds it, so that each knows who spoke before it. */
function resolveSpeakers(
  text: NamedText,
  cast: Cast,
  lexicon: Lexicon,
  statements: readonly FoundStatement[],
): (CastMember | null)[] {
  const speakers: (CastMember | null)[] = statements.map(() => null);
  const isVisited = statements.map(() => false);
  const spoken: Spoken[] = [];
  const resolve = (index: number): void => {
    const statement = statements[index];
    if (statement === undefined || isVisited[index]) return;
    isVisited[index] = true;
    if (statement.within !== null) resolve(statement.within);
    const source = statement.source[0];
    if (source === undefined) return;
    const enclosing = statement.within === null ? null : (speakers[statement.within] ?? null);
    const member = resolveSource(source, { text, cast, lexicon, spoken, enclosing });
    if (member === null) return;
    speakers[index] = member;
    spoken.push({ sentence: text.sentenceOf[firstWordFrom(text, source.start)] ?? 0, member });
  };
  const start = (index: number): number => statements[index]?.source[0]?.start ?? 0;
  for (const index of [...statements.keys()].sort((a, b) => start(a) - start(b))) resolve(index);
  return speakers;
}
