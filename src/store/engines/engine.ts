import type pg from 'pg';

/** A PostgreSQL server that is up and takes our connections, whoever runs it. */
export interface Engine {
  readonly kind: 'embedded' | 'postgres';
  /** What a pool or client needs to connect; holds the password. */
  readonly connection: pg.ClientConfig;
  /** Where the server is, without the password. */
  readonly url: string;
  /** As the server words it: `18.4`. */
  readonly serverVersion: string;
  /** Lets go of the server. No connection of ours may be open any more. */
  close(): Promise<void>;
}
