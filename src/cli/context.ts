import type { ChosenReader } from '../services/language-model-reader.ts';
import type { ModelPlace, ReadingPool } from '../services/ports.ts';
import type { CaseView, Services } from '../services/services.ts';

/** An output that may be a terminal. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface OpenServices {
  readonly services: Services;
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  /** Names beside those of this machine under which the server answers; others are turned away (DNS rebinding). */
  readonly names: readonly string[];
  /** Who reads what is added. */
  readonly reader: ChosenReader;
  /** Where no case is there yet, start one from the examples. */
  readonly examples: boolean;
}

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

/** All that commands need of the world; `main` makes it, tests make a smaller one. */
export interface CliContext {
  readonly version: string;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly dataDirectory: string;
  /** Ends with SIGINT or SIGTERM: long work stops after the item in hand. */
  readonly interrupted: AbortSignal;
  now(): Date;
  /** `inputs`: how many sources will be read, 0 by default; `reader`: by whom, by default the one that reads for cases. */
  openServices(inputs?: number, reader?: ChosenReader): Promise<OpenServices>;
  /** Threads for many inputs; in place for one, where starting a thread costs more than it saves. */
  openReadingPool(inputs: number, reader: ChosenReader): Promise<ReadingPool>;
  /**
   * Where the texts go that this reader reads; null where they stay on this machine.
   * @throws OnusError `model-not-configured`, `model-misconfigured`.
   */
  modelPlace(reader: ChosenReader): ModelPlace | null;
  serve(options: ServeOptions): Promise<RunningServer>;
  /** Static files of a case, by path. */
  publish(view: CaseView): Promise<ReadonlyMap<string, string>>;
}
