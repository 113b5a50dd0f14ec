/**
 * A fault with a searchable code. Expected outcomes (a refused address, a page without an article) are returned
 * values; this is thrown where the program cannot do what it was asked.
 *
 * `message` says what went wrong and why, `hint` what to do next; both are one line.
 */
export class OnusError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly hint: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: Code,
    message: string,
    options: { hint?: string; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'OnusError';
    this.code = code;
    this.hint = options.hint;
    this.details = options.details ?? {};
  }
}

/**
 * An input that was looked at and not taken: a returned value, never thrown.
 * `reason` is one line that names the input's fault; `hint` says what the user can do.
 */
export interface Refusal<Code extends string = string> {
  readonly refused: Code;
  readonly reason: string;
  readonly hint: string;
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
