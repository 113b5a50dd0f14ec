import type { Context } from 'hono';
import { z } from 'zod';
import { OnusError, type Refusal } from '../domain/errors.ts';

/** RFC 9457 problem details: a searchable code, what went wrong and why, what to do next. */
export const problemSchema = z.object({ code: z.string(), reason: z.string(), hint: z.string() });
export type ApiProblem = z.infer<typeof problemSchema>;

/** The one place where what happened becomes an HTTP status. A refused input that is not named here is 422. */
const STATUS = {
  'not-found': 404,
  'invalid-request': 400,
  'unsupported-media-type': 415,
  'too-large': 413,
  conflict: 409,
  refused: 422,
  fault: 500,
} as const;
type Outcome = keyof typeof STATUS;

export function answerProblem<O extends Outcome>(c: Context, outcome: O, problem: ApiProblem) {
  return c.json(problem, STATUS[outcome] as (typeof STATUS)[O], {
    'Content-Type': 'application/problem+json',
  });
}

export function answerRefusal(c: Context, { refused, reason, hint }: Refusal) {
  return answerProblem(c, 'refused', { code: refused, reason, hint });
}

/** Somebody else changed the same in the meantime; nothing was written. */
export function answerConflict(c: Context, { refused, reason, hint }: Refusal) {
  return answerProblem(c, 'conflict', { code: refused, reason, hint });
}

export function answerNotFound(c: Context, what: string) {
  return answerProblem(c, 'not-found', {
    code: 'not-found',
    reason: `There is no ${what} with this id.`,
    hint: 'GET /api/cases lists the cases.',
  });
}

export function answerInvalid(c: Context, reason: string) {
  return answerProblem(c, 'invalid-request', {
    code: 'invalid-request',
    reason,
    hint: 'GET /api/openapi.json describes what is taken.',
  });
}

export function answerTooLarge(c: Context) {
  return answerProblem(c, 'too-large', {
    code: 'too-large',
    reason: 'The body is larger than 25 MB.',
    hint: 'Send the files one by one, or save the page as text first.',
  });
}

export function answerUnsupported(c: Context) {
  return answerProblem(c, 'unsupported-media-type', {
    code: 'unsupported-media-type',
    reason: 'The body is neither application/json nor multipart/form-data.',
    hint: 'Name what is sent in the Content-Type header.',
  });
}

/** A fault of ours: its own words where it has some, else none that would tell of the inside. */
export function answerFault(c: Context, error: unknown) {
  return answerProblem(c, 'fault', {
    code: error instanceof OnusError ? error.code : 'fault',
    reason:
      error instanceof OnusError
        ? error.message
        : 'Onus met a fault of its own; what is stored is as it was.',
    hint: (error instanceof OnusError && error.hint) || 'Try again; onus doctor tells how the store stands.',
  });
}
