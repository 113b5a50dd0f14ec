import { z } from 'zod';
import { actSchema, hedgeSchema } from '../../domain/act.ts';
import type { Window } from './windows.ts';

const wordsSchema = z.array(z.string());

/** A statement as a language model gives it: words, and no offsets, which it cannot count. */
export const toldStatementSchema = z.strictObject({
  source: wordsSchema,
  cue: wordsSchema,
  content: wordsSchema,
  act: actSchema,
  hedge: hedgeSchema,
});
export type ToldStatement = z.infer<typeof toldStatementSchema>;

/** All of one answer. It carries no limits, as the strict form of JSON Schema that endpoints take knows none. */
export const answerSchema = z.strictObject({ statements: z.array(toldStatementSchema) });

/** What a model says of a window. */
export interface WindowAnswer {
  readonly window: Window;
  readonly statements: readonly ToldStatement[];
}

/** The statements of an answer, or what is wrong with it, in one line that quotes none of it. */
export function parseAnswer(content: string): readonly ToldStatement[] | string {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return content.trim() === '' ? 'it is empty' : 'it is no JSON, or not JSON alone';
  }
  const parsed = answerSchema.safeParse(value);
  if (parsed.success) return parsed.data.statements;
  const issue = parsed.error.issues[0];
  return `it is not as the schema says: ${issue?.path.map(String).join('.').slice(0, 80) || 'the whole'}`;
}
