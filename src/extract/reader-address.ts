/** Words that publications use when they speak of themselves and ask for something. */
const APPEAL_WORDS =
  /\b(?:support|donat\w*|contribut(?:e|ion)\w*|journalis\w*|newsrooms?|paywalls?|subscri\w*|membership|readers?|readership|afford|difference|newsletters?|our (?:work|mission|coverage|reporting|reporters|pages|site|website|app|team|community|stories)|these pages|ad-free|unlimited|inbox|sign up|independent|trusted|(?:keep|keeps|keeping) (?:us|our|these|going|this)|free (?:for|to) all|for free)\b/gi;
const YOU = /\b(?:[Yy]ou|YOU|[Yy]ours?|YOUR)\b/;
/** Not "US". */
const WE = /\b(?:[Ww]e|us|[Oo]urs?)\b/;
/** Quoted words are somebody else's; a quotation left open goes on to the end of the line. */
const QUOTED = /[“”][^“”]{0,2000}(?:”|$)|"[^"]{0,2000}(?:"|$)|‘[^’]{12,2000}’/g;
const REPORTED =
  /\b(?:said|says|told|tells|according to|wrote|writes|tweeted|announced|asked|added|argued)\b/;

/**
 * Whether a line speaks to its reader in the publication's own voice and asks for something: "you" or "we" outside
 * quotation marks, with the words of an appeal, and nobody reported to say so. A single such line may be a column's;
 * an appeal has several (see `labelAppeals`).
 */
export function asksReader(line: string): boolean {
  const own = line.replace(QUOTED, ' ');
  if (REPORTED.test(own)) return false;
  const words = new Set(own.match(APPEAL_WORDS)?.map((word) => word.toLowerCase())).size;
  if (YOU.test(own)) return words >= 1;
  return WE.test(own) && words >= 2;
}

/** Whether a line says "you" or "your" outside quotation marks. */
export function addressesReader(line: string): boolean {
  return YOU.test(line.replace(QUOTED, ' '));
}
