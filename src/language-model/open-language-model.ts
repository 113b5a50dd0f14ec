import { setTimeout as pause } from 'node:timers/promises';
import { Agent, type Dispatcher } from 'undici';
import { isRefusal, OnusError, type Refusal } from '../domain/errors.ts';
import type { LanguageModel, ModelQuestion, ModelReply } from '../services/ports.ts';
import { MODEL_LIMITS, type ModelLimits } from './limits.ts';
import { type HttpReply, replyOf, retryAfterMs, wordsOf } from './reply.ts';
import type { ModelSettings } from './settings.ts';

/** A visit that failed in a way that may pass. */
interface Passing {
  readonly refusal: Refusal;
  /** Milliseconds that the endpoint asks to be left alone. */
  readonly waitMs: number;
}

interface Asking {
  readonly settings: ModelSettings;
  readonly limits: ModelLimits;
  readonly agent: Agent;
  readonly closing: AbortSignal;
}

/**
 * The way to the operator's language model, over chat completions as OpenAI defines them. It goes to this one address: no redirect
 * is followed, no proxy asked. What addresses are allowed is not judged here: the operator chose this one, and it may be this machine.
 */
export function openLanguageModel(
  settings: ModelSettings,
  changes: Partial<ModelLimits> = {},
): LanguageModel {
  const limits = { ...MODEL_LIMITS, ...changes };
  const closing = new AbortController();
  const agent = new Agent({
    connections: limits.inFlight,
    maxHeaderSize: limits.headerBytes,
    connect: { timeout: limits.connectMs },
    // The signal holds the whole time: a model may think for minutes before its first byte.
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: false,
  });
  const asking = { settings, limits, agent, closing: closing.signal };
  const turn = createTurns(limits.inFlight);
  const pace = { freeAt: 0 };
  return {
    host: settings.host,
    model: settings.model,
    ask: (question, signal) => turn(() => askPatiently(asking, pace, question, signal)),
    async close() {
      closing.abort(
        new OnusError('model-closed', `${settings.host} is no longer asked: Onus is closing`, {
          hint: 'what was not finished is done at the next start, or by the same command',
        }),
      );
      await agent.destroy();
    },
  };
}

/** Lets so many run at once, the others in the order in which they came. */
function createTurns(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
}

/** Visits until one succeeds, or the last has failed. A pause that the endpoint asks for holds for all questions. */
async function askPatiently(
  asking: Asking,
  pace: { freeAt: number },
  question: ModelQuestion,
  given: AbortSignal | undefined,
): Promise<ModelReply | Refusal> {
  const { limits, closing, settings } = asking;
  const signal = given === undefined ? closing : AbortSignal.any([closing, given]);
  for (let visit = 1; ; visit++) {
    await sleepUntil(pace.freeAt, signal);
    const outcome = await visitOnce(asking, question, signal);
    if (!('waitMs' in outcome)) return outcome;
    const wait = Math.max(outcome.waitMs, limits.backoffMs * 4 ** (visit - 1));
    if (visit === limits.attempts) return outcome.refusal;
    if (wait > limits.waitMs) return askedToWait(settings.host, wait);
    if (outcome.waitMs > 0) pace.freeAt = Math.max(pace.freeAt, Date.now() + wait);
    else await sleepUntil(Date.now() + wait, signal);
  }
}

async function sleepUntil(time: number, signal: AbortSignal): Promise<void> {
  const left = time - Date.now();
  try {
    signal.throwIfAborted();
    if (left > 0) await pause(left, undefined, { signal });
  } catch {
    throw signal.reason;
  }
}

async function visitOnce(
  asking: Asking,
  question: ModelQuestion,
  signal: AbortSignal,
): Promise<ModelReply | Refusal | Passing> {
  const { settings } = asking;
  const timeout = AbortSignal.timeout(settings.timeoutMs);
  let reply: HttpReply | Refusal;
  try {
    reply = await post(asking, question, AbortSignal.any([signal, timeout]));
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (timeout.aborted) return tooSlow(settings);
    return networkFailure(error, settings.host);
  }
  if (isRefusal(reply)) return reply;
  if (reply.status >= 200 && reply.status < 300) return replyOf(reply, settings.host);
  return statusFailure(reply, settings);
}

async function post(
  { settings, limits, agent }: Asking,
  question: ModelQuestion,
  signal: AbortSignal,
): Promise<HttpReply | Refusal> {
  const { url, key } = settings;
  const response = await agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'accept-encoding': 'identity',
      'user-agent': 'Onus',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify(bodyOf(settings, question)),
    signal,
  });
  const bytes = await collect(response.body, limits.replyBytes);
  return bytes === null
    ? tooLarge(settings.host, limits.replyBytes)
    : { status: response.statusCode, headers: response.headers, bytes };
}

function bodyOf({ model, temperature }: ModelSettings, { instructions, text, schema }: ModelQuestion) {
  return {
    model,
    ...(temperature !== null && { temperature }),
    messages: [
      { role: 'system', content: instructions },
      { role: 'user', content: text },
    ],
    response_format: { type: 'json_schema', json_schema: { ...schema, strict: true } },
  };
}

/** All bytes of a body, or null where there are more than the limit: the rest is not waited for. */
async function collect(body: Dispatcher.ResponseData['body'], limit: number): Promise<Uint8Array | null> {
  // A body that is dropped half-way says so by an error that nobody waits for.
  body.on('error', () => {});
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > limit) {
      body.destroy();
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Codes of a connection that was there and broke, which may pass. */
const LOST =
  /^(?:ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|EAI_AGAIN)$/;
/** Codes of an answer that is no HTTP, or has headers without end. */
const MALFORMED = /^(?:HPE_\w+|HTTPParserError|UND_ERR_HEADERS_OVERFLOW)$/;

/** An error's code; its name where it has none. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** @throws OnusError where nobody can be asked at the address. */
function networkFailure(error: unknown, host: string): Passing | Refusal {
  const code = codeOf(error);
  if (LOST.test(code))
    return {
      waitMs: 0,
      refusal: {
        refused: 'model-connection',
        reason: `${host} broke the connection off before it had answered`,
        hint: "look into the endpoint's log, and try again",
      },
    };
  if (MALFORMED.test(code))
    return {
      refused: 'model-reply',
      reason: `the reply of ${host} cannot be used: it breaks the rules of HTTP`,
      hint: 'check that ONUS_LLM_URL is the address of an OpenAI-compatible endpoint',
    };
  throw new OnusError('model-unreachable', `the language model at ${host} cannot be reached: ${code}`, {
    hint: 'check ONUS_LLM_URL, and that the endpoint is running; or read with another --reader',
  });
}

/** @throws OnusError where every other question would be answered alike. */
function statusFailure(reply: HttpReply, settings: ModelSettings): Passing | Refusal {
  const { host, key, model } = settings;
  const { status } = reply;
  if (status === 408 || status === 429 || status >= 500)
    return {
      waitMs: retryAfterMs(reply, Date.now()),
      refusal: {
        refused: 'model-busy',
        reason: `${host} could not answer (${wordsOf(reply, key)})`,
        hint: 'try again later: what is kept is not read again',
      },
    };
  // What an endpoint says of a wrong key may hold a part of it.
  if (status === 401 || status === 403)
    throw new OnusError('model-key', `${host} does not accept the key (status ${status})`, {
      hint: key === undefined ? 'set ONUS_LLM_KEY' : 'check ONUS_LLM_KEY',
    });
  if (status === 404)
    throw new OnusError(
      'model-not-found',
      `${host} knows no such address or model (${wordsOf(reply, key)})`,
      {
        hint: `check ONUS_LLM_URL, and that "${model}" is the name of a model there`,
      },
    );
  if (status >= 300 && status < 400)
    throw new OnusError(
      'model-redirect',
      `${host} leads elsewhere (status ${status}), which is not followed`,
      {
        hint: 'set ONUS_LLM_URL to the address itself, once you have made sure whose it is',
      },
    );
  return {
    refused: 'model-request',
    reason: `${host} does not take the question (${wordsOf(reply, key)})`,
    hint: 'the endpoint must know response_format json_schema, and hold 8,192 tokens; where it takes no temperature, set ONUS_LLM_TEMPERATURE=none',
  };
}

function tooSlow({ host, timeoutMs }: ModelSettings): Refusal<'model-too-slow'> {
  return {
    refused: 'model-too-slow',
    reason: `${host} did not answer within ${timeoutMs / 1000} s`,
    hint: 'set ONUS_LLM_TIMEOUT to more seconds, or take a faster model',
  };
}

function tooLarge(host: string, limit: number): Refusal<'model-reply'> {
  return {
    refused: 'model-reply',
    reason: `the reply of ${host} cannot be used: it has more than ${Math.round(limit / 1024)} KiB`,
    hint: 'try again, or take another model: this one does not come to an end',
  };
}

function askedToWait(host: string, wait: number): Refusal<'model-busy'> {
  return {
    refused: 'model-busy',
    reason: `${host} asks to be left alone for ${Math.ceil(wait / 1000)} s`,
    hint: 'try again then: what is kept is not read again',
  };
}
