/** Every form of an English verb, the lemma first: `accuse`, `accuses`, `accused`, `accusing`. */
export type VerbForms = readonly string[];

/**
 * The forms of a verb by the regular rules of English spelling (final e, consonant and y, sibilants, doubling after a
 * single short vowel in words of one syllable); `irregular` holds the forms of those that do not follow them.
 */
export function inflectVerb(
  lemma: string,
  irregular: Readonly<Record<string, readonly string[]>>,
): VerbForms {
  const listed = irregular[lemma];
  if (listed !== undefined) return [lemma, ...listed];
  const stem = participleStem(lemma);
  return [lemma, thirdPerson(lemma), /e$/u.test(lemma) ? `${lemma}d` : `${stem}ed`, `${ingStem(lemma)}ing`];
}

function thirdPerson(lemma: string): string {
  if (/[^aeiou]y$/u.test(lemma)) return `${lemma.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/u.test(lemma) ? `${lemma}es` : `${lemma}s`;
}

function participleStem(lemma: string): string {
  if (/[^aeiou]y$/u.test(lemma)) return `${lemma.slice(0, -1)}i`;
  return doubled(lemma);
}

function ingStem(lemma: string): string {
  if (/ie$/u.test(lemma)) return `${lemma.slice(0, -2)}y`;
  if (/[^eoy]e$/u.test(lemma)) return lemma.slice(0, -1);
  return doubled(lemma);
}

function doubled(lemma: string): string {
  return /^[^aeiou]*[aeiou][bdgklmnprt]$/u.test(lemma) ? lemma + lemma.slice(-1) : lemma;
}
