import { TAGS } from '../../domain/tag.ts';
import type { PartTokens } from './act-context.ts';
import type { Scene } from './scene.ts';

/** How many words open a content. */
const OPENING = 3;

/** Clusters of a statement's words, part by part: what stands in for words that training has not seen. */
export function putClusters(
  { reading, table }: Scene,
  { source, cue, content }: PartTokens,
  put: (template: number, value: number) => void,
): void {
  const isVerb = (i: number) => /^(?:VB|MD)/u.test(TAGS[table.tag[i]!] ?? '');
  const firstVerb = content.find(isVerb);
  [table.cluster, table.fineCluster].forEach((clusters, grain) => {
    const add = (template: number, i: number) => put(60 + 20 * grain + template, clusters[i]!);
    for (const i of source) add(0, i);
    for (const i of cue) add(1, i);
    for (const i of content) {
      if (reading.tokens[i]!.kind === 'word') add(2, i);
      if (isVerb(i)) add(3, i);
    }
    for (const i of source.slice(-1)) add(4, i);
    content.slice(0, OPENING).forEach((i, k) => {
      add(5 + k, i);
    });
    if (firstVerb !== undefined) add(5 + OPENING, firstVerb);
  });
}
