import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { isRefusal, OnusError } from '../../src/domain/errors.ts';
import { openLanguageModel } from '../../src/language-model/open-language-model.ts';
import { modelSettings } from '../../src/language-model/settings.ts';
import { questionAbout } from '../../src/statements/llm/prompt.ts';
import {
  type Answering,
  completion,
  type StubEndpoint,
  say,
  sendJson,
  stubEndpoint,
} from './stub-endpoint.ts';

const KEY = 'sk-secret-4711';
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close();
});

async function modelBehind(answer: Answering, env: Record<string, string> = {}, limits = {}) {
  const stub = await stubEndpoint(answer);
  const settings = modelSettings({
    ...{ ONUS_LLM_URL: stub.url, ONUS_LLM_MODEL: 'stub-7b', ONUS_LLM_KEY: KEY, ...env },
  });
  const model = openLanguageModel(settings, { backoffMs: 5, ...limits });
  open.push(stub, model);
  return {
    stub,
    model,
    ask: (signal?: AbortSignal) => model.ask(questionAbout('Ostrel denied it.'), signal),
  };
}

/** A raw answer of bytes, right after the request. */
const raw =
  (bytes: string, end = true): Answering =>
  (_asked, response) => {
    response.socket?.write(bytes);
    if (end) response.socket?.end();
  };
const status =
  (code: number, body: unknown = {}, headers = {}): Answering =>
  (_asked, response) =>
    sendJson(response, body, code, headers);
const text =
  (type: string, body: string): Answering =>
  (_asked, response) => {
    response.writeHead(200, { 'content-type': type }).end(body);
  };
/** Fails so often, then answers. */
const atFirst =
  (failures: number, failing: Answering): Answering =>
  (asked, response, count) =>
    count <= failures ? failing(asked, response, count) : say('done')(asked, response, count);

describe('asking a language model', () => {
  it('sends the instructions, the text and the schema, and gives what is said', async () => {
    const { stub, ask } = await modelBehind(say('{"statements":[]}'));
    expect(await ask()).toEqual({ content: '{"statements":[]}', isWhole: true });
    const [asked] = stub.asked;
    expect(asked).toMatchObject({ url: '/v1/chat/completions', text: 'Ostrel denied it.' });
    expect(asked?.headers).toMatchObject({
      ...{
        authorization: `Bearer ${KEY}`,
        'content-type': 'application/json',
        'accept-encoding': 'identity',
      },
    });
    expect(asked?.body).toMatchObject({
      ...{ model: 'stub-7b', temperature: 0 },
      response_format: { type: 'json_schema', json_schema: { name: 'statements', strict: true } },
    });
    expect(asked?.body.messages.map(({ role }) => role)).toEqual(['system', 'user']);
  });

  it('sends no key and no temperature where there are none', async () => {
    const { stub, ask } = await modelBehind(say(''), { ONUS_LLM_KEY: '', ONUS_LLM_TEMPERATURE: 'none' });
    await ask();
    expect(stub.asked[0]?.headers).not.toHaveProperty('authorization');
    expect(stub.asked[0]?.body).not.toHaveProperty('temperature');
  });

  it('tells where the answer was cut short', async () => {
    const { ask } = await modelBehind(say('{"statements":[', 'length'));
    expect(await ask()).toEqual({ content: '{"statements":[', isWhole: false });
  });

  it.each([
    ['too many requests', status(429)],
    ['a fault of the endpoint', status(500)],
    ['a gateway without its endpoint', status(503, 'no JSON of an error')],
    [
      'a connection that breaks before the answer',
      (_asked: unknown, response: ServerResponse) => response.socket?.destroy(),
    ],
    [
      'a body that breaks off',
      raw('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{"choi'),
    ],
  ] as [string, Answering][])('asks again after %s', async (_what, failing) => {
    const { stub, ask } = await modelBehind(atFirst(2, failing));
    expect(await ask()).toEqual({ content: 'done', isWhole: true });
    expect(stub.asked).toHaveLength(3);
  });

  it('gives up after four visits, in the endpoint’s words and without the key', async () => {
    const said = { error: { message: `quota\nof ${KEY} is used up\u001b[31m` } };
    const { stub, ask } = await modelBehind(status(429, said));
    const outcome = await ask();
    expect(stub.asked).toHaveLength(4);
    expect(outcome).toMatchObject({ refused: 'model-busy' });
    expect(JSON.stringify(outcome)).toContain('quota of … is used up');
    expect(JSON.stringify(outcome)).not.toMatch(/sk-secret|\\u001b/);
  });

  it('waits as long as Retry-After asks, with all questions', async () => {
    const { stub, model, ask } = await modelBehind(atFirst(1, status(429, {}, { 'retry-after': '1' })));
    const started = Date.now();
    const other = new Promise((resolve) => setTimeout(resolve, 200)).then(() =>
      model.ask(questionAbout('Another text.')),
    );
    expect(await Promise.all([ask(), other])).toEqual([
      { content: 'done', isWhole: true },
      { content: 'done', isWhole: true },
    ]);
    expect(Date.now() - started).toBeGreaterThanOrEqual(990);
    expect(stub.asked).toHaveLength(3);
  });

  it.each([
    ['seconds', '3600'],
    ['a date', new Date(Date.now() + 3_600_000).toUTCString()],
  ])('does not wait for an hour, asked to by %s', async (_what, value) => {
    const { stub, ask } = await modelBehind(status(503, {}, { 'retry-after': value }));
    expect(await ask()).toMatchObject({
      ...{ refused: 'model-busy', reason: expect.stringMatching(/left alone for 3[56]\d\d s/) },
    });
    expect(stub.asked).toHaveLength(1);
  });

  it('does not wait for an answer that never comes, nor for one that never ends', async () => {
    const hang: Answering = () => {};
    const drip: Answering = (_asked, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    };
    for (const answer of [hang, drip]) {
      const { stub, ask } = await modelBehind(answer, { ONUS_LLM_TIMEOUT: '1' });
      expect(await ask()).toMatchObject({
        refused: 'model-too-slow',
        hint: expect.stringContaining('ONUS_LLM_TIMEOUT'),
      });
      expect(stub.asked).toHaveLength(1);
    }
  });

  it.each([
    [
      'HTML instead of JSON',
      text('text/html', '<!doctype html><title>Log in</title>'),
      'text/html instead of JSON',
    ],
    [
      'JSON as another type',
      text('text/plain', JSON.stringify(completion('x'))),
      'text/plain instead of JSON',
    ],
    ['no type at all', raw('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'), 'nothing instead of JSON'],
    ['JSON that breaks off', text('application/json', '{"choices":[{"mess'), 'no chat completion'],
    ['JSON of another schema', text('application/json', '{"answer":42}'), 'no chat completion'],
    ['no choices', text('application/json', '{"choices":[]}'), 'no chat completion'],
    ['bytes that are no UTF-8', text('application/json', '\u00ff'), 'no chat completion'],
    ['what nobody asked to be packed', status(200, {}, { 'content-encoding': 'gzip' }), 'compressed'],
    ['no HTTP', raw('SSH-2.0-OpenSSH_9.9\r\n'), 'breaks the rules of HTTP'],
    ['a filter', say('', 'content_filter'), 'a filter of the endpoint'],
    [
      'a refusal',
      status(200, { choices: [{ finish_reason: 'stop', message: { content: null, refusal: 'I cannot.' } }] }),
      'declines to read',
    ],
    [
      'a request that it does not take',
      status(400, { error: { message: 'no temperature' } }),
      'no temperature',
    ],
    [
      'headers without end',
      raw(`HTTP/1.1 200 OK\r\n${'X-A: b\r\n'.repeat(20_000)}\r\n`),
      'breaks the rules of HTTP',
    ],
  ] as [string, Answering, string][])('refuses what answers with %s', async (_what, answer, reason) => {
    const { stub, ask } = await modelBehind(answer);
    const outcome = await ask();
    expect(isRefusal(outcome)).toBe(true);
    expect(outcome).toMatchObject({
      reason: expect.stringContaining(reason),
      hint: expect.stringMatching(/\w/),
    });
    expect(stub.asked).toHaveLength(1);
  });

  it('does not hold more than an answer may have', async () => {
    let sent = 0;
    const { ask } = await modelBehind((_asked, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        sent += 65_536;
        if (!response.destroyed && sent < 256 * 1024 * 1024) response.write(' '.repeat(65_536), more);
      };
      more();
    });
    expect(await ask()).toMatchObject({
      refused: 'model-reply',
      reason: expect.stringContaining('2048 KiB'),
    });
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });

  it.each([
    ['a redirect, which it does not follow', 302, 'model-redirect'],
    ['a permanent redirect', 308, 'model-redirect'],
    ['a key that is not accepted', 401, 'model-key'],
    ['a key that is not allowed', 403, 'model-key'],
    ['an address or model that is not known', 404, 'model-not-found'],
  ])('throws what to do about %s', async (_what, code, expected) => {
    const elsewhere = await stubEndpoint(say('taken'));
    open.push(elsewhere);
    const said = { error: { message: 'Incorrect API key provided: sk-se**11' } };
    const { stub, ask } = await modelBehind(
      status(code, code === 404 ? {} : said, { location: `${elsewhere.url}/chat/completions` }),
    );
    const error = await ask().catch((thrown: unknown) => thrown);
    if (!(error instanceof OnusError)) throw new Error('nothing was thrown');
    expect(error.code).toBe(expected);
    expect(error.message).toContain(stub.host);
    expect(`${error.message} ${error.hint} ${error.stack}`).not.toMatch(/sk-se/);
    expect([stub.asked.length, elsewhere.asked.length]).toEqual([1, 0]);
  });

  it('throws where nobody listens, at once', async () => {
    const { stub, ask } = await modelBehind(say(''));
    await (stub as StubEndpoint).close();
    await expect(ask()).rejects.toMatchObject({
      code: 'model-unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('asks two at a time, and the others in turn', async () => {
    let now = 0;
    let most = 0;
    const { model } = await modelBehind((asked, response, count) => {
      most = Math.max(most, ++now);
      setTimeout(() => {
        now--;
        say(asked.text)(asked, response, count);
      }, 20);
    });
    const all = await Promise.all(Array.from({ length: 9 }, (_, i) => model.ask(questionAbout(`${i}`))));
    expect(all.map((reply) => 'content' in reply && reply.content)).toEqual(
      Array.from({ length: 9 }, (_, i) => `${i}`),
    );
    expect(most).toBe(2);
  });

  it('ends what is under way when it is closed, or its asker goes away', async () => {
    const { model, ask } = await modelBehind(() => {});
    const leaving = new AbortController();
    const left = ask(leaving.signal);
    const closed = ask();
    const waiting = ask();
    const outcomes = Promise.allSettled([left, closed, waiting]);
    leaving.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    await model.close();
    const codes = (await outcomes).map(
      (each) => each.status === 'rejected' && (each.reason.code ?? each.reason.message),
    );
    expect(codes).toEqual(['gone', 'model-closed', 'model-closed']);
  });
});
