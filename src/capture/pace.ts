/** Hosts that are remembered at most; those whose turn has passed are forgotten first. */
const HOSTS = 1000;

/** Keeps visits to one host apart. Times are milliseconds; `now` is a clock that may stand still in tests. */
export interface Pace {
  /** Takes the host's next turn and returns how long to wait for it. */
  turn(host: string, spacingMs: number): number;
  /** Leaves the host alone for a while: it asked to, or failed. */
  hold(host: string, pauseMs: number): void;
}

export function createPace(now: () => number): Pace {
  const free = new Map<string, number>();
  const forget = (): void => {
    for (const [host, at] of free) if (at <= now()) free.delete(host);
  };
  const keep = (host: string, at: number): void => {
    if (free.size >= HOSTS && !free.has(host)) forget();
    free.set(host, at);
  };
  return {
    turn(host, spacingMs) {
      const at = Math.max(now(), free.get(host) ?? 0);
      keep(host, at + spacingMs);
      return at - now();
    },
    hold(host, pauseMs) {
      keep(host, Math.max(free.get(host) ?? 0, now() + pauseMs));
    },
  };
}
