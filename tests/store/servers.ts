import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../../src/store/engines/embedded.ts';

/** A place for one test's store: what `openStore` takes, and how to clear it away. */
export interface Place {
  readonly dataDirectory: string;
  readonly databaseUrl?: string;
  remove(): Promise<void>;
}

export async function temporaryDirectory(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'onus-store-'));
}

export async function embeddedPlace(): Promise<Place> {
  const dataDirectory = await temporaryDirectory();
  return { dataDirectory, remove: () => rm(dataDirectory, { recursive: true, force: true }) };
}

/**
 * A fresh database on an outside server: that of `ONUS_TEST_DATABASE_URL`, or a second embedded one that is reached
 * over TCP like any other server, by its address alone.
 */
export async function outsidePlace(): Promise<Place> {
  const dataDirectory = await temporaryDirectory();
  const server = await outsideServer(dataDirectory);
  const name = `onus_test_${randomUUID().replaceAll('-', '')}`;
  await administer(server.url, `create database ${name}`);
  const databaseUrl = new URL(server.url);
  databaseUrl.pathname = name;
  return {
    dataDirectory,
    databaseUrl: databaseUrl.href,
    async remove() {
      await administer(server.url, `drop database ${name} with (force)`);
      await server.close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

async function outsideServer(dataDirectory: string): Promise<{ url: string; close(): Promise<void> }> {
  const given = process.env.ONUS_TEST_DATABASE_URL;
  if (given) return { url: given, close: async () => {} };
  const engine = await startEmbedded(await deepDirectory(dataDirectory));
  const { user, password, host, port, database } = engine.connection;
  return { url: `postgresql://${user}:${password}@${host}:${port}/${database}`, close: engine.close };
}

/** A directory whose path is too long for a Unix socket: the server in it listens on TCP. */
export async function deepDirectory(parent: string): Promise<string> {
  const directory = join(parent, 'deep'.repeat(30));
  await mkdir(directory);
  return directory;
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement);
  await client.end();
}
