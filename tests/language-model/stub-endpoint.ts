/** An endpoint of chat completions on this machine that answers as a test says. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What the endpoint was asked. */
export interface Asked {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: {
    readonly model: string;
    readonly temperature?: number;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly response_format: { readonly type: string; readonly json_schema: Record<string, unknown> };
  };
  /** The text to be read. */
  readonly text: string;
}

export type Answering = (asked: Asked, response: ServerResponse, count: number) => void;

export interface StubEndpoint {
  readonly url: string;
  readonly host: string;
  readonly asked: Asked[];
  /** How the next questions are answered. */
  answer: Answering;
  close(): Promise<void>;
}

export async function stubEndpoint(answer: Answering): Promise<StubEndpoint> {
  const sockets = new Set<Socket>();
  const asked: Asked[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const parsed = JSON.parse(body) as Asked['body'];
      const text = parsed.messages.find(({ role }) => role === 'user')?.content ?? '';
      const one = { url: request.url ?? '', headers: request.headers, body: parsed, text };
      asked.push(one);
      stub.answer(one, response, asked.length);
    });
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stub: StubEndpoint = {
    ...{ url: `http://127.0.0.1:${port}/v1`, host: `127.0.0.1:${port}`, asked, answer },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return stub;
}

/** Answers with this content of a message, as an endpoint does that works. */
export function say(content: string | null, end = 'stop'): Answering {
  return (_asked, response) => sendJson(response, completion(content, end));
}

export function completion(content: string | null, end = 'stop') {
  return {
    ...{ id: 'chatcmpl-1', object: 'chat.completion', model: 'stub' },
    choices: [{ index: 0, finish_reason: end, message: { role: 'assistant', content } }],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

export function sendJson(response: ServerResponse, value: unknown, status = 200, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

/** What a model says that reads well, so far as somebody "said", "denied" or "blamed" something in a line. */
export const reading: Answering = (asked, response) => {
  const statements = asked.text.split('\n').flatMap((line) => {
    const found = /^(.*?) (said|denied|blamed) (.*?)\.?$/.exec(line);
    if (found === null) return [];
    const [, source = '', cue = '', content = ''] = found;
    const act = { said: 'state', denied: 'deny', blamed: 'attribute' }[cue];
    return [{ source: [source], cue: [cue], content: [content], act, hedge: 'certain' }];
  });
  sendJson(response, completion(JSON.stringify({ statements })));
};
