import type { Act } from '../domain/act.ts';
import type { Document } from '../domain/document.ts';
import type { Target } from '../domain/statement.ts';
import type { PatternMatch } from './pattern.ts';
import type { Zone, ZoneTokens } from './zones.ts';

export function findTarget(
  _document: Document,
  _act: Act,
  _zones: Readonly<Record<Zone, ZoneTokens>>,
  _matches: Readonly<Partial<Record<Zone, PatternMatch>>>,
): Target | null {
  return null;
}
