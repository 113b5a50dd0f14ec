import type { Document, Sentence } from '../../domain/document.ts';
import { type Reading, readingOf } from '../reading.ts';
import { type RuleView, ruleView } from './rule-view.ts';
import { type TokenTable, tokenTable } from './token-table.ts';

/** A document with all that features are drawn from. */
export interface Scene {
  readonly reading: Reading;
  readonly sentences: readonly Sentence[];
  readonly table: TokenTable;
  readonly rules: RuleView;
  /** 1 where the article is about a cyber-incident, as its words tell; else 0. */
  readonly register: number;
}

/** Share of words on intrusions above which an article is about one: parts 28 of 28 from 81 of 84 development articles. */
const CYBER_SHARE = 0.008;
const CYBER_WORD =
  /^(?:hack(?:s|ed|er|ers|ing)?|malware|ransomware|cyber.*|breach(?:es|ed)?|phishing|vulnerabilit(?:y|ies)|botnets?|ddos|spyware|trojans?|attackers?|encrypt(?:ed|ion)|passwords?|intrusions?|patch(?:es|ed)?|exploits?|servers?|networks?|online|stolen|data)$/;

export function sceneOf(document: Document): Scene {
  const reading = readingOf(document);
  const table = tokenTable(reading);
  return {
    reading,
    sentences: document.sentences,
    table,
    rules: ruleView(reading),
    register: isOnIncident(document) ? 1 : 0,
  };
}

/** Whether an article is about a cyber-incident, as its words tell. */
export function isOnIncident({ tokens }: Document): boolean {
  let cyber = 0;
  for (const { lower } of tokens) if (CYBER_WORD.test(lower)) cyber++;
  return cyber > CYBER_SHARE * tokens.length;
}
