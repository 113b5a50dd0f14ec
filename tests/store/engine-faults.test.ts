import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { chown, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { startEmbedded } from '../../src/store/engines/embedded.ts';
import { openStore } from '../../src/store/open-store.ts';
import { deepDirectory, temporaryDirectory } from './servers.ts';

const HOLDER = fileURLToPath(new URL('./holder.ts', import.meta.url));
const AS_ROOT = process.getuid?.() === 0;
const NOBODY = 65_534;

let data: string;
beforeEach(async () => {
  data = await temporaryDirectory();
});
afterEach(async () => {
  // A test that failed may have left a server: without its directory it would end by itself, but only in a minute.
  const pid = await serverPid();
  if (pid !== null) kill(pid, 'SIGKILL');
  await rm(data, { recursive: true, force: true });
});

const pidFile = () => join(data, 'database', 'cluster', 'postmaster.pid');

/** The number of the server that holds the directory; null where none does. */
async function serverPid(): Promise<number | null> {
  const text = await readFile(pidFile(), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return Number.isNaN(pid) || !kill(pid, 0) ? null : pid;
}

function kill(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** A process of its own that holds the store open. */
class Holder {
  readonly process: ChildProcess;
  readonly acknowledged: string[] = [];
  readonly #lines: Interface;

  constructor(directory = data, identity: { uid?: number; gid?: number } = {}) {
    this.process = spawn(process.execPath, [HOLDER, directory], {
      ...identity,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => {
      this.process.kill('SIGKILL');
    });
    this.#lines = createInterface({ input: this.process.stdout! });
    this.#lines.on('line', (line) => /^\d/.test(line) && this.acknowledged.push(line));
  }

  /** Waits until this many more cases were made. */
  async makes(count: number): Promise<void> {
    for (let made = 0; made < count; ) {
      const [line] = await once(this.#lines, 'line');
      if (/^\d/.test(line)) made++;
    }
  }

  async killed(): Promise<void> {
    const ended = once(this.process, 'close');
    this.process.kill('SIGKILL');
    await ended;
  }

  async closed(): Promise<void> {
    const ended = once(this.process, 'close');
    this.process.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
  }
}

/** Opens the store, checks that every acknowledged case is there, and closes it. */
async function expectKept(...holders: Holder[]): Promise<void> {
  const store = await openStore({ dataDirectory: data });
  const names = new Set((await store.cases.list()).map(({ name }) => name));
  await store.close();
  const acknowledged = holders.flatMap((holder) => holder.acknowledged);
  expect(acknowledged.length).toBeGreaterThan(0);
  expect(acknowledged.filter((name) => !names.has(name))).toEqual([]);
}

describe('a kill', () => {
  it('of the process leaves a server that the next one joins', async () => {
    const holder = new Holder();
    await holder.makes(20);
    const before = await serverPid();
    await holder.killed();
    const store = await openStore({ dataDirectory: data });
    expect(await serverPid()).toBe(before);
    await store.close();
    expect(await serverPid()).toBeNull();
    await expectKept(holder);
  });

  it('of process and server, in either order, is recovered from by the next start', async () => {
    const holders: Holder[] = [];
    for (const serverFirst of [true, false]) {
      const holder = new Holder();
      holders.push(holder);
      await holder.makes(20);
      const pid = (await serverPid())!;
      if (serverFirst) kill(pid, 'SIGKILL');
      await holder.killed();
      kill(pid, 'SIGKILL');
      await expectKept(...holders);
    }
  });

  it('of the server alone is mended by the process that uses it', async () => {
    const holder = new Holder();
    await holder.makes(20);
    const before = (await serverPid())!;
    kill(before, 'SIGKILL');
    await holder.makes(20);
    expect(await serverPid()).not.toBe(before);
    await holder.closed();
    expect(await serverPid()).toBeNull();
    await expectKept(holder);
  });

  it('while the cluster is being made leaves nothing that counts', async () => {
    const maker = new Holder();
    while (!(await readdir(data)).some((name) => name.startsWith('database.new-'))) await tick();
    await maker.killed();
    const store = await openStore({ dataDirectory: data });
    expect(await store.cases.list()).toEqual([]);
    await store.close();
    expect((await readdir(data)).filter((name) => name.startsWith('database.new-'))).toEqual([]);
  });

  it('leaves a program that still writes for a moment, and what it writes goes too', async () => {
    const dead = spawnSync(process.execPath, ['--version']).pid;
    const cluster = join(data, `database.new-${dead}-left`, 'cluster');
    await mkdir(cluster, { recursive: true });
    let files = 0;
    const writing = setInterval(() => {
      try {
        for (let k = 0; k < 50; k++) writeFileSync(join(cluster, String(files++)), '');
      } catch {
        // The directory is gone, as it is to be.
      }
    });
    setTimeout(() => clearInterval(writing), 700);
    const store = await openStore({ dataDirectory: data });
    await store.close();
    expect((await readdir(data)).filter((name) => name.startsWith('database.new-'))).toEqual([]);
  });
});

const tick = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('several processes', () => {
  it('that start at once on a fresh directory share one server; the last to leave stops it', async () => {
    const holders = [new Holder(), new Holder(), new Holder()];
    await Promise.all(holders.map((holder) => holder.makes(5)));
    const pid = await serverPid();
    expect(pid).not.toBeNull();
    const [first, second, third] = holders as [Holder, Holder, Holder];
    await first.closed();
    await Promise.all([second.makes(5), third.makes(5)]);
    await second.killed();
    await third.makes(5);
    expect(await serverPid()).toBe(pid);
    await third.closed();
    expect(await serverPid()).toBeNull();
    await expectKept(...holders);
  });

  it('that come and go while others close never fail', async () => {
    const rounds = async () => {
      for (let round = 0; round < 4; round++) await (await startEmbedded(data)).close();
    };
    await (await startEmbedded(data)).close();
    await Promise.all([rounds(), rounds(), rounds()]);
    expect(await serverPid()).toBeNull();
  });
});

describe('a pid file', () => {
  async function leavePidFile(text: string): Promise<void> {
    await (await startEmbedded(data)).close();
    await writeFile(pidFile(), text);
    const { uid, gid } = await stat(dirname(pidFile()));
    await chown(pidFile(), uid, gid);
  }

  it('whose number now belongs to another program of the same user is no obstacle', async () => {
    await (await startEmbedded(data)).close();
    const { uid, gid } = await stat(dirname(pidFile()));
    const stranger = spawn('sleep', ['60'], { cwd: '/', ...(AS_ROOT && { uid, gid }) });
    onTestFinished(() => {
      stranger.kill();
    });
    const lines = [
      stranger.pid,
      dirname(pidFile()),
      1,
      5432,
      dirname(pidFile()),
      '',
      '  123 456',
      'ready',
      '',
    ];
    await leavePidFile(lines.join('\n'));
    const engine = await startEmbedded(data);
    expect(await serverPid()).not.toBe(stranger.pid);
    await engine.close();
    expect(stranger.exitCode).toBeNull();
  });

  it('that a crash left empty is no obstacle', async () => {
    await leavePidFile('');
    await utimes(pidFile(), 0, 0);
    await (await startEmbedded(data)).close();
  });
});

describe('a directory', () => {
  it('of another PostgreSQL is refused', async () => {
    await writeFile(join(data, 'PG_VERSION'), '18\n');
    await expect(startEmbedded(data)).rejects.toMatchObject({ code: 'store-directory-foreign' });
  });

  it('with something else in the database’s place is refused, and left as it is', async () => {
    await mkdir(join(data, 'database'));
    await writeFile(join(data, 'database', 'letters.txt'), 'mine');
    await expect(startEmbedded(data)).rejects.toMatchObject({ code: 'store-directory-foreign' });
    expect(await readdir(join(data, 'database'))).toEqual(['letters.txt']);
  });

  it('that is a file is refused', async () => {
    await writeFile(join(data, 'file'), '');
    await expect(startEmbedded(join(data, 'file'))).rejects.toMatchObject({
      code: 'store-directory-foreign',
    });
    await expect(startEmbedded(join(data, 'file', 'x'))).rejects.toMatchObject({
      code: 'store-directory-foreign',
    });
  });

  it.runIf(process.platform === 'linux')('that cannot be made is refused', async () => {
    await expect(startEmbedded('/proc/onus')).rejects.toMatchObject({ code: 'store-directory-unwritable' });
  });

  it('whose cluster is of another version, or none, is refused', async () => {
    const cluster = join(data, 'database', 'cluster');
    await mkdir(cluster, { recursive: true });
    await writeFile(join(data, 'database', 'password'), 'x');
    await expect(startEmbedded(data)).rejects.toMatchObject({ code: 'store-cluster-damaged' });
    await writeFile(join(cluster, 'PG_VERSION'), '17\n');
    await expect(startEmbedded(data)).rejects.toMatchObject({ code: 'store-cluster-version' });
  });

  it('whose cluster lost its files is told in PostgreSQL’s words', async () => {
    await (await startEmbedded(data)).close();
    await rm(join(data, 'database', 'cluster', 'global', 'pg_control'));
    await expect(startEmbedded(data)).rejects.toMatchObject({
      code: 'store-cluster-damaged',
      message: expect.stringContaining('pg_control'),
    });
  });

  it('whose path is too long for a socket is served over TCP', async () => {
    const engine = await startEmbedded(await deepDirectory(data));
    expect(engine.connection.host).toBe('127.0.0.1');
    const client = new pg.Client(engine.connection);
    await client.connect();
    await client.end();
    const stranger = new pg.Client({ ...engine.connection, password: 'guess' });
    await expect(stranger.connect()).rejects.toMatchObject({ code: '28P01' });
    await engine.close();
  });

  it.runIf(AS_ROOT)('works for an ordinary user, and is refused to another', async () => {
    await chown(data, NOBODY, NOBODY);
    const holder = new Holder(data, { uid: NOBODY, gid: NOBODY });
    await holder.makes(3);
    expect((await stat(join(data, 'database'))).uid).toBe(NOBODY);
    await holder.closed();
    await expectKept(holder);
  });
});

describe('a schema', () => {
  it('newer than the program, or altered, is refused, and the server does not stay behind', async () => {
    await (await openStore({ dataDirectory: data })).close();
    for (const [statement, code] of [
      [`update schema_migrations set checksum = 'other'`, 'store-schema-changed'],
      [
        `insert into schema_migrations (name, checksum) values ('2999-01-01_later', 'x')`,
        'store-schema-newer',
      ],
    ] as const) {
      const engine = await startEmbedded(data);
      const client = new pg.Client(engine.connection);
      await client.connect();
      await client.query(statement);
      await client.end();
      await engine.close();
      await expect(openStore({ dataDirectory: data })).rejects.toMatchObject({ code });
      expect(await serverPid()).toBeNull();
    }
  });
});

describe('an outside server', () => {
  it.each([
    ['nonsense', 'store-url'],
    ['mysql://user@host/db', 'store-url'],
    ['postgresql://user:secret@127.0.0.1:1/db', 'store-unreachable'],
    ['postgresql://user:secret@nowhere.invalid/db', 'store-unreachable'],
  ])('at %s is refused without showing the password', async (databaseUrl, code) => {
    const refused = openStore({ dataDirectory: data, databaseUrl });
    await expect(refused).rejects.toMatchObject({ code, message: expect.not.stringContaining('secret') });
  });
});
