import { serve } from '@hono/node-server';
import { createApi } from './api/create-api.ts';
import { OnusError } from './domain/errors.ts';
import type { ModelPlace } from './services/ports.ts';
import type { Services } from './services/services.ts';
import { readAssets } from './web/pages/assets.ts';
import { createPages } from './web/pages/create-pages.tsx';
import { LOOPBACK_NAMES } from './web/pages/guard.ts';

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly names: readonly string[];
  /** Where texts are sent to be read, where a language model elsewhere reads them. */
  readonly modelPlace?: ModelPlace;
  /** Told of every fault behind an answer of 500. */
  readonly onFault: (error: unknown) => void;
  /** The built style sheet and browser bundle. */
  readonly assetsDirectory: string;
}

/** Serves pages and API on one address. Port 0 takes a free one; `url` names the one taken. @throws OnusError `port-taken`. */
export async function listen(
  services: Services,
  options: ListenOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const app = createPages(services, {
    assets: await readAssets(options.assetsDirectory),
    api: createApi(services, { onFault: options.onFault }),
    onFault: options.onFault,
    ...(options.modelPlace && { modelPlace: options.modelPlace }),
    hosts: [
      ...LOOPBACK_NAMES,
      ...options.names,
      options.host.includes(':') ? `[${options.host}]` : options.host,
    ],
  });
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: options.host, port: options.port }, ({ port }) => {
      resolve({
        url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}/`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
    server.on('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        new OnusError(
          taken ? 'port-taken' : 'cannot-listen',
          `${options.host}:${options.port} cannot be listened on: ${taken ? 'another program has it' : error.message}`,
          {
            hint: taken ? 'choose another with --port, or 0 for a free one' : 'check --host and --port',
            cause: error,
          },
        ),
      );
    });
  });
}
