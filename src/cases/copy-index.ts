/**
 * An inverted index of fingerprints (`fingerprintsOf`): which texts may be copies of one. Incremental: what is found does
 * not depend on whether the others were added at once or one by one. What it names is compared exactly afterwards.
 */
export interface CopyIndex {
  /** Adding a text again changes nothing. */
  add(sourceId: string, fingerprints: readonly number[]): void;
  /** Texts that share fingerprints with these, those that share most first, at most {@link CANDIDATE_LIMIT}. */
  lookUp(fingerprints: readonly number[]): Candidate[];
}

export interface Candidate {
  readonly sourceId: string;
  /** Fingerprints in common. */
  readonly shared: number;
}

/**
 * Of the texts that hold one fingerprint, so many with the smallest ids are looked at. A formula of the trade stands in
 * thousands, and so does a wire story in its copies: of these the same few are met for each of its fingerprints, and
 * through them all copies hang together.
 */
export const POSTING_LIMIT = 16;

/** Texts that are compared exactly: with the posting limit, a text that shares most is always among them. */
export const CANDIDATE_LIMIT = 32;

/** In memory, for the sources of one case. */
export function createCopyIndex(): CopyIndex {
  const postings = new Map<number, string[]>();
  return {
    add(sourceId, fingerprints) {
      for (const fingerprint of fingerprints) {
        const posting = postings.get(fingerprint);
        if (posting === undefined) postings.set(fingerprint, [sourceId]);
        else insert(posting, sourceId);
      }
    },
    lookUp: (fingerprints) => rankCandidates(fingerprints.map((each) => postings.get(each) ?? [])),
  };
}

/** Keeps the smallest ids, sorted, each once. */
function insert(posting: string[], sourceId: string): void {
  const at = posting.findIndex((other) => other >= sourceId);
  if (posting[at] === sourceId) return;
  if (at !== -1) posting.splice(at, 0, sourceId);
  else if (posting.length < POSTING_LIMIT) posting.push(sourceId);
  if (posting.length > POSTING_LIMIT) posting.pop();
}

/** Counts in how many postings each text stands. */
export function rankCandidates(postings: readonly (readonly string[])[]): Candidate[] {
  const shared = new Map<string, number>();
  for (const posting of postings)
    for (const sourceId of posting) shared.set(sourceId, (shared.get(sourceId) ?? 0) + 1);
  return [...shared]
    .map(([sourceId, count]) => ({ sourceId, shared: count }))
    .sort((a, b) => b.shared - a.shared || (a.sourceId < b.sourceId ? -1 : 1))
    .slice(0, CANDIDATE_LIMIT);
}
