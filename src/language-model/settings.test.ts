import { describe, expect, it } from 'vitest';
import { modelSettings } from './settings.ts';

const SECRET = 'sk-very-secret-0123';
const GIVEN = { ONUS_LLM_URL: 'https://models.example/v1', ONUS_LLM_MODEL: 'reader-7b' };

function thrown(env: Record<string, string>): Error & { code: string; hint: string } {
  try {
    modelSettings(env);
  } catch (error) {
    return error as Error & { code: string; hint: string };
  }
  throw new Error('the settings were taken');
}

describe('the settings of the language model', () => {
  it('are its address, its name and what else is said', () => {
    expect(modelSettings(GIVEN)).toMatchObject({
      ...{ host: 'models.example', model: 'reader-7b', key: undefined, timeoutMs: 120_000, temperature: 0 },
      url: new URL('https://models.example/v1/chat/completions'),
    });
    const said = { ONUS_LLM_KEY: ` ${SECRET}\n`, ONUS_LLM_TIMEOUT: '7', ONUS_LLM_TEMPERATURE: 'none' };
    expect(modelSettings({ ...GIVEN, ...said })).toMatchObject({
      ...{ key: SECRET, timeoutMs: 7000, temperature: null },
    });
  });

  it.each([
    ['https://models.example', 'https://models.example/chat/completions'],
    ['https://models.example/v1/', 'https://models.example/v1/chat/completions'],
    ['https://models.example/v1/chat/completions', 'https://models.example/v1/chat/completions'],
    ['https://models.example/a?api-version=1#b', 'https://models.example/a/chat/completions?api-version=1'],
    ['http://localhost:8080/v1', 'http://localhost:8080/v1/chat/completions'],
    ['http://127.0.0.1:11434/v1', 'http://127.0.0.1:11434/v1/chat/completions'],
    ['http://[::1]:8080/v1', 'http://[::1]:8080/v1/chat/completions'],
  ])('take %s as %s', (given, asked) => {
    expect(modelSettings({ ...GIVEN, ONUS_LLM_URL: given }).url.href).toBe(asked);
  });

  it.each([
    [{}, 'ONUS_LLM_URL and ONUS_LLM_MODEL are not set'],
    [{ ONUS_LLM_URL: 'https://models.example' }, 'ONUS_LLM_MODEL is not set'],
    [{ ONUS_LLM_URL: ' ', ONUS_LLM_MODEL: 'reader-7b' }, 'ONUS_LLM_URL is not set'],
  ])('say what is missing of %j', (env, reason) => {
    const { code, message, hint } = thrown(env as Record<string, string>);
    expect(code).toBe('model-not-configured');
    expect(message).toContain(reason);
    expect(hint).toContain('http://localhost:8080/v1');
  });

  it.each([
    ['no address', { ONUS_LLM_URL: 'models.example/v1' }],
    ['another protocol', { ONUS_LLM_URL: 'file:///etc/passwd' }],
    ['a password', { ONUS_LLM_URL: `https://me:${SECRET}@models.example/v1` }],
    ['no encryption', { ONUS_LLM_URL: 'http://models.example/v1' }],
    ['a name that only begins like this machine', { ONUS_LLM_URL: 'http://localhost.models.example/v1' }],
    ['an address that only looks like this machine', { ONUS_LLM_URL: 'http://127.0.0.1.models.example/v1' }],
    ['a name of many lines', { ONUS_LLM_MODEL: 'a\nb' }],
    ['an endless name', { ONUS_LLM_MODEL: 'a'.repeat(101) }],
    ['a key of many lines', { ONUS_LLM_KEY: `${SECRET}\nx: y` }],
    ['an endless wait', { ONUS_LLM_TIMEOUT: '1e9' }],
    ['no number', { ONUS_LLM_TEMPERATURE: 'warm' }],
  ])('are refused with %s, and no secret is told', (_what, changes) => {
    const { code, message, hint } = thrown({ ...GIVEN, ...changes });
    expect(code).toBe('model-misconfigured');
    expect(message + hint).not.toContain(SECRET);
    expect(hint).not.toBe('');
  });

  it('let texts go unencrypted where that is said', () => {
    const env = { ...GIVEN, ONUS_LLM_URL: 'http://10.0.0.7:8000/v1', ONUS_LLM_PLAIN_HTTP: '1' };
    expect(modelSettings(env).host).toBe('10.0.0.7:8000');
  });
});
