import { OnusError } from '../domain/errors.ts';
import type { ModelPlace } from '../services/ports.ts';

/** How the operator's language model is reached. Its key is in no message and no log. */
export interface ModelSettings extends ModelPlace {
  /** Where chat completions are asked for. */
  readonly url: URL;
  readonly key: string | undefined;
  /** For one answer, from the first byte sent to the last received. */
  readonly timeoutMs: number;
  /** Null: not sent, and so the endpoint's own. */
  readonly temperature: number | null;
}

/** The environment's words for it, as they were found. */
export type Environment = Readonly<Record<string, string | undefined>>;

const TIMEOUT_S = 120;
const LONGEST_TIMEOUT_S = 3600;

/**
 * Reads the settings from `ONUS_LLM_URL`, `ONUS_LLM_MODEL`, `ONUS_LLM_KEY`, `ONUS_LLM_TIMEOUT`, `ONUS_LLM_TEMPERATURE` and
 * `ONUS_LLM_PLAIN_HTTP`.
 * @throws OnusError `model-not-configured` where the first two are not both there, `model-misconfigured` where one is wrong.
 */
export function modelSettings(env: Environment): ModelSettings {
  const missing = ['ONUS_LLM_URL', 'ONUS_LLM_MODEL'].filter((name) => !env[name]?.trim());
  if (missing.length > 0)
    throw new OnusError(
      'model-not-configured',
      `the reader "llm" asks a language model of yours, and ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not set`,
      {
        hint: 'set ONUS_LLM_URL to an OpenAI-compatible endpoint (http://localhost:8080/v1), ONUS_LLM_MODEL to the name of its model, and ONUS_LLM_KEY where it asks for one',
      },
    );
  const url = endpointOf(env.ONUS_LLM_URL?.trim() ?? '', env.ONUS_LLM_PLAIN_HTTP === '1');
  return {
    url,
    host: url.host,
    model: modelName(env.ONUS_LLM_MODEL?.trim() ?? ''),
    key: keyOf(env.ONUS_LLM_KEY?.trim() || undefined),
    timeoutMs: 1000 * numberOf('ONUS_LLM_TIMEOUT', env, { or: TIMEOUT_S, least: 1, most: LONGEST_TIMEOUT_S }),
    temperature:
      env.ONUS_LLM_TEMPERATURE?.trim() === 'none'
        ? null
        : numberOf('ONUS_LLM_TEMPERATURE', env, { or: 0, least: 0, most: 2 }),
  };
}

/** The address of chat completions: that of the endpoint, or of its `/v1`, as others take it too. */
function endpointOf(given: string, mayBePlain: boolean): URL {
  // The address is not repeated: it may hold a password.
  if (!URL.canParse(given))
    throw misconfigured('ONUS_LLM_URL is no address', 'write it whole: http://localhost:8080/v1');
  const url = new URL(given);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw misconfigured('ONUS_LLM_URL begins with neither https: nor http:', 'write it whole');
  if (url.username !== '' || url.password !== '')
    throw misconfigured('ONUS_LLM_URL holds a user or a password', 'give the key as ONUS_LLM_KEY');
  if (url.protocol === 'http:' && !mayBePlain && !isLoopback(url.hostname))
    throw misconfigured(
      `ONUS_LLM_URL would send texts and key unencrypted to ${url.host}`,
      'use https:, or set ONUS_LLM_PLAIN_HTTP=1 where you trust every machine on the way',
    );
  url.hash = '';
  const path = url.pathname.replace(/\/+$/, '');
  url.pathname = path.endsWith('/chat/completions') ? path : `${path}/chat/completions`;
  return url;
}

function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

function modelName(given: string): string {
  if (/^[\x21-\x7e](?:[\x20-\x7e]{0,98}[\x21-\x7e])?$/.test(given)) return given;
  throw misconfigured(
    'ONUS_LLM_MODEL is longer than 100 characters, or holds others than those of ASCII',
    "take the name from the endpoint's list of models",
  );
}

function keyOf(given: string | undefined): string | undefined {
  if (given === undefined || /^[\x21-\x7e]{1,4096}$/.test(given)) return given;
  throw misconfigured('ONUS_LLM_KEY holds characters that no key has', 'copy it again, without blanks');
}

function numberOf(
  name: string,
  env: Environment,
  { or, least, most }: { readonly or: number; readonly least: number; readonly most: number },
): number {
  const given = env[name]?.trim();
  if (!given) return or;
  const number = Number(given);
  if (number >= least && number <= most) return number;
  throw misconfigured(`${name} is no number from ${least} to ${most}`, `leave it out for ${or}`);
}

function misconfigured(reason: string, hint: string): OnusError {
  return new OnusError('model-misconfigured', reason, { hint });
}
