/** What a site's `robots.txt` asks of one robot (RFC 9309). */
export interface RobotsRules {
  /** `path` with its query, as a URL serialises it. */
  allows(path: string): boolean;
  /** Milliseconds between two visits, from `Crawl-delay` (no standard, but widely meant); 0 where nothing is asked. */
  readonly delayMs: number;
}

/** Where there is no `robots.txt` (RFC 9309, section 2.3.1.3). */
export const NO_RULES: RobotsRules = { allows: () => true, delayMs: 0 };

interface Group {
  readonly agents: string[];
  readonly rules: Rule[];
  delaySeconds: number;
}

interface Rule {
  readonly pattern: string;
  readonly allow: boolean;
}

/**
 * Reads the groups that name `product` (letters, `-` and `_`; compared without regard to case), or else those for `*`.
 * Takes time in the length of the text, and `allows` in the length of the text times that of the path, at worst.
 */
export function parseRobots(text: string, product: string): RobotsRules {
  const groups = readGroups(text);
  const named = groups.filter(({ agents }) => agents.includes(product.toLowerCase()));
  const ours = named.length > 0 ? named : groups.filter(({ agents }) => agents.includes('*'));
  const rules = ours.flatMap((group) => group.rules);
  // The longest pattern decides, and of equal ones the one that allows (section 2.2.2).
  rules.sort((a, b) => b.pattern.length - a.pattern.length || Number(b.allow) - Number(a.allow));
  return {
    allows(path) {
      const normal = normalisePath(path);
      return (
        normal === '/robots.txt' || (rules.find(({ pattern }) => matches(pattern, normal))?.allow ?? true)
      );
    },
    delayMs: 1000 * Math.max(0, ...ours.map(({ delaySeconds }) => delaySeconds)),
  };
}

function readGroups(text: string): Group[] {
  const groups: Group[] = [];
  let group: Group | null = null;
  let namesAgents = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, field, value] = /^\s*([a-z-]+)\s*:([^#]*)/i.exec(line) ?? [];
    if (field === undefined || value === undefined) continue;
    const key = field.toLowerCase();
    if (key === 'user-agent') {
      if (!group || !namesAgents) {
        group = { agents: [], rules: [], delaySeconds: 0 };
        groups.push(group);
      }
      group.agents.push(agentToken(value.trim()));
      namesAgents = true;
      continue;
    }
    if (key === 'allow' || key === 'disallow') addRule(group, value.trim(), key === 'allow');
    else if (key === 'crawl-delay' && group) group.delaySeconds = readDelay(value);
    else continue;
    namesAgents = false;
  }
  return groups;
}

/** `Onus/0.1` names the same robot as `onus`. */
function agentToken(value: string): string {
  return value === '*' ? value : (/^[a-z_-]*/i.exec(value)?.[0].toLowerCase() ?? '');
}

function addRule(group: Group | null, pattern: string, allow: boolean): void {
  // An empty `Disallow:` closes nothing; a pattern that starts with neither / nor * matches nothing.
  if (group && (pattern.startsWith('/') || pattern.startsWith('*')))
    group.rules.push({ pattern: normalisePath(pattern), allow });
}

function readDelay(value: string): number {
  const seconds = Number(value.trim());
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
}

/** Percent-encodes what is not ASCII and decodes what needs no encoding, so that equal paths are equal texts (section 2.2.2). */
function normalisePath(path: string): string {
  return path
    .replace(/\P{ASCII}+/gu, (part) => encodeURI(part.toWellFormed()))
    .replace(/%[0-9a-f]{2}/gi, (encoded) => {
      const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
      return /[\w.~-]/.test(character) ? character : encoded.toUpperCase();
    });
}

/** `*` stands for any characters and a last `$` for the end; each piece is taken at its first place, which loses nothing. */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$');
  const pieces = (anchored ? pattern.slice(0, -1) : pattern).split('*');
  const [first = '', ...others] = pieces;
  if (!path.startsWith(first)) return false;
  const last = anchored ? others.pop() : undefined;
  let at = first.length;
  for (const piece of others) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  if (!anchored) return true;
  return last === undefined ? at === path.length : path.length - last.length >= at && path.endsWith(last);
}
