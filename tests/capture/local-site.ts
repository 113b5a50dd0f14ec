import { readFileSync } from 'node:fs';
import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import {
  type AddressInfo,
  connect,
  createServer as createTcp,
  type Socket,
  type Server as TcpServer,
} from 'node:net';
import { createFetcher, type FetcherOptions } from '../../src/capture/fetch-url.ts';
import { type Network, secureSocket } from '../../src/capture/network.ts';

/** A public address; in these tests a server of this machine stands behind it. */
export const PUBLIC = '93.184.215.14';

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');
export const CERTIFICATE = fixture('right.cert.pem');

/** Servers on 127.0.0.1 and the fetchers that reach them under public names; all closed by `close`. */
export class LocalSites {
  readonly #servers: (Server | TcpServer)[] = [];
  readonly #sockets = new Set<Socket>();

  /** An HTTP server; without a handler of its own `/robots.txt` is not there. Returns its port. */
  async http(handler: RequestListener, scheme: 'http' | 'https' = 'http'): Promise<number> {
    const withRobots: RequestListener = (request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end();
      else handler(request, response);
    };
    return this.withRobots(withRobots, scheme);
  }

  async withRobots(handler: RequestListener, scheme: 'http' | 'https' = 'http'): Promise<number> {
    const server =
      scheme === 'http'
        ? createHttp(handler)
        : createHttps({ key: fixture('right.key.pem'), cert: CERTIFICATE }, handler);
    return this.#listen(server);
  }

  /** A server that answers any request but that for `/robots.txt` with these bytes as they are, and ends. */
  async raw(answer: (socket: Socket) => void): Promise<number> {
    const server = createTcp((socket) => {
      socket.on('error', () => {});
      socket.once('data', (request) => {
        if (String(request).startsWith('GET /robots.txt'))
          socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
        else answer(socket);
      });
    });
    return this.#listen(server);
  }

  async #listen(server: Server | TcpServer): Promise<number> {
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#servers.push(server);
    return (server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(this.#servers.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

/** Every name is public, and every address leads to that port of this machine. */
export function networkTo(port: number, changes: Partial<Network> = {}): Network {
  return {
    lookup: async () => [PUBLIC],
    async dial(addresses, _port, signal) {
      const socket = connect({ host: '127.0.0.1', port, signal });
      await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
      return { socket, peerAddress: addresses[0] ?? '' };
    },
    secure: (socket, host, signal) => secureSocket(socket, host, signal, CERTIFICATE),
    ...changes,
  };
}

/** A fetcher whose waits take no time. */
export function fetcherTo(port: number, options: FetcherOptions & { changes?: Partial<Network> } = {}) {
  const { changes, ...others } = options;
  return createFetcher({ network: networkTo(port, changes), sleep: async () => {}, ...others });
}
