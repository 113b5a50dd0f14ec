#!/usr/bin/env node
/**
 * The composition root: configuration → store → services → command line, API and pages. The one file that sees all of
 * them; the reading order of `ARCHITECTURE.md` starts here.
 */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CliContext, OpenServices, RunningServer, ServeOptions } from './cli/context.ts';
import { faultText, runCommandLine } from './cli/program.ts';
import { type ModelSettings, modelSettings } from './language-model/settings.ts';
import { type ChosenReader, LANGUAGE_MODEL_READER } from './services/language-model-reader.ts';
import type { ModelPlace, ReadingPool, Store } from './services/ports.ts';
import { CASE_READER, DEFAULT_READER } from './services/readers.ts';

/** All that the program takes from its surroundings, read once. */
interface Config {
  readonly dataDirectory: string;
  readonly databaseUrl: string | undefined;
  /** How to reach whoever runs this, for the sites that are fetched from: part of the User-Agent. */
  readonly contact: string | undefined;
  /** How the language model of `--reader llm` is reached. @throws OnusError where that is not said, or wrong. */
  readonly modelSettings: () => ModelSettings;
  /** The package's root: `examples` and the built pages stand under it. */
  readonly packageDirectory: string;
  readonly version: string;
}

function readConfig(env: NodeJS.ProcessEnv): Config {
  // `src/` when run from the sources, `dist/src/` when compiled.
  const packageDirectory = resolve(import.meta.dirname, import.meta.url.endsWith('.ts') ? '..' : '../..');
  const shared = env.XDG_DATA_HOME || join(homedir(), '.local', 'share');
  return {
    dataDirectory: resolve(env.ONUS_DATA || join(shared, 'onus')),
    databaseUrl: env.DATABASE_URL || undefined,
    contact: env.ONUS_CONTACT || undefined,
    modelSettings: () => modelSettings(env),
    packageDirectory,
    version: JSON.parse(readFileSync(join(packageDirectory, 'package.json'), 'utf8')).version,
  };
}

/** Threads for reading: the machine has one more thing to do, and two are enough to keep a disk and a network busy. */
const READING_THREADS = 2;

/** Reads in this thread where one source is read, unless it is long, and in worker threads where there may be more. */
async function openReadingPool(config: Config, inputs: number, chosen: ChosenReader): Promise<ReadingPool> {
  const reader = chosen === LANGUAGE_MODEL_READER ? DEFAULT_READER : chosen;
  const openPool = async () =>
    (await import('./services/reading-pool.ts')).createReadingPool({ threads: READING_THREADS, reader });
  const pool =
    inputs === 1
      ? (await import('./services/read-in-place.ts')).readInPlace(reader, openPool)
      : await openPool();
  if (chosen !== LANGUAGE_MODEL_READER) return pool;
  const [{ readWithModel }, { openLanguageModel }] = await Promise.all([
    import('./services/read-with-model.ts'),
    import('./language-model/open-language-model.ts'),
  ]);
  return readWithModel(pool, openLanguageModel(config.modelSettings()));
}

/** Where the texts go that a reader reads; null where they stay here. */
function modelPlace(config: Config, reader: ChosenReader): ModelPlace | null {
  if (reader !== LANGUAGE_MODEL_READER) return null;
  const { host, model } = config.modelSettings();
  return { host, model };
}

async function openStore(config: Config): Promise<Store> {
  const { openStore: open } = await import('./store/open-store.ts');
  return open({
    dataDirectory: config.dataDirectory,
    ...(config.databaseUrl && { databaseUrl: config.databaseUrl }),
  });
}

/** What both the command line and the server stand on. Modules are loaded when first needed: `onus read` needs no database. */
async function openPorts(config: Config, inputs: number, reader: ChosenReader) {
  // What is not configured is told before anything is opened.
  modelPlace(config, reader);
  // Modules load while the database starts.
  const [store, pool, { createFetcher }] = await Promise.all([
    openStore(config),
    openReadingPool(config, inputs, reader),
    import('./capture/fetch-url.ts'),
  ]);
  return {
    store,
    pool,
    fetcher: createFetcher(config.contact === undefined ? {} : { contact: config.contact }),
    clock: { now: () => new Date() },
  };
}

async function openServices(config: Config, inputs: number, reader: ChosenReader): Promise<OpenServices> {
  const [ports, { createServices }] = await Promise.all([
    openPorts(config, inputs, reader),
    import('./services/create-services.ts'),
  ]);
  return {
    services: createServices(ports),
    async close() {
      await ports.pool.close();
      await ports.store.close();
    },
  };
}

async function serve(config: Config, options: ServeOptions): Promise<RunningServer> {
  const place = modelPlace(config, options.reader);
  const [
    ports,
    { createServices },
    { addWorker },
    { fillCopyIndex },
    { fillPublicationMemory },
    { listen },
    { addExamples },
  ] = await Promise.all([
    openPorts(config, Number.POSITIVE_INFINITY, options.reader),
    import('./services/create-services.ts'),
    import('./services/additions.ts'),
    import('./services/copies.ts'),
    import('./services/publication-memory.ts'),
    import('./listen.ts'),
    import('./services/add-examples.ts'),
  ]);
  const onFault = (error: unknown) => process.stderr.write(faultText(error, process.env));
  const toClose: { close(): Promise<void> }[] = [ports.store, ports.pool];
  const close = async () => {
    for (const each of toClose.toReversed()) await each.close();
  };
  try {
    const services = createServices(ports);
    const server = await listen(services, {
      ...options,
      onFault,
      ...(place !== null && { modelPlace: place }),
      assetsDirectory: join(config.packageDirectory, 'dist', 'web'),
    });
    toClose.push(server);
    // Pages answer before the queue is up: it makes its tables at the first start.
    await ports.store.jobs.work(addWorker(ports));
    const ending = new AbortController();
    const filling = fillCopyIndex(ports.store, ending.signal)
      .then(() => fillPublicationMemory(ports.store, { signal: ending.signal }))
      .catch(onFault);
    toClose.push({
      close: async () => {
        ending.abort();
        await filling;
      },
    });
    if (options.examples) await addExamples(services, join(config.packageDirectory, 'examples'));
    return { url: server.url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function createContext(config: Config, interrupted: AbortSignal): CliContext {
  return {
    version: config.version,
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    env: process.env,
    dataDirectory: config.dataDirectory,
    interrupted,
    now: () => new Date(),
    openServices: (inputs = 0, reader = CASE_READER) => openServices(config, inputs, reader),
    openReadingPool: (inputs, reader) => openReadingPool(config, inputs, reader),
    modelPlace: (reader) => modelPlace(config, reader),
    serve: (options) => serve(config, options),
    publish: async (view) => {
      const [{ publishCase }, { readAssets }] = await Promise.all([
        import('./web/pages/publish.tsx'),
        import('./web/pages/assets.ts'),
      ]);
      return publishCase(view, await readAssets(join(config.packageDirectory, 'dist', 'web')));
    },
  };
}

/** The first Ctrl-C stops after the work in hand; the second ends the program at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}

// A reader of our output that went away (`onus case list | head -1`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await runCommandLine(
  process.argv.slice(2),
  createContext(readConfig(process.env), interruption()),
);
