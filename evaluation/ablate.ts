/**
 * `node evaluation/ablate.ts [--model DIR]`: what each step of the fast reader buys and costs, on the development articles,
 * with the weights as they are: each row leaves one step out at inference. What is learned together (features of the
 * rules, of tags) cannot be told apart so: its rows say what these weights lose without it, which is more than a reader
 * trained without it would.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Document } from '../src/domain/document.ts';
import type { FoundStatement } from '../src/domain/statement.ts';
import { plainArticle } from '../src/extract/plain-article.ts';
import { readLanguageModel } from '../src/language/model-file.ts';
import { documentReader, readDocument } from '../src/language/read-document.ts';
import type { FastModel } from '../src/statements/fast/fast-model.ts';
import {
  findStatementsFast,
  isKept,
  type Proposal,
  propose,
  toStatements,
  withoutDoubles,
} from '../src/statements/fast/find-statements-fast.ts';
import { runFirstPass } from '../src/statements/fast/first-pass.ts';
import { sceneOf } from '../src/statements/fast/scene.ts';
import { findStatements } from '../src/statements/find-statements.ts';
import { labelAct } from '../src/statements/label-act.ts';
import { actsEndToEnd } from './coverage.ts';
import { readBrat, readCoverage, spansOf } from './labelled-statements.ts';
import { openModel } from './readers.ts';
import { corporaDirectory, formatTable } from './report.ts';
import { f1Of, type Range, scoreDocuments } from './scorer.ts';
import { figuresOf, percent } from './statements.ts';

const readByRules = ({ text }: Document) => readDocument(plainArticle(text));

type Find = (document: Document) => readonly FoundStatement[];

/** All steps but those that `select` leaves out of what was proposed. */
function finding(
  model: FastModel,
  select: (proposals: Proposal[], isKept: (one: Proposal) => boolean) => readonly Proposal[],
): Find {
  return (document) => {
    const scene = sceneOf(document);
    const pass = runFirstPass(model.pass, scene);
    return toStatements(
      scene,
      model,
      pass,
      select(propose(scene, model, pass), (one) => isKept(one, model)),
    );
  };
}

function variants(model: FastModel): Record<string, Find> {
  const whole: Find = (document) => findStatementsFast(document, model);
  return {
    whole,
    'cues of the best path alone': finding(model, (all, isKept) =>
      withoutDoubles(all.filter((one) => isKept(one) && one.cue.origin === 'path')),
    ),
    'no cues of the rules': finding(model, (all, isKept) =>
      withoutDoubles(all.filter((one) => isKept(one) && one.cue.origin !== 'rules')),
    ),
    'no cues by probability': finding(model, (all, isKept) =>
      withoutDoubles(all.filter((one) => isKept(one) && one.cue.origin !== 'marginal')),
    ),
    'no classifier: every cue': finding(model, (all) => withoutDoubles(all)),
    'every cue of the best path': finding(model, (all, isKept) =>
      withoutDoubles(all.filter((one) => one.cue.origin === 'path' || isKept(one))),
    ),
    'doubles left in': finding(model, (all, isKept) => all.filter(isKept)),
    'no tags': (document) => findStatementsFast({ ...document, tags: null }, model),
    'mentions by rules': (document) =>
      findStatementsFast({ ...document, mentions: readByRules(document).mentions }, model),
    'no silences': (document) => whole(document).filter(({ content }) => content.length > 0),
    'acts by lexicon': (document) =>
      whole(document).map((one) => ({ ...one, act: labelAct(document, one).act })),
    'the rules': (document) => findStatements(readByRules(document)),
  };
}

function scoredBy(find: Find, { text, gold, document }: Dev) {
  const ranges = (quotes: FoundStatement['source']) => quotes.map(({ start, end }): Range => [start, end]);
  const predicted = find(document).map(({ source, cue, content, act, probability }) => ({
    ...spansOf({ source: ranges(source), cue: ranges(cue), content: ranges(content) }, true, text),
    act,
    probability,
    speakerCountry: null,
  }));
  return { text, gold, predicted };
}

type Dev = ReturnType<typeof readCoverage>[number] & { readonly document: Document };

function rowOf(name: string, find: Find, polnear: readonly Dev[], coverage: readonly Dev[]) {
  const started = process.cpuUsage();
  const [news, cyber] = [polnear, coverage].map((articles) => articles.map((one) => scoredBy(find, one)));
  const tokens = [...polnear, ...coverage].reduce((sum, { document }) => sum + document.tokens.length, 0);
  const { user, system } = process.cpuUsage(started);
  // Microseconds to thousands a second.
  const speed = (1000 * tokens) / (user + system);
  const cells = [news ?? [], cyber ?? []].flatMap((scored) => {
    const figures = figuresOf(scoreDocuments(scored));
    return ['linked_50', 'm3', 'indirect_content_recall'].map((figure) => percent(figures[figure] ?? 0));
  });
  return [name, ...cells, percent(f1Of(actsEndToEnd(cyber ?? []))), speed.toFixed(0)];
}

const { values } = parseArgs({ options: { model: { type: 'string' } } });
const at = (...parts: string[]) => join(corporaDirectory(), ...parts);
const model = await openModel(values.model);
const readLearned = documentReader(await readLanguageModel(model.language));
const opened = <T extends { text: string }>(texts: readonly T[]) =>
  texts.map((one) => ({ ...one, document: readLearned(plainArticle(one.text)) }));
const polnear = opened(readBrat(at('polnear/dev/attributions'), at('polnear/dev/text'))).map((one) => ({
  ...one,
  gold: one.gold.map((spans) => ({ ...spans, act: 'state' as const, speakerCountry: undefined })),
}));
const coverage = opened(readCoverage(at('coverage/dev.jsonl'), at('coverage/text')));
const all = Object.entries(variants(model));
// Once for warmth: the first reading is several times as slow as the next.
for (const [, find] of all) for (const { document } of coverage) find(document);
console.log(
  formatTable([
    ['', 'PolNeAR', '', '', 'incidents', '', '', '', 'thousand'],
    ['', 'linked_50', 'm3', 'indirect', 'linked_50', 'm3', 'indirect', 'act', 'tokens/CPU s'],
    ...all.map(([name, find]) => rowOf(name, find, polnear, coverage)),
  ]),
);
