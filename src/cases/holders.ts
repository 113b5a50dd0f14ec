import type { SpeakerKind } from '../domain/act.ts';
import type { PartyName, PartyReference } from '../domain/party.ts';
import type { Statement } from '../domain/statement.ts';
import { identifyAcross } from './same-party.ts';

/** A party that holds what a statement says, and by which way it comes to hold it. */
export interface Holder {
  readonly party: string;
  readonly kind: SpeakerKind;
  readonly country: string | null;
  /** Who spoke for it; null where it spoke itself. */
  readonly through: string | null;
  /** The rule by which the source's words are taken for this party, where they do not name it so themselves. */
  readonly rule: string | null;
}

export type HoldersOf = (speaker: PartyReference) => Holder[];

/** For the statements of a case: who holds what a speaker says, each party once, whoever speaks first. */
export function holdersIn(statements: readonly Statement[]): HoldersOf {
  const references = statements.flatMap(({ speaker }) =>
    speaker === null ? [] : [speaker, ...(speaker.others ?? [])],
  );
  const identify = identifyAcross(references);
  return (speaker) => {
    const holders = new Map<string, Holder>();
    for (const one of [speaker, ...(speaker.others ?? [])])
      for (const holder of holdersOfOne(one, identify)) {
        const key = JSON.stringify([holder.party.toLowerCase(), holder.country]);
        if (!holders.has(key)) holders.set(key, holder);
      }
    return [...holders.values()];
  };
}

/** The speaker itself and whom it speaks for; a document's words are its issuer's. */
function holdersOfOne(reference: PartyReference, identify: ReturnType<typeof identifyAcross>): Holder[] {
  const { party, rule } = identify(reference);
  const chain = party.speaksFor ?? [];
  const [issuer, ...behind] = chain;
  if (party.kind !== 'document' || issuer === undefined) {
    const through =
      party.office === null || party.office === party.name ? party.name : `${party.name}, ${party.office}`;
    return [holder(party, null, rule), ...chain.map((link) => holder(link, through, rule))];
  }
  const { party: known } = identify({ ...issuer, office: null, reason: '' });
  const words = `the words of "${party.name}" count as those of ${known.name}, who issued it`;
  return [
    holder(known, null, words),
    ...(known.speaksFor ?? behind).map((link) => holder(link, known.name, words)),
  ];
}

function holder({ name, kind, country }: PartyName, through: string | null, rule: string | null): Holder {
  return { party: name, kind, country, through, rule };
}
