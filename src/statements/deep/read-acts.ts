import { batchOf, groupsOf, type PassageFrame } from './frames-in-passage.ts';
import {
  ACT_SUMS,
  CONTENT_LABEL,
  CUE_LABEL,
  type EncodedPassage,
  type FrameBatch,
  type Network,
  type RoleBatch,
  SOURCE_LABEL,
} from './network.ts';
import type { Passage } from './passages.ts';
import type { Parts } from './read-frames.ts';

/** A statement within its frame. */
export interface FramedParts extends Parts {
  readonly frame: PassageFrame;
}

/** The network's sums for each act of a passage's statements, in their order; what stands outside of a frame is left out. */
export async function readActs(
  network: Network,
  passage: Passage,
  encoded: EncodedPassage,
  statements: readonly FramedParts[],
): Promise<Float32Array[]> {
  const all: Float32Array[] = [];
  for (const group of groupsOf(statements.map(({ frame }) => frame))) {
    const together = group.map((i) => statements[i]!);
    const batch = batchOf(
      together.map(({ frame }) => frame),
      encoded,
    );
    const sums = await network.labelActs(rolesOf(batch, passage, encoded, together));
    group.forEach((i, k) => {
      all[i] = sums.slice(k * ACT_SUMS, (k + 1) * ACT_SUMS);
    });
  }
  return all;
}

function rolesOf(
  batch: FrameBatch,
  { placeOf, tokenAt }: Passage,
  encoded: EncodedPassage,
  statements: readonly FramedParts[],
): RoleBatch {
  const roles = new Uint8Array(batch.count * batch.length);
  const shares = new Float32Array(roles.length * 3);
  statements.forEach(({ frame: { first, last }, source, cue, content }, i) => {
    // Where parts overlap, the cue's tokens are its own, and the source's before all.
    const roleOf = new Map<number, number>();
    for (const token of content) roleOf.set(token, CONTENT_LABEL);
    for (const token of cue) roleOf.set(token, CUE_LABEL);
    for (const token of source) roleOf.set(token, SOURCE_LABEL);
    for (let place = first; place < last; place++) {
      const token = tokenAt[place]!;
      const role = roleOf.get(token) ?? 0;
      const at = i * batch.length + place - first;
      roles[at] = role;
      if (role > 0 && placeOf.get(token) === place) shares[3 * at + role - 1] = 1;
    }
    normalise(shares.subarray(3 * i * batch.length, 3 * (i + 1) * batch.length));
  });
  return { ...batch, roles, shares, passage: encoded.passage };
}

/** Makes the shares in each of three means sum to 1, or leaves them at 0. */
function normalise(shares: Float32Array): void {
  for (let k = 0; k < 3; k++) {
    let count = 0;
    for (let at = k; at < shares.length; at += 3) count += shares[at]!;
    if (count > 0) for (let at = k; at < shares.length; at += 3) shares[at]! /= count;
  }
}
