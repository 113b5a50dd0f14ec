import { z } from 'zod';
import type { Refusal } from '../domain/errors.ts';
import type { ModelReply } from '../services/ports.ts';

/** Of a chat completion, what is looked at. */
const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
});

/** A reply over HTTP: its bytes are all there. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Uint8Array;
}

/** What the model says in a chat completion; a refusal where the reply is none. */
export function replyOf(reply: HttpReply, host: string): ModelReply | Refusal {
  const type = headerOf(reply, 'content-type') ?? 'nothing';
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type))
    return noCompletion(
      host,
      `it is ${type.slice(0, 60)} instead of JSON`,
      'check that ONUS_LLM_URL is the address of an OpenAI-compatible endpoint',
    );
  if ((headerOf(reply, 'content-encoding') ?? 'identity') !== 'identity')
    return noCompletion(
      host,
      'it is compressed, which nobody asked for',
      'check what stands before the endpoint',
    );
  const parsed = completionSchema.safeParse(jsonOf(reply.bytes));
  const choice = parsed.data?.choices[0];
  if (choice === undefined)
    return noCompletion(
      host,
      'it is no chat completion',
      'check that ONUS_LLM_URL is that of an OpenAI-compatible endpoint',
    );
  const { message, finish_reason: end } = choice;
  if (message.refusal)
    return noCompletion(host, 'the model declines to read this text', 'read it with another reader or model');
  if (end === 'content_filter')
    return noCompletion(
      host,
      'a filter of the endpoint holds it back',
      'read it with another reader or model',
    );
  return { content: message.content ?? '', isWhole: end !== 'length' };
}

/** Why a status other than success came, in the endpoint's words where it has some: one line, without the key. */
export function wordsOf(reply: HttpReply, key: string | undefined): string {
  const body = jsonOf(reply.bytes) as
    | { error?: { message?: unknown } | string; message?: unknown }
    | undefined;
  const error = body?.error;
  const said = typeof error === 'string' ? error : (error?.message ?? body?.message);
  if (typeof said !== 'string' || said === '') return `status ${reply.status}`;
  const open = key === undefined ? said : said.replaceAll(key, '…');
  return `status ${reply.status}: ${open.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 200)}`;
}

/** Milliseconds that `Retry-After` asks to wait (RFC 9110, section 10.2.3); 0 where it says nothing. */
export function retryAfterMs(reply: HttpReply, now: number): number {
  const value = headerOf(reply, 'retry-after');
  if (value === undefined) return 0;
  const wait = /^\s*\d{1,9}(?:\.\d+)?\s*$/.test(value) ? 1000 * Number(value) : Date.parse(value) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : 0;
}

function headerOf({ headers }: HttpReply, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function noCompletion(host: string, why: string, hint: string): Refusal<'model-reply'> {
  return { refused: 'model-reply', reason: `the reply of ${host} cannot be used: ${why}`, hint };
}
