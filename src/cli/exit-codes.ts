/** What a shell is told at the end; documented in `docs/cli.md`. */
export const EXIT = {
  ok: 0,
  /** The program or its surroundings failed: database, disk, a fault of Onus. */
  fault: 1,
  /** The command was not understood. */
  usage: 2,
  /** Some inputs were refused; the others were taken. */
  partly: 3,
  /** Nothing was taken, or what was named is not there. */
  nothing: 4,
  /** Stopped by Ctrl-C; what was finished is kept. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The code for a list of inputs of which `taken` were taken and `refused` refused. */
export function exitOf(taken: number, refused: number): ExitCode {
  if (refused === 0) return EXIT.ok;
  return taken > 0 ? EXIT.partly : EXIT.nothing;
}
